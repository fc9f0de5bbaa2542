import { libraryValue } from '../frameworks/libraries';
import { copiedHelper } from '../frameworks/losses/helpers';
import { LIBRARY_LOSSES } from '../frameworks/losses/library-losses';
import { TensorFailure, TensorTooLarge } from '../tensor/failure';
import { Budget, type Limits, USUAL_LIMITS } from './budget';
import type { Completion, Evaluator } from './evaluator';
import type { Happening, RunEvent, RunPhase } from './events';
import { raise } from './exceptions';
import type { Language } from './language';
import { StaleView } from './memory';
import { NotUnderstood } from './not-understood';
import {
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  LIBRARY_PLACE,
  type Place,
  type Statement,
} from './program';
import { PYTHON } from './python/language';
import { Raised } from './raised';
import {
  type CallArguments,
  type ClassValue,
  FunctionValue,
  type Names,
  UnknownValue,
  type Value,
} from './values';

/** The names of a library's text, which is read as the text of a module. */
type LibraryReader = (text: string, evaluator: Evaluator) => Names;

/** Runs programs: one interpreter has one budget and one list of events. */
export class Interpreter implements Evaluator {
  readonly budget: Budget;
  readonly events: RunEvent[] = [];
  /** The part of the run that events name. */
  phase: RunPhase = 'module';
  followsDevices = false;
  /** Is told the value of every expression, in the order in which they are evaluated. */
  watch: ((value: Value, expression: Expression) => void) | null = null;
  private readonly language: Language;
  private gradientIsOff = false;

  private libraryCall: Place = LIBRARY_PLACE;
  private readonly readLibrary: LibraryReader | null;
  private readonly libraries = new Map<string, Names>();

  /** @param readLibrary reads the losses of libraries; null where they are not known */
  constructor(
    limits: Limits = USUAL_LIMITS,
    language: Language = PYTHON,
    readLibrary: LibraryReader | null = null,
  ) {
    this.budget = new Budget(limits);
    this.language = language;
    this.readLibrary = readLibrary;
  }

  get isWithoutGradient(): boolean {
    return this.gradientIsOff;
  }

  setGradientRecording(isOn: boolean): void {
    this.gradientIsOff = !isOn;
  }

  report(happening: Happening, place: Place): void {
    const shown = place === LIBRARY_PLACE ? this.libraryCall : place;
    this.events.push({ ...happening, place: shown, phase: this.phase });
  }

  evaluate(expression: Expression, scope: Names): Value {
    const value = this.guarded(expression.place, () => this.language.evaluate(expression, scope, this));
    this.watch?.(value, expression);
    return value;
  }

  execute(statements: readonly Statement[], scope: Names): Completion {
    return this.language.execute(statements, scope, this);
  }

  assign(target: Expression, value: Value, scope: Names): void {
    this.guarded(target.place, () => this.language.assign(target, value, scope, this));
  }

  subscript(object: Value, index: Value, place: Place): Value {
    return this.language.subscript(object, index, this, place);
  }

  setSubscript(object: Value, index: Value, value: Value, place: Place): void {
    this.language.setSubscript(object, index, value, this, place);
  }

  defineFunction(definition: FunctionDefinition, scope: Names, ownerClass: ClassValue | null): FunctionValue {
    const defaults = new Map<string, Value>();
    for (const { name, default: value } of definition.parameters) {
      if (value) {
        defaults.set(name, this.evaluate(value, scope));
      }
    }
    return new FunctionValue(definition, scope, defaults, ownerClass);
  }

  defineClass(definition: ClassDefinition, scope: Names): Value {
    return this.language.defineClass(definition, scope, this);
  }

  load(module: string): Value {
    const helper = copiedHelper(module);
    return this.library(module) ?? (helper ? this.library(helper) : undefined) ?? new UnknownValue(module);
  }

  library(path: string): Value | undefined {
    return libraryValue(path) ?? this.lossOfLibrary(path);
  }

  private lossOfLibrary(path: string): Value | undefined {
    const loss = LIBRARY_LOSSES.get(path);
    if (!loss || !this.readLibrary) {
      return undefined;
    }
    const scope = this.libraries.get(loss.text) ?? this.readLibrary(loss.text, this);
    this.libraries.set(loss.text, scope);
    return scope.find(loss.name);
  }

  atCallOfLibrary(place: Place, run: () => Value): Value {
    const before = this.libraryCall;
    this.libraryCall = place;
    try {
      return run();
    } catch (error) {
      if (error instanceof Raised && error.place === LIBRARY_PLACE) {
        throw new Raised(error.exception, error.message, place);
      }
      if (error instanceof NotUnderstood && error.place === LIBRARY_PLACE) {
        throw new NotUnderstood(error.reason, place);
      }
      throw error;
    } finally {
      this.libraryCall = before;
    }
  }

  call(callee: Value, given: CallArguments, place: Place): Value {
    return this.budget.within(place, () =>
      this.guarded(place, () => this.language.call(callee, given, this, place)),
    );
  }

  attribute(object: Value, name: string, place: Place): Value {
    const value = this.attributeIfAny(object, name, place);
    if (value === undefined) {
      raise('AttributeError', `the object has no attribute '${name}'`, place);
    }
    return value;
  }

  attributeIfAny(object: Value, name: string, place: Place): Value | undefined {
    return this.language.attribute(object, name, this, place);
  }

  setAttribute(object: Value, name: string, value: Value, place: Place): void {
    this.language.setAttribute(object, name, value, this, place);
  }

  truth(value: Value, place: Place): boolean {
    return this.language.truth(value, this, place);
  }

  items(value: Value, place: Place): readonly Value[] {
    return this.language.items(value, this, place);
  }

  equals(one: Value, other: Value, place: Place): boolean {
    return this.language.equals(one, other, this, place);
  }

  text(value: Value, place: Place): string {
    return this.language.text(value, this, place);
  }

  withoutGradient<Result>(run: () => Result): Result {
    const before = this.gradientIsOff;
    this.gradientIsOff = true;
    try {
      return run();
    } finally {
      this.gradientIsOff = before;
    }
  }

  /** Raises a tensor operation's refusal as an exception of the program, in the framework's words. */
  private guarded<Result>(place: Place, run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      if (error instanceof TensorFailure) {
        throw this.language.refusal(error, place);
      }
      if (error instanceof TensorTooLarge) {
        throw new NotUnderstood({ kind: 'memory' }, place);
      }
      if (error instanceof StaleView) {
        throw new NotUnderstood({ kind: 'view' }, place);
      }
      if (error instanceof RangeError) {
        // JavaScript's own stack or a length that no array has.
        throw new NotUnderstood({ kind: 'depth' }, place);
      }
      throw error;
    }
  }
}
