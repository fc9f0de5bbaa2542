import { raisedForFailure } from '../frameworks/failure-messages';
import { libraryValue } from '../frameworks/libraries';
import { LIBRARY_LOSSES } from '../frameworks/losses/library-losses';
import { TensorFailure, TensorTooLarge } from '../tensor/failure';
import { assigned, subscripted, subscriptSet } from './assignments';
import { attributeOf, setAttributeOf } from './attributes';
import { Budget, type Limits, USUAL_LIMITS } from './budget';
import { called } from './calls';
import { classOf } from './class-definitions';
import type { Completion, Evaluator } from './evaluator';
import type { Happening, RunEvent, RunPhase } from './events';
import { raise } from './exceptions';
import { evaluated } from './expressions';
import { NotUnderstood } from './not-understood';
import {
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  LIBRARY_PLACE,
  type Place,
  type Statement,
} from './program';
import { equals } from './python/operators';
import { textOf } from './python/text';
import { Raised } from './raised';
import { executed } from './statements';
import { itemsOf, truthOf } from './truth';
import {
  ArrayValue,
  type CallArguments,
  type ClassValue,
  FunctionValue,
  type Names,
  StaleView,
  UnknownValue,
  type Value,
} from './values';

/** The names of a library's text, which is read as the text of a module. */
type LibraryReader = (text: string, evaluator: Evaluator) => Names;

/** Runs programs: one interpreter has one budget and one list of events. */
export class Interpreter implements Evaluator {
  readonly budget: Budget;
  readonly events: RunEvent[] = [];
  /** What is being run; events name it. */
  phase: RunPhase = 'module';
  /** Is told the value of every expression, in the order in which they are evaluated. */
  watch: ((value: Value, expression: Expression) => void) | null = null;
  private gradientIsOff = false;

  private libraryCall: Place = LIBRARY_PLACE;
  private readonly readLibrary: LibraryReader | null;
  private readonly libraries = new Map<string, Names>();

  /** @param readLibrary reads the losses of libraries; null where they are not known */
  constructor(limits: Limits = USUAL_LIMITS, readLibrary: LibraryReader | null = null) {
    this.budget = new Budget(limits);
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
    const value = this.guarded(expression.place, () => evaluated(expression, scope, this));
    this.watch?.(value, expression);
    return value;
  }

  execute(statements: readonly Statement[], scope: Names): Completion {
    return executed(statements, scope, this);
  }

  assign(target: Expression, value: Value, scope: Names): void {
    this.guarded(target.place, () => assigned(target, value, scope, this));
  }

  subscript(object: Value, index: Value, place: Place): Value {
    return subscripted(object, index, this, place);
  }

  setSubscript(object: Value, index: Value, value: Value, place: Place): void {
    subscriptSet(object, index, value, this, place);
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
    return classOf(definition, scope, this);
  }

  load(module: string): Value {
    return this.library(module) ?? new UnknownValue(module);
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
    return this.budget.within(place, () => this.guarded(place, () => called(callee, given, this, place)));
  }

  attribute(object: Value, name: string, place: Place): Value {
    const value = this.attributeIfAny(object, name, place);
    if (value === undefined) {
      raise('AttributeError', `the object has no attribute '${name}'`, place);
    }
    return value;
  }

  attributeIfAny(object: Value, name: string, place: Place): Value | undefined {
    return attributeOf(object, name, this, place);
  }

  setAttribute(object: Value, name: string, value: Value, place: Place): void {
    setAttributeOf(object, name, value, this, place);
  }

  truth(value: Value, place: Place): boolean {
    return truthOf(value, this, place);
  }

  items(value: Value, place: Place): readonly Value[] {
    return itemsOf(value, this, place);
  }

  equals(one: Value, other: Value, place: Place): boolean {
    if (one === other) {
      return true;
    }
    if (one instanceof ArrayValue || other instanceof ArrayValue) {
      const framework = one instanceof ArrayValue ? one.framework : (other as ArrayValue).framework;
      return this.truth(framework.binary('==', one, other, this, place), place);
    }
    return equals(one, other, this, place);
  }

  text(value: Value, place: Place): string {
    return textOf(value, this, place);
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

  /** What a tensor operation refuses, the framework raises as an exception of the program. */
  private guarded<Result>(place: Place, run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      if (error instanceof TensorFailure) {
        throw raisedForFailure(error, place);
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
