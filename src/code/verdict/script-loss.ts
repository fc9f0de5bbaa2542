import { ancestryOf } from '../run/language/classes';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter, Place } from '../run/language/program';
import { constructed, constructorOf } from '../run/language/typescript/functions';
import {
  ArrayValue,
  BoundMethod,
  ClassValue,
  FunctionValue,
  Instance,
  ListValue,
  UnknownValue,
  type Value,
} from '../run/language/values';
import { filled } from '../run/tensor/tensor';
import { SCRIPT_METHODS } from '../syntax/forward-methods';
import { type CallableLoss, type LossSource, type MadeLoss, USUAL_LAYOUTS } from './callable-loss';
import { isMask } from './other-tensors';
import { isTensor, orderOf, type Settings, withAround } from './parameters';
import {
  argumentsFor,
  givenByCall,
  type ScriptParameter,
  scriptParameters,
  settingsOf,
} from './script-settings';
import { type CallOfTrueClass, isProbabilityOfTarget, lossOfTrueClass } from './true-class';

/**
 * Finds out how a loss of TypeScript is constructed and called.
 *
 * @throws NotUnderstood if it takes other tensors than predictions and targets
 */
export function scriptLoss(source: LossSource, interpreter: Interpreter, place: Place): CallableLoss {
  const value = source.make(new Map());
  if (value instanceof ClassValue) {
    return ofClass(source, value, interpreter, place);
  }
  const callee = methodFrom(value);
  if (callee?.method instanceof FunctionValue) {
    return ofFunction(source, callee.method, interpreter, place);
  }
  throw new NotUnderstood({ kind: 'result' }, place);
}

/** A function as a method: who calls it may give it an object; what the object holds is not known. */
function methodFrom(value: Value): BoundMethod | undefined {
  if (value instanceof FunctionValue) {
    return new BoundMethod(new UnknownValue('this'), value);
  }
  return value instanceof BoundMethod ? value : undefined;
}

/** @throws NotUnderstood if the source makes no function any more */
function madeMethod(source: LossSource, given: Settings, place: Place): BoundMethod {
  const made = methodFrom(source.make(given));
  if (!made) {
    throw new NotUnderstood({ kind: 'result' }, place);
  }
  return made;
}

/** The tensors of a function: the first two of its parameters, or of its objects' properties, that are no settings. */
function tensorsOf(parameters: readonly ScriptParameter[]): Parameter[] {
  return settingsOf(parameters).filter(isTensor);
}

interface ScriptTensors {
  readonly first: Parameter;
  readonly second: Parameter;
  readonly masks: readonly Parameter[];
}

/** @throws NotUnderstood unless there are two tensors, and masks behind them */
function pairOf(tensors: readonly Parameter[], place: Place): ScriptTensors {
  const [first, second, ...masks] = tensors;
  if (!first || !second) {
    throw new NotUnderstood({ kind: 'parameter', name: 'targets' }, place);
  }
  const other = masks.find((parameter) => !isMask(parameter));
  if (other) {
    throw new NotUnderstood({ kind: 'parameter', name: other.name }, place);
  }
  return { first, second, masks };
}

function namesOf({ first, second }: ScriptTensors): readonly [string, string] {
  return [first.name, second.name];
}

/** A mask of floats that keeps every target; null for targets in another form. */
function maskFor(targets: Value): Value {
  if (targets instanceof ArrayValue) {
    return new ArrayValue(filled(targets.tensor.shape, 1, 'float32'), targets.framework, targets.device);
  }
  return targets instanceof ListValue ? new ListValue(targets.items.map(() => 1)) : null;
}

/** Calls with predictions and targets in the order in which the parameters take them. */
function calling(
  callee: FunctionValue | BoundMethod,
  parameters: readonly ScriptParameter[],
  settings: ReadonlyMap<string, Value>,
  interpreter: Interpreter,
  place: Place,
): MadeLoss {
  const { first, second, masks } = pairOf(tensorsOf(parameters), place);
  const isTargetsFirst = orderOf(first.name, second.name) === 'targetsFirst';
  return (predictions, targets) => {
    interpreter.phase = 'forward';
    const given = new Map(settings);
    given.set(first.name, isTargetsFirst ? targets : predictions);
    given.set(second.name, isTargetsFirst ? predictions : targets);
    for (const { name } of masks) {
      given.set(name, maskFor(targets));
    }
    const positional = argumentsFor(parameters, given, interpreter);
    return interpreter.call(callee, { positional, keywords: new Map() }, place);
  };
}

function ofFunction(
  source: LossSource,
  value: FunctionValue,
  interpreter: Interpreter,
  place: Place,
): CallableLoss {
  const parameters = scriptParameters(value);
  const tensors = tensorsOf(parameters);
  const settings = settingsOf(parameters).filter((parameter) => !tensors.includes(parameter));
  const [only, second] = tensors;
  if (only && !second && isProbabilityOfTarget(only)) {
    const call: CallOfTrueClass = (callee, probabilities, given) => {
      const values = new Map([...given, [only.name, probabilities]]);
      const positional = argumentsFor(parameters, values, interpreter);
      return interpreter.call(callee, { positional, keywords: new Map() }, place);
    };
    return lossOfTrueClass(source, settings, call, interpreter);
  }
  if (!second) {
    return ofClosure(source, parameters, settings, interpreter, place);
  }
  const pair = pairOf(tensors, place);
  return {
    form: 'function',
    tensors: namesOf(pair),
    classCounts: [],
    layouts: USUAL_LAYOUTS,
    settings: withAround(source.around, settings),
    parameters: givenByCall(parameters),
    make: (given) => calling(madeMethod(source, given, place), parameters, given, interpreter, place),
  };
}

/** A function of settings that returns the loss, as a function or as an object. */
function ofClosure(
  source: LossSource,
  parameters: readonly ScriptParameter[],
  settings: readonly Parameter[],
  interpreter: Interpreter,
  place: Place,
): CallableLoss {
  const inner = (given: ReadonlyMap<string, Value>): FunctionValue | BoundMethod => {
    interpreter.phase = 'constructor';
    const positional = argumentsFor(parameters, given, interpreter);
    const callee = madeMethod(source, given, place);
    const made = interpreter.call(callee, { positional, keywords: new Map() }, place);
    if (made instanceof FunctionValue) {
      return made;
    }
    const method = made instanceof Instance ? methodOf(made.ofClass) : undefined;
    if (!method) {
      throw new NotUnderstood({ kind: 'result' }, place);
    }
    return new BoundMethod(made, method);
  };
  const parametersOf = (callee: FunctionValue | BoundMethod): ScriptParameter[] => {
    const made = callee instanceof BoundMethod ? callee.method : callee;
    return made instanceof FunctionValue ? scriptParameters(made) : [];
  };
  const needed = new Map(settings.filter(({ default: own }) => !own).map(({ name }) => [name, 0.5] as const));
  const pair = pairOf(tensorsOf(parametersOf(inner(needed))), place);
  return {
    form: 'closure',
    tensors: namesOf(pair),
    classCounts: [],
    layouts: USUAL_LAYOUTS,
    settings: withAround(source.around, settings),
    parameters: givenByCall(parameters),
    make: (given) => {
      const callee = inner(given);
      return calling(callee, parametersOf(callee), new Map(), interpreter, place);
    },
  };
}

function ofClass(
  source: LossSource,
  value: ClassValue,
  interpreter: Interpreter,
  place: Place,
): CallableLoss {
  const method = methodOf(value);
  if (!method) {
    throw new NotUnderstood({ kind: 'attribute', name: 'call', of: value.name }, place);
  }
  const initialise = constructorOf(value);
  const constructorParameters = initialise ? scriptParameters(initialise) : [];
  const parameters = scriptParameters(method);
  const tensors = tensorsOf(parameters);
  const pair = pairOf(tensors, place);
  const ofMethod = settingsOf(parameters).filter((parameter) => !tensors.includes(parameter));
  const ofConstructor = method.kind === 'static' ? [] : settingsOf(constructorParameters);
  return {
    form: 'class',
    tensors: namesOf(pair),
    classCounts: [],
    layouts: USUAL_LAYOUTS,
    settings: withAround(source.around, [...ofConstructor, ...ofMethod]),
    parameters: givenByCall(constructorParameters),
    make: (given) => {
      interpreter.phase = 'constructor';
      const made = source.make(given);
      const callee =
        method.kind === 'static'
          ? new BoundMethod(made, method)
          : new BoundMethod(
              constructed(made, argumentsFor(constructorParameters, given, interpreter), interpreter, place),
              method,
            );
      return calling(callee, parameters, given, interpreter, place);
    },
  };
}

/** The method that computes the loss, by its name, or the only one that takes two tensors. */
function methodOf(ofClass: ClassValue): FunctionValue | undefined {
  const methods = new Map<string, FunctionValue>();
  for (const { attributes } of ancestryOf(ofClass)) {
    for (const [name, value] of attributes) {
      if (value instanceof FunctionValue && !methods.has(name)) {
        methods.set(name, value);
      }
    }
  }
  const fitting = [...methods].filter(([, method]) => {
    const tensors = tensorsOf(scriptParameters(method));
    return tensors.length >= 2 && tensors.slice(2).every(isMask);
  });
  const named = SCRIPT_METHODS.map((name) => fitting.find(([own]) => own === name)).find((found) => found);
  const [only, ...others] = fitting;
  return (named ?? (others.length === 0 ? only : undefined))?.[1];
}
