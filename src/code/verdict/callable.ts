import { AUTOGRAD_FUNCTION } from '../run/frameworks/torch/autograd-function';
import { classAttribute, isSubclass } from '../run/language/classes';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Parameter, Place } from '../run/language/program';
import {
  ArrayValue,
  BoundMethod,
  Builtin,
  ClassValue,
  FunctionValue,
  Instance,
  type Value,
} from '../run/language/values';
import { type CallableLoss, type LossSource, USUAL_LAYOUTS } from './callable-loss';
import { classCountsIn } from './class-counts';
import { withConstants } from './constant-settings';
import { methodOf, methodsOf, ownParameters, reads, takenBy } from './loss-method';
import { argumentsOf, byName } from './pair-arguments';
import { isPart, kindOfParameter, partedBy, type Settings, withAround } from './parameters';
import { PEAKS } from './peaks';
import { DETECTIONS } from './probes';
import { recordsSeenFrom } from './records';
import { type WithoutObjects, withoutObjects } from './settings-objects';
import { masksBeside, pairsOf, requiredOf, settingsBeside, type TensorPair } from './tensor-pair';
import { textsSeenFrom, toldByUse } from './told-by-use';
import { type CallOfTrueClass, isProbabilityOfTarget, lossOfTrueClass } from './true-class';
import { withNeededNumbers } from './unknown-defaults';
import { waysToCall } from './ways-to-call';

/** The method by which the losses of Keras reduce what `call` returns; `call` takes tensors as they are, unlike the object. */
const KERAS_REDUCTION = '_reduced';

const NO_SETTINGS: Settings = new Map();

/**
 * Finds out how a loss is constructed and called.
 *
 * @returns the ways in which that may be, the likeliest first
 * @throws NotUnderstood if it takes other tensors than predictions and targets
 */
export function callableLosses(source: LossSource, interpreter: Interpreter, place: Place): CallableLoss[] {
  const value = source.make(NO_SETTINGS);
  if (value instanceof ClassValue) {
    return ofClass(source, value, interpreter, place);
  }
  if (value instanceof FunctionValue) {
    return ofFunction(source, value, ownParameters(value), interpreter, place);
  }
  if (value instanceof BoundMethod && value.method instanceof FunctionValue) {
    return ofFunction(source, value.method, ownParameters(value.method).slice(1), interpreter, place);
  }
  const held = value instanceof Instance ? functionHeld(value, place) : undefined;
  if (held) {
    // A decorator keeps the function in an object of its own.
    const ofFunctionItself: LossSource = {
      ...source,
      make: (around) => {
        const made = source.make(around);
        return (made instanceof Instance ? functionHeld(made, place) : undefined) ?? made;
      },
    };
    return ofFunction(ofFunctionItself, held, ownParameters(held), interpreter, place);
  }
  throw new NotUnderstood({ kind: 'result' }, place);
}

/** The function at a place that an object of its decorator holds. */
function functionHeld({ attributes }: Instance, { start, end }: Place): FunctionValue | undefined {
  return [...attributes.values()].find((value): value is FunctionValue => {
    const place = value instanceof FunctionValue ? value.definition.place : null;
    return place !== null && start <= place.start && place.end <= end;
  });
}

/** A function with a gradient of its own takes all arguments in their order. */
function ofAutogradFunction(value: ClassValue, interpreter: Interpreter, place: Place): CallableLoss[] {
  const forward = classAttribute(value, 'forward');
  const taken = forward instanceof FunctionValue ? ownParameters(forward).slice(1) : [];
  return pairsOf(taken, 'function', place).map((pair) => ({
    form: 'function',
    classCounts: [],
    layouts: layoutsFor(pair),
    parameters: taken,
    settings: settingsBeside(pair, taken),
    make: (given) => (predictions, targets) => {
      interpreter.phase = 'forward';
      const named = byName(pair, predictions, targets, given);
      const count = taken.findLastIndex(({ name }) => named.has(name)) + 1;
      const positional = taken.slice(0, count).map(({ name }) => named.get(name) ?? null);
      const apply = interpreter.attribute(value, 'apply', place);
      return interpreter.call(apply, { positional, keywords: new Map() }, place);
    },
  }));
}

function namesOf({ first, second }: TensorPair): [string, string] {
  return [first.name, second.name];
}

function layoutsFor({ detector, isOfPeaks }: TensorPair): CallableLoss['layouts'] {
  return detector ? [[DETECTIONS]] : isOfPeaks ? [[PEAKS]] : USUAL_LAYOUTS;
}

function ofClass(
  source: LossSource,
  value: ClassValue,
  interpreter: Interpreter,
  place: Place,
): CallableLoss[] {
  if (isSubclass(value, AUTOGRAD_FUNCTION)) {
    return ofAutogradFunction(value, interpreter, place);
  }
  const initialise = classAttribute(value, '__init__');
  const method = methodOf(value);
  if (!method) {
    throw new NotUnderstood({ kind: 'attribute', name: 'forward', of: value.name }, place);
  }
  const textOf = textsSeenFrom(method, interpreter);
  const ofMethod = toldByUse(takenBy(method, value), [method.definition], textOf);
  // A parameter of the method stands for one that the constructor takes and never reads.
  const ofConstructor =
    initialise instanceof FunctionValue
      ? toldByUse(settingsOf(initialise, value), methodsOf(value), textOf).filter(
          ({ name }) => !ofMethod.some((own) => own.name === name) || reads(initialise.definition, name),
        )
      : [];
  const recordOf = recordsSeenFrom(method, interpreter);
  const { parameters: taken, argumentsFor } = withoutObjects(ofMethod, [method.definition], recordOf);
  const constructed = withoutObjects(ofConstructor, methodsOf(value), recordOf);
  const names = new Set(ofConstructor.map(({ name }) => name));
  const isOfKeras = method.definition.name === 'call' && classAttribute(value, KERAS_REDUCTION) !== undefined;
  const ways = waysToCall(taken, 'method', method.definition, place).map(
    ({ pair, gathered }): CallableLoss => {
      const ofCall = settingsBeside(pair, taken).filter(({ name }) => !names.has(name));
      const masks = masksBeside(pair, taken);
      return {
        form: 'class',
        mustTellTargets: !!pair.detector || !!pair.isOfPeaks || isPart(pair.first) || isPart(pair.second),
        classCounts: classCountsIn(methodsOf(value), method, interpreter),
        layouts: layoutsFor(pair),
        masks,
        tensors: namesOf(pair),
        settings: withAround(source.around, [...constructed.parameters, ...ofCall]),
        parameters: ofConstructor,
        make: (given, onMade) => {
          interpreter.phase = 'constructor';
          const [atConstruction, rest] = partedBy(given, constructed.parameters);
          const [atCall, around] = partedBy(rest, [...ofCall, ...masks]);
          const instance = interpreter.call(
            source.make(around),
            { positional: [], keywords: constructed.argumentsFor(atConstruction) },
            place,
          );
          onMade?.(instance);
          return (predictions, targets) => {
            interpreter.phase = 'forward';
            const name = method.definition.name;
            // A module is called itself, which fails where its constructor did not run.
            const isCalled =
              name === '__call__' ||
              (name === 'forward' && classAttribute(value, '__call__') instanceof Builtin);
            const callee =
              isCalled || !(instance instanceof Instance)
                ? instance
                : interpreter.attribute(instance, name, place);
            const given = argumentsOf(pair, predictions, targets, argumentsFor(atCall), gathered);
            const losses = interpreter.call(callee, given, place);
            return isOfKeras && losses instanceof ArrayValue
              ? interpreter.call(
                  interpreter.attribute(instance, KERAS_REDUCTION, place),
                  { positional: [losses], keywords: new Map() },
                  place,
                )
              : losses;
          };
        },
      };
    },
  );
  return ways.map((way) => withConstants(way, methodsOf(value), method, interpreter));
}

/** What a constructor takes. */
function settingsOf(initialise: FunctionValue, ofClass: ClassValue): Parameter[] {
  return withNeededNumbers(ownParameters(initialise).slice(1), initialise, methodsOf(ofClass));
}

function ofFunction(
  source: LossSource,
  callee: FunctionValue,
  given: readonly Parameter[],
  interpreter: Interpreter,
  place: Place,
): CallableLoss[] {
  const { definition } = callee;
  const needed = withNeededNumbers(given, callee, [definition]);
  const parameters = toldByUse(needed, [definition], textsSeenFrom(callee, interpreter));
  const recordOf = recordsSeenFrom(callee, interpreter);
  const { parameters: taken, argumentsFor } = withoutObjects(parameters, [definition], recordOf);
  const [only, second] = requiredOf(parameters).filter((parameter) => taken.includes(parameter));
  const label = parameters.find((parameter) => isNeededLabel(parameter));
  const rest = definition.parameters.find(({ kind }) => kind === 'list');
  const unknown = label ?? rest;
  if (!only && unknown) {
    // A function that makes one of several losses by name, or hands on whatever it is given.
    throw new NotUnderstood({ kind: 'parameter', name: unknown.name }, place);
  }
  if (!only) {
    const closure = ofClosure(source, callee, taken, argumentsFor, interpreter, place);
    return [withConstants(closure, [definition], callee, interpreter)];
  }
  if (!second && isProbabilityOfTarget(only)) {
    const settings = parameters.filter((parameter) => parameter !== only);
    const call: CallOfTrueClass = (callee, probabilities, given) => {
      const keywords = new Map([[only.name, probabilities], ...given]);
      return interpreter.call(callee, { positional: [], keywords }, place);
    };
    return [lossOfTrueClass(source, settings, call, interpreter)];
  }
  if (!second) {
    // A loss of predictions alone.
    throw new NotUnderstood({ kind: 'parameter', name: only.name }, place);
  }
  const ways = waysToCall(taken, 'function', definition, place).map(({ pair, gathered }): CallableLoss => {
    const settings = settingsBeside(pair, taken);
    const masks = masksBeside(pair, taken);
    return {
      form: 'function',
      mustTellTargets: !!pair.detector || !!pair.isOfPeaks || isPart(pair.first) || isPart(pair.second),
      classCounts: classCountsIn([definition], callee, interpreter),
      layouts: layoutsFor(pair),
      masks,
      tensors: namesOf(pair),
      settings: withAround(source.around, settings),
      parameters,
      make: (given) => {
        interpreter.phase = 'constructor';
        const [ofCall, around] = partedBy(given, [...settings, ...masks]);
        const callee = source.make(around);
        return (predictions, targets) => {
          interpreter.phase = 'forward';
          const keywords = gathered(byName(pair, predictions, targets, argumentsFor(ofCall)));
          return interpreter.call(callee, { positional: [], keywords }, place);
        };
      },
    };
  });
  return ways.map((way) => withConstants(way, [definition], callee, interpreter));
}

function isNeededLabel(parameter: Parameter): boolean {
  return parameter.default === null && kindOfParameter(parameter) === 'label';
}

/** A function of settings that returns the loss. */
function ofClosure(
  source: LossSource,
  maker: FunctionValue,
  settings: readonly Parameter[],
  argumentsFor: WithoutObjects['argumentsFor'],
  interpreter: Interpreter,
  place: Place,
): CallableLoss {
  const inner = (
    given: Settings,
    onMade?: (object: Value) => void,
  ): { readonly callee: Value; readonly tensors: readonly Parameter[] } => {
    interpreter.phase = 'constructor';
    const [ofCall, around] = partedBy(given, settings);
    const keywords = argumentsFor(ofCall);
    const made = interpreter.call(source.make(around), { positional: [], keywords }, place);
    onMade?.(made);
    const returned = made instanceof Instance ? (functionHeld(made, maker.definition.place) ?? made) : made;
    if (returned instanceof FunctionValue) {
      return { callee: returned, tensors: ownParameters(returned) };
    }
    const method = made instanceof Instance ? methodOf(made.ofClass) : undefined;
    if (!method) {
      throw new NotUnderstood({ kind: 'result' }, place);
    }
    return { callee: new BoundMethod(made, method), tensors: takenBy(method) };
  };
  return {
    form: 'closure',
    classCounts: classCountsIn([maker.definition], maker, interpreter),
    layouts: USUAL_LAYOUTS,
    settings: withAround(source.around, settings),
    parameters: settings,
    make: (given, onMade) => {
      const { callee, tensors } = inner(given, onMade);
      const [pair] = pairsOf(tensors, 'method', place);
      if (!pair) {
        throw new NotUnderstood({ kind: 'result' }, place);
      }
      return (predictions, targets) => {
        interpreter.phase = 'forward';
        return interpreter.call(callee, argumentsOf(pair, predictions, targets), place);
      };
    },
  };
}
