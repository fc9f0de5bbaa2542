import { TensorFailure, TensorTooLarge } from '../tensor/failure';
import { Budget, type Limits, USUAL_LIMITS } from './budget';
import type { Completion, Evaluator } from './evaluator';
import type { Happening, RunEvent, RunPhase } from './events';
import { raise } from './exceptions';
import { Imports, type ModuleReaders } from './imports';
import type { Language } from './language';
import { StaleView } from './memory';
import { NotUnderstood } from './not-understood';
import { atCall, isForeign, keyOfPlace } from './places';
import {
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  LIBRARY_PLACE,
  type Place,
  type Statement,
} from './program';
import { typeName } from './python/keys';
import { PYTHON } from './python/language';
import { Raised } from './raised';
import { meantByAttribute } from './set-aside';
import { refuseSetByMethod } from './set-by-method';
import {
  type CallArguments,
  type ClassValue,
  FunctionValue,
  Instance,
  ListValue,
  type Names,
  type Value,
} from './values';
import type { Workspace } from './workspace';

/** Runs programs: one interpreter has one budget and one list of events. */
export class Interpreter implements Evaluator {
  readonly budget: Budget;
  readonly events: RunEvent[] = [];
  /** The part of the run that events name. */
  phase: RunPhase = 'module';
  followsDevices = false;
  setsAside = false;
  keepsLibraryFaults = true;
  /** Values that expressions of the file have in place of their own, by keys from `keyOfPlace`. */
  replaced: ReadonlyMap<string, Value> = new Map();
  /** Is told the value of every expression, in the order in which they are evaluated. */
  watch: ((value: Value, expression: Expression) => void) | null = null;
  /** Is told of every value in which a part was set, with the place of the part. */
  watchSet: ((value: Value, place: Place) => void) | null = null;
  private readonly language: Language;
  private gradientIsOff = false;

  private foreignCall: Place = LIBRARY_PLACE;
  private readonly imports: Imports;

  /**
   * @param readers null where only what the evaluator brings along can be imported
   * @param workspace null where the files of the workspace are not followed
   */
  constructor(
    limits: Limits = USUAL_LIMITS,
    language: Language = PYTHON,
    readers: ModuleReaders | null = null,
    workspace: Workspace | null = null,
  ) {
    this.budget = new Budget(limits);
    this.language = language;
    this.imports = new Imports(this, readers, workspace);
  }

  get isWithoutGradient(): boolean {
    return this.gradientIsOff;
  }

  setGradientRecording(isOn: boolean): void {
    this.gradientIsOff = !isOn;
  }

  report(happening: Happening, place: Place): void {
    const shown = isForeign(place) ? atCall(this.foreignCall, place) : place;
    this.events.push({ ...happening, place: shown, phase: this.phase });
  }

  evaluate(expression: Expression, scope: Names): Value {
    const { place } = expression;
    const other =
      this.replaced.size > 0 && !isForeign(place) ? this.replaced.get(keyOfPlace(place)) : undefined;
    if (other !== undefined) {
      return other;
    }
    const value = this.guarded(place, () => this.language.evaluate(expression, scope, this));
    this.watch?.(value, expression);
    return value;
  }

  /** Runs with other values for some expressions of the file, beside those that have others already. */
  replacing<Result>(values: ReadonlyMap<string, Value>, run: () => Result): Result {
    const before = this.replaced;
    this.replaced = new Map([...before, ...values]);
    try {
      return run();
    } finally {
      this.replaced = before;
    }
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
    this.watchSet?.(object, place);
  }

  defineFunction(definition: FunctionDefinition, scope: Names, ownerClass: ClassValue | null): FunctionValue {
    const defaults = new Map<string, Value>();
    const unknown = new Map<string, NotUnderstood>();
    for (const { name, default: value } of definition.parameters) {
      if (value) {
        try {
          defaults.set(name, this.evaluate(value, scope));
        } catch (error) {
          if (!(error instanceof NotUnderstood)) {
            throw error;
          }
          unknown.set(name, error);
        }
      }
    }
    return new FunctionValue(definition, scope, defaults, ownerClass, 'usual', unknown);
  }

  defineClass(definition: ClassDefinition, scope: Names): Value {
    return this.language.defineClass(definition, scope, this);
  }

  load(module: string, name: string | null, place: Place): Value {
    return this.imports.load(module, name, place);
  }

  library(path: string): Value | undefined {
    return this.imports.library(path);
  }

  openModule(module: string, name: string, place: Place): Value | undefined {
    return this.imports.openModule(module, name, place);
  }

  atForeignCall<Result>(place: Place, run: () => Result): Result {
    const before = this.foreignCall;
    this.foreignCall = isForeign(place) ? before : place;
    try {
      return run();
    } catch (error) {
      if (error instanceof Raised && isForeign(error.place)) {
        throw new Raised(error.exception, error.message, placeAfter(error.place, place));
      }
      if (error instanceof NotUnderstood && error.place && isForeign(error.place)) {
        throw new NotUnderstood(error.reason, placeAfter(error.place, place));
      }
      throw error;
    } finally {
      this.foreignCall = before;
    }
  }

  call(callee: Value, given: CallArguments, place: Place): Value {
    return this.budget.within(place, () =>
      this.guarded(place, () => this.language.call(callee, given, this, place)),
    );
  }

  attribute(object: Value, name: string, place: Place): Value {
    const found = this.attributeIfAny(object, name, place);
    const value = found === undefined ? this.meant(object, name) : found;
    if (value === undefined) {
      refuseSetByMethod(object, name, place);
      raise('AttributeError', `${described(object)} has no attribute '${name}'`, place);
    }
    return value;
  }

  private meant(object: Value, name: string): Value | undefined {
    return this.setsAside && object instanceof Instance ? meantByAttribute(name, object) : undefined;
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
      if (error instanceof NotUnderstood && !error.place) {
        throw new NotUnderstood(error.reason, place);
      }
      if (error instanceof TensorTooLarge) {
        throw new NotUnderstood({ kind: 'memory' }, place);
      }
      if (error instanceof StaleView) {
        throw new NotUnderstood({ kind: 'view' }, place);
      }
      if (error instanceof RangeError) {
        // JavaScript's own stack, or a length that no array has.
        throw new NotUnderstood({ kind: error.message.includes('call stack') ? 'depth' : 'memory' }, place);
      }
      throw error;
    }
  }
}

/** The place of an error as the caller sees it: of a library that of the call, of another file until its own file is left. */
function placeAfter(error: Place, call: Place): Place {
  return error === LIBRARY_PLACE || call.file === undefined ? atCall(call, error) : error;
}

/** A number or None by its type, as Python's message has it. */
function described(object: Value): string {
  const isNamed = object === null || typeof object === 'number' || typeof object === 'bigint';
  return isNamed || object instanceof ListValue ? `'${typeName(object)}' object` : 'the object';
}
