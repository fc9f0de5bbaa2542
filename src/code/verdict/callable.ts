import { classAttribute } from '../run/language/classes';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter, Place } from '../run/language/program';
import {
  BoundMethod,
  type CallArguments,
  ClassValue,
  FunctionValue,
  Instance,
  type Names,
  type Value,
} from '../run/language/values';
import { isTensor, orderOf, type TensorOrder } from './parameters';

/** The values that a probe gives to the settings of a loss, by name. */
export type Settings = ReadonlyMap<string, Value>;

/** A loss of the code as a probe calls it. */
export interface CallableLoss {
  readonly form: 'class' | 'function' | 'closure';
  /** The parameters that are no tensors: α, γ, reduction … */
  readonly settings: readonly Parameter[];
  /**
   * A new loss with these settings, which is then called with predictions and targets.
   *
   * @param onMade is told the object that the constructor made, if the loss is one
   */
  readonly make: (settings: Settings, onMade?: (object: Value) => void) => MadeLoss;
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

function ofClass(value: ClassValue, interpreter: Interpreter, place: Place): CallableLoss {
  const initialise = classAttribute(value, '__init__');
  const ofConstructor = initialise instanceof FunctionValue ? own(initialise).slice(1) : [];
  const method = methodOf(value);
  if (!method) {
    throw new NotUnderstood({ kind: 'attribute', name: 'forward', of: value.name }, place);
  }
  const takesSelf = method.kind !== 'static';
  const taken = own(method).slice(takesSelf ? 1 : 0);
  const order = orderOfTensors(taken, place);
  const names = new Set(ofConstructor.map(({ name }) => name));
  const ofCall = taken.slice(2).filter(({ name }) => !names.has(name));
  return {
    form: 'class',
    settings: [...ofConstructor, ...ofCall],
    make: (given, onMade) => {
      interpreter.phase = 'constructor';
      const [own, others] = partedBy(given, names);
      const instance = interpreter.call(value, { positional: [], keywords: own }, place);
      onMade?.(instance);
      return (predictions, targets) => {
        interpreter.phase = 'forward';
        const name = method.definition.name;
        const callee =
          name === '__call__' || !(instance instanceof Instance)
            ? instance
            : interpreter.attribute(instance, name, place);
        return interpreter.call(callee, ordered(order, predictions, targets, others), place);
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
  const settings = parameters.filter((parameter) => !tensors.includes(parameter));
  if (tensors.length < 2) {
    return ofClosure(value, settings, interpreter, place);
  }
  const order = orderOfTensors(tensors, place);
  return {
    form: 'function',
    settings,
    make: (given) => (predictions, targets) => {
      interpreter.phase = 'forward';
      const [first, second] = tensors;
      const { positional } = ordered(order, predictions, targets);
      const keywords = new Map(given);
      for (const [at, tensor] of [first, second].entries()) {
        keywords.set(tensor?.name ?? '', positional[at] ?? null);
      }
      return interpreter.call(value, { positional: [], keywords }, place);
    },
  };
}

/** A function of settings that returns the loss. */
function ofClosure(
  value: FunctionValue,
  settings: readonly Parameter[],
  interpreter: Interpreter,
  place: Place,
): CallableLoss {
  const inner = (
    given: Settings,
    onMade?: (object: Value) => void,
  ): { readonly callee: Value; readonly tensors: readonly Parameter[] } => {
    interpreter.phase = 'constructor';
    const made = interpreter.call(value, { positional: [], keywords: new Map(given) }, place);
    onMade?.(made);
    if (made instanceof FunctionValue) {
      return { callee: made, tensors: own(made) };
    }
    const method = made instanceof Instance ? methodOf(made.ofClass) : undefined;
    if (!method) {
      throw new NotUnderstood({ kind: 'result' }, place);
    }
    return { callee: new BoundMethod(made, method), tensors: own(method).slice(1) };
  };
  return {
    form: 'closure',
    settings,
    make: (given, onMade) => {
      const { callee, tensors } = inner(given, onMade);
      const order = orderOfTensors(tensors, place);
      return (predictions, targets) => {
        interpreter.phase = 'forward';
        return interpreter.call(callee, ordered(order, predictions, targets), place);
      };
    },
  };
}

/** The method that computes the loss: of the program if it has one, else of the library's class. */
function methodOf(ofClass: ClassValue): FunctionValue | undefined {
  return METHODS.map((name) => classAttribute(ofClass, name)).find((found) => found instanceof FunctionValue);
}

function own({ definition }: FunctionValue): Parameter[] {
  return definition.parameters.filter(({ kind }) => kind !== 'list' && kind !== 'mapping');
}

function orderOfTensors(parameters: readonly Parameter[], place: Place): TensorOrder {
  const [first, second, ...rest] = parameters;
  if (!first || !second) {
    throw new NotUnderstood({ kind: 'parameter', name: 'targets' }, place);
  }
  const further = rest.find(isTensor);
  if (further) {
    throw new NotUnderstood({ kind: 'parameter', name: further.name }, place);
  }
  return orderOf(first.name, second.name);
}

function ordered(
  order: TensorOrder,
  predictions: Value,
  targets: Value,
  keywords: ReadonlyMap<string, Value> = new Map(),
): CallArguments {
  return {
    positional: order === 'predictionsFirst' ? [predictions, targets] : [targets, predictions],
    keywords,
  };
}
