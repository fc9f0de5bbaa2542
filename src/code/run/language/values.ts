import type { Tensor } from '../tensor/tensor';
import type { Budget } from './budget';
import type { EllipsisValue } from './constant';
import type { Happening } from './events';
import type { DeviceValue, DTypeValue, ModuleValue } from './library-values';
import { type Sharing, StaleView, type ViewSource } from './memory';
import type { NotUnderstood, Reason } from './not-understood';
import type { FunctionDefinition, Place } from './program';

/**
 * A value of the program. A bigint is an integer, a number is a float, null is None.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | EllipsisValue
  | UndefinedValue
  | ListValue
  | TupleValue
  | SetValue
  | MappingValue
  | SliceValue
  | FunctionValue
  | BoundMethod
  | Builtin
  | PropertyValue
  | SuperValue
  | ClassValue
  | Instance
  | ModuleValue
  | ArrayValue
  | DTypeValue
  | DeviceValue
  | UnknownValue;

/** JavaScript's `undefined`. */
export class UndefinedValue {
  readonly text = 'undefined';
}

export const UNDEFINED = new UndefinedValue();

export class ListValue {
  items: Value[];

  constructor(items: Value[]) {
    this.items = items;
  }
}

export class TupleValue {
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** The shape of a tensor of PyTorch, which is a tuple that constructors take for sizes. */
export class ShapeValue extends TupleValue {}

/** A set or a dictionary compares keys by what `keyOf` returns. */
export class SetValue {
  readonly items = new Map<unknown, Value>();
}

export class MappingValue {
  readonly entries = new Map<unknown, { readonly key: Value; value: Value }>();
}

export class SliceValue {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;

  constructor(start: Value, stop: Value, step: Value) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

/** The names that code can see from its place. */
export interface Names {
  readonly outer: Names | null;
  /** True for a class body, which is invisible to the functions in it. */
  readonly isClassBody: boolean;
  /** The value of a name here or around; undefined for an unbound one. */
  find(name: string): Value | undefined;
  /** True for a name of this function alone, also before it is bound. */
  isLocal(name: string): boolean;
  /** True if no code that could run binds the name, here or around: reading it raises a NameError. */
  lacks(name: string): boolean;
  /** The value of a name that is bound here. */
  own(name: string): Value | undefined;
  bind(name: string, value: Value): void;
  /** Lets a name mean that of the module, or of the nearest function around that has it. */
  useOuter(name: string, scope: 'global' | 'nonlocal'): void;
  /** @returns false if the name was not bound */
  unbind(name: string): boolean;
}

/** A function of the program with the scope in which it was defined. */
export class FunctionValue {
  readonly definition: FunctionDefinition;
  readonly scope: Names;
  /** The defaults, evaluated when the function was defined. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** Why the evaluator does not know the other defaults: a call that needs one of them ends there. */
  readonly unknownDefaults: ReadonlyMap<string, NotUnderstood>;
  /** The class in whose body it stands, for `super()`. */
  readonly ownerClass: ClassValue | null;
  readonly kind: 'usual' | 'static' | 'class';
  /** Attributes that the program sets on the function, such as its name for a framework that keeps models. */
  readonly attributes = new Map<string, Value>();

  constructor(
    definition: FunctionDefinition,
    scope: Names,
    defaults: ReadonlyMap<string, Value>,
    ownerClass: ClassValue | null,
    kind: FunctionValue['kind'] = 'usual',
    unknownDefaults: FunctionValue['unknownDefaults'] = new Map(),
  ) {
    this.unknownDefaults = unknownDefaults;
    this.definition = definition;
    this.scope = scope;
    this.defaults = defaults;
    this.ownerClass = ownerClass;
    this.kind = kind;
  }
}

export class BoundMethod {
  readonly self: Value;
  readonly method: FunctionValue | Builtin;

  constructor(self: Value, method: FunctionValue | Builtin) {
    this.self = self;
    this.method = method;
  }
}

/** The arguments of a call as written: positional values and keywords. */
export interface CallArguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** True if `**` hands on a mapping without entries: a caller that gives keyword arguments would fill it. */
  readonly handsOn?: boolean;
}

/** A function that the evaluator brings along. */
export class Builtin {
  /** Its dotted name, such as `torch.nn.functional.softmax`. */
  readonly name: string;
  readonly run: (given: CallArguments, machine: Machine, place: Place) => Value;

  constructor(name: string, run: Builtin['run']) {
    this.name = name;
    this.run = run;
  }
}

/** A function that takes the class it is read from first. */
export class ClassMethod extends Builtin {}

export class PropertyValue {
  readonly getter: FunctionValue | Builtin;
  /** Null for a property that cannot be set. */
  readonly setter: FunctionValue | null;

  constructor(getter: FunctionValue | Builtin, setter: FunctionValue | null = null) {
    this.getter = getter;
    this.setter = setter;
  }
}

export class SuperValue {
  readonly self: Value;
  readonly after: ClassValue;

  constructor(self: Value, after: ClassValue) {
    this.self = self;
    this.after = after;
  }
}

export class ClassValue {
  readonly name: string;
  readonly bases: readonly ClassValue[];
  readonly attributes: Map<string, Value>;
  /** False for a class that the evaluator brings along. */
  readonly isOfProgram: boolean;

  constructor(
    name: string,
    bases: readonly ClassValue[],
    attributes: Map<string, Value>,
    isOfProgram: boolean,
  ) {
    this.name = name;
    this.bases = bases;
    this.attributes = attributes;
    this.isOfProgram = isOfProgram;
  }
}

export class Instance {
  readonly ofClass: ClassValue;
  readonly attributes: Map<string, Value>;

  constructor(ofClass: ClassValue, attributes = new Map<string, Value>()) {
    this.ofClass = ofClass;
    this.attributes = attributes;
  }
}

/**
 * An array or tensor object of a framework. Its tensor is replaced by in-place operations, and with it those of the objects
 * that share its memory.
 */
export class ArrayValue {
  private current: Tensor;
  /** True if the memory that it shows was changed through another object since its elements were taken. */
  isStale = false;
  /** How it takes its elements out of those of another object; null where changes of that one are not followed. */
  source: ViewSource<ArrayValue> | null = null;
  readonly framework: ArrayFramework;
  /** The device on which the framework would hold it: `cpu`, `cuda:0` … */
  device: string;
  /** The objects that share its memory; null while it shares it with none. */
  sharing: Sharing<ArrayValue> | null = null;

  constructor(tensor: Tensor, framework: ArrayFramework, device = 'cpu') {
    this.current = tensor;
    this.framework = framework;
    this.device = device;
  }

  /** @throws StaleView if the elements are not known */
  get tensor(): Tensor {
    if (this.isStale) {
      if (!this.source) {
        throw new StaleView();
      }
      this.current = this.source.show(this.source.of.tensor);
      this.isStale = false;
    }
    return this.current;
  }

  set tensor(tensor: Tensor) {
    this.current = tensor;
  }

  /** How many elements it has, also where they are not known. */
  get size(): number {
    return this.current.size;
  }
}

/** A name that is bound to something that the evaluator does not know. It does no harm until it is used. */
export class UnknownValue {
  readonly what: string;
  /** The reason that is given for code that uses it. */
  readonly kind: 'import' | 'parameter';

  constructor(what: string, kind: UnknownValue['kind'] = 'import') {
    this.what = what;
    this.kind = kind;
  }

  get reason(): Reason {
    return { kind: this.kind, name: this.what };
  }
}

/** The behaviour of one framework's objects under the operators of the language. */
export interface ArrayFramework {
  readonly name: 'torch' | 'numpy' | 'jax' | 'tensorflow' | 'paddle' | 'tensorflow-js' | 'javascript';
  readonly typeName: string;
  binary(operator: string, left: Value, right: Value, machine: Machine, place: Place): Value;
  unary(operator: '-' | '+' | '~', operand: ArrayValue, machine: Machine, place: Place): Value;
  /** `target += value` and its like. */
  inPlace(operator: string, target: ArrayValue, value: Value, machine: Machine, place: Place): Value;
  attribute(array: ArrayValue, name: string, machine: Machine, place: Place): Value | undefined;
  setAttribute(array: ArrayValue, name: string, value: Value, machine: Machine, place: Place): void;
  subscript(array: ArrayValue, index: Value, machine: Machine, place: Place): Value;
  setSubscript(array: ArrayValue, index: Value, value: Value, machine: Machine, place: Place): void;
  truth(array: ArrayValue, machine: Machine, place: Place): boolean;
  items(array: ArrayValue, machine: Machine, place: Place): Value[];
}

/** The part of the evaluator that builtins and frameworks need. */
export interface Machine {
  readonly budget: Budget;
  /** Adds to the events of the run. */
  report(happening: Happening, place: Place): void;
  call(callee: Value, given: CallArguments, place: Place): Value;
  attribute(object: Value, name: string, place: Place): Value;
  /** The attribute, or undefined if the object has none. @throws NotUnderstood if that is not known */
  attributeIfAny(object: Value, name: string, place: Place): Value | undefined;
  setAttribute(object: Value, name: string, value: Value, place: Place): void;
  /** Tells whether the language takes a value for true. */
  truth(value: Value, place: Place): boolean;
  /** The items of what can be iterated. */
  items(value: Value, place: Place): readonly Value[];
  equals(one: Value, other: Value, place: Place): boolean;
  /** `str(value)`. */
  text(value: Value, place: Place): string;
  /** True while no gradient is recorded, as within `torch.no_grad()`. */
  readonly isWithoutGradient: boolean;
  withoutGradient<Result>(run: () => Result): Result;
  setGradientRecording(isOn: boolean): void;
  /** True in a run that raises where tensors of two devices meet. */
  readonly followsDevices: boolean;
  /**
   * True in a run that goes on behind the exceptions whose cause can be set aside: names that are not defined, attributes that are not
   * set, a constructor of a module that is not called, and tensors of another type than an operation takes.
   */
  readonly setsAside: boolean;
  /** True in a run that repeats a gradient which a library loses by a fault of its own. */
  readonly keepsLibraryFaults: boolean;
  /** A library's module or value by its dotted name; undefined if nothing of that name is known. */
  library(path: string): Value | undefined;
}
