import { AUTOGRAD_FUNCTION } from '../run/frameworks/torch/autograd-function';
import { classAttribute, isSubclass } from '../run/language/classes';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter, Place } from '../run/language/program';
import {
  BoundMethod,
  ClassValue,
  FunctionValue,
  Instance,
  type Names,
  type Value,
} from '../run/language/values';
import { isTensor } from './parameters';
import { argumentsOf, byName, pairOf, type TensorPair, takesPredictionsAndTargets } from './tensor-pair';

/** The values that a probe gives to the settings of a loss, by name. */
export type Settings = ReadonlyMap<string, Value>;

/** A loss of the code as a probe calls it. */
export interface CallableLoss {
  readonly form: 'class' | 'function' | 'closure';
  /** The parameters that are no tensors: α, γ, reduction … */
  readonly settings: readonly Parameter[];
  /** A new loss with these settings, which is then called with predictions and targets. */
  readonly make: (settings: Settings) => MadeLoss;
}

export type MadeLoss = (predictions: Value, targets: Value) => Value;

const METHODS = ['forward', 'call', '__call__'];

/**
 * How the loss of a name is constructed and called.
 *
 * @throws NotUnderstood if it takes other tensors than predictions and targets
 */
export function callableLoss(
  name: string,
  scope: Names,
  interpreter: Interpreter,
  place: Place,
): CallableLoss {
  const value = scope.find(name);
  if (value instanceof ClassValue) {
    return ofClass(value, interpreter, place);
  }
  if (value instanceof FunctionValue) {
    return ofFunction(value, interpreter, place);
  }
  throw new NotUnderstood({ kind: 'name', name }, place);
}

/** A function with a gradient of its own takes all arguments in their order. */
function ofAutogradFunction(value: ClassValue, interpreter: Interpreter, place: Place): CallableLoss {
  const forward = classAttribute(value, 'forward');
  const taken = forward instanceof FunctionValue ? own(forward).slice(1) : [];
  const pair = pairOf(taken, place);
  return {
    form: 'function',
    settings: settingsBeside(pair, taken),
    make: (given) => (predictions, targets) => {
      interpreter.phase = 'forward';
      const named = byName(pair, predictions, targets, given);
      const positional = taken
        .slice(0, lastGiven(taken, named) + 1)
        .map(({ name }) => named.get(name) ?? null);
      const apply = interpreter.attribute(value, 'apply', place);
      return interpreter.call(apply, { positional, keywords: new Map() }, place);
    },
  };
}

function lastGiven(taken: readonly Parameter[], named: ReadonlyMap<string, Value>): number {
  return taken.findLastIndex(({ name }) => named.has(name));
}

function ofClass(value: ClassValue, interpreter: Interpreter, place: Place): CallableLoss {
  if (isSubclass(value, AUTOGRAD_FUNCTION)) {
    return ofAutogradFunction(value, interpreter, place);
  }
  const initialise = classAttribute(value, '__init__');
  const ofConstructor = initialise instanceof FunctionValue ? own(initialise).slice(1) : [];
  const method = methodOf(value);
  if (!method) {
    throw new NotUnderstood({ kind: 'attribute', name: 'forward', of: value.name }, place);
  }
  const taken = takenBy(method);
  const pair = pairOf(taken, place);
  const names = new Set(ofConstructor.map(({ name }) => name));
  const ofCall = settingsBeside(pair, taken).filter(({ name }) => !names.has(name));
  return {
    form: 'class',
    settings: [...ofConstructor, ...ofCall],
    make: (given) => {
      interpreter.phase = 'constructor';
      const [own, others] = partedBy(given, names);
      const instance = interpreter.call(value, { positional: [], keywords: own }, place);
      return (predictions, targets) => {
        interpreter.phase = 'forward';
        const name = method.definition.name;
        const callee =
          name === '__call__' || !(instance instanceof Instance)
            ? instance
            : interpreter.attribute(instance, name, place);
        return interpreter.call(callee, argumentsOf(pair, predictions, targets, others), place);
      };
    },
  };
}

/** The settings of these names, and the others. */
function partedBy(given: Settings, names: ReadonlySet<string>): [Map<string, Value>, Map<string, Value>] {
  const entries = [...given];
  return [
    new Map(entries.filter(([name]) => names.has(name))),
    new Map(entries.filter(([name]) => !names.has(name))),
  ];
}

function ofFunction(value: FunctionValue, interpreter: Interpreter, place: Place): CallableLoss {
  const parameters = own(value);
  const tensors = parameters.filter(isTensor);
  if (tensors.length < 2) {
    const settings = parameters.filter((parameter) => !tensors.includes(parameter));
    return ofClosure(value, settings, interpreter, place);
  }
  const pair = pairOf(tensors, place);
  return {
    form: 'function',
    settings: settingsBeside(pair, parameters),
    make: (given) => (predictions, targets) => {
      interpreter.phase = 'forward';
      const keywords = byName(pair, predictions, targets, given);
      return interpreter.call(value, { positional: [], keywords }, place);
    },
  };
}

/** The parameters of a call that are no tensors. */
function settingsBeside(
  { first, second, others }: TensorPair,
  parameters: readonly Parameter[],
): Parameter[] {
  const tensors = new Set([first.name, second.name, ...others.map(({ name }) => name)]);
  return parameters.filter(({ name }) => !tensors.has(name));
}

/** A function of settings that returns the loss. */
function ofClosure(
  value: FunctionValue,
  settings: readonly Parameter[],
  interpreter: Interpreter,
  place: Place,
): CallableLoss {
  const inner = (given: Settings): { readonly callee: Value; readonly tensors: readonly Parameter[] } => {
    interpreter.phase = 'constructor';
    const made = interpreter.call(value, { positional: [], keywords: new Map(given) }, place);
    if (made instanceof FunctionValue) {
      return { callee: made, tensors: own(made) };
    }
    const method = made instanceof Instance ? methodOf(made.ofClass) : undefined;
    if (!method) {
      throw new NotUnderstood({ kind: 'result' }, place);
    }
    return { callee: new BoundMethod(made, method), tensors: takenBy(method) };
  };
  return {
    form: 'closure',
    settings,
    make: (given) => {
      const { callee, tensors } = inner(given);
      const pair = pairOf(tensors, place);
      return (predictions, targets) => {
        interpreter.phase = 'forward';
        return interpreter.call(callee, argumentsOf(pair, predictions, targets), place);
      };
    },
  };
}

/**
 * The method that computes the loss: of the program if it has one, else of the library's class. A class without the usual
 * ones may have a single one that takes predictions and targets.
 */
function methodOf(ofClass: ClassValue): FunctionValue | undefined {
  const usual = METHODS.map((name) => classAttribute(ofClass, name));
  const others = [...ofClass.attributes.values()].filter(
    (method) => method instanceof FunctionValue && takesPredictionsAndTargets(takenBy(method)),
  );
  return [...usual, ...(others.length === 1 ? others : [])].find((found) => found instanceof FunctionValue);
}

/** The parameters of a method without the object itself. */
function takenBy(method: FunctionValue): Parameter[] {
  return own(method).slice(method.kind === 'static' ? 0 : 1);
}

function own({ definition }: FunctionValue): Parameter[] {
  return definition.parameters.filter(({ kind }) => kind !== 'list' && kind !== 'mapping');
}
