import { NotUnderstood } from '../run/language/not-understood';
import type { Place } from '../run/language/program';
import { isNumber } from '../run/language/python/keys';
import { isNumberValue, numberOfTensor, scalarTensor } from '../run/language/typescript/numbers';
import {
  type ArrayFramework,
  ArrayValue,
  Instance,
  ListValue,
  MappingValue,
  TupleValue,
  type Value,
} from '../run/language/values';
import type { DType } from '../run/tensor/dtype';
import { concatenated, narrowed, picked, reshaped } from '../run/tensor/layout';
import { sizeOf } from '../run/tensor/shapes';
import { scalarOf, type Tensor, tensorOf } from '../run/tensor/tensor';
import type { MadeLoss } from './callable-loss';

/** A way to give a batch to a loss and to read its result. */
export interface Feeding {
  /** The type of the predictions and of targets that are floats. */
  readonly floatType: DType;
  /** True if arrays become lists of numbers, so that a batch takes far longer. */
  readonly isOfLists: boolean;
  /** The name of the exception that the framework raises where it computes no gradient. */
  readonly gradientError: string;
  /** @throws NotUnderstood if the result is neither a number nor an array of them */
  readonly run: (made: MadeLoss, predictions: Tensor, targets: Tensor, place: Place) => Tensor;
}

/** As the tensors of a framework. */
export function asTensors(framework: ArrayFramework): Feeding {
  const isScript = framework.name === 'tensorflow-js';
  const lossIn = lossAmongValues();
  return {
    floatType: framework.name === 'numpy' ? 'float64' : 'float32',
    isOfLists: false,
    gradientError: isScript ? 'Error' : 'RuntimeError',
    run(made, predictions, targets, place) {
      // TensorFlow.js has integers of 32 bits alone.
      const given =
        isScript && targets.dtype === 'int64' ? tensorOf(targets.shape, targets.data, 'int32') : targets;
      const returned = made(new ArrayValue(predictions, framework), new ArrayValue(given, framework));
      const value = lossIn(returned);
      if (value instanceof ArrayValue) {
        return value.tensor;
      }
      return isNumber(value) ? scalarOf(Number(value), 'float64') : notANumber(place);
    },
  };
}

/** One example after another as the tensors of a framework, as `vmap` gives them: the loss of a batch is that of each example. */
export function asTensorsByExample(framework: ArrayFramework): Feeding {
  const whole = asTensors(framework);
  return {
    ...whole,
    run(made, predictions, targets, place) {
      const losses = Array.from({ length: predictions.shape[0] ?? 0 }, (_, at) => {
        const loss = whole.run(made, exampleOf(predictions, at), exampleOf(targets, at), place);
        return loss.size === 1 ? reshaped(loss, [1]) : notANumber(place);
      });
      return concatenated(losses, 0, losses[0]?.dtype ?? whole.floatType);
    },
  };
}

/** An example of a batch, without the axis of examples. */
function exampleOf(tensor: Tensor, at: number): Tensor {
  return reshaped(narrowed(tensor, 0, at, 1), tensor.shape.slice(1));
}

/**
 * Finds the loss among what is returned: of several values, that which is named so, else the first one that depends on the
 * predictions. What stands beside it is mostly logged. Where none depends on them, as for an image without objects, it is the
 * one that did before.
 */
function lossAmongValues(): (returned: Value) => Value {
  let known: unknown = null;
  return (returned) => {
    const entries = entriesOf(returned);
    const trained = entries.filter(({ value }) => value instanceof ArrayValue && value.tensor.hasGradient);
    const loss = trained.find(({ key }) => key === 'loss') ?? trained[0];
    known = loss?.key ?? known;
    return (loss ?? entries.find(({ key }) => key === known))?.value ?? returned;
  };
}

/** The values of a sequence by their places, those of a dictionary by their keys, or of an object by their names. */
function entriesOf(returned: Value): readonly { readonly key: unknown; readonly value: Value }[] {
  if (returned instanceof MappingValue) {
    return [...returned.entries.values()];
  }
  if (returned instanceof Instance) {
    return [...returned.attributes].map(([key, value]) => ({ key, value }));
  }
  return returned instanceof TupleValue || returned instanceof ListValue
    ? returned.items.map((value, key) => ({ key, value }))
    : [];
}

/** As nested arrays of JavaScript. */
export const AS_LISTS: Feeding = {
  floatType: 'float64',
  isOfLists: true,
  gradientError: 'Error',
  run: (made, predictions, targets, place) =>
    tensorOfLists(made(listOf(predictions), listOf(targets)), place),
};

/** One example after another, each a number or an array of numbers: the loss of a batch is that of each example. */
export const BY_EXAMPLE: Feeding = {
  floatType: 'float64',
  isOfLists: true,
  gradientError: 'Error',
  run(made, predictions, targets, place) {
    const count = predictions.shape[0] ?? 0;
    const losses = Array.from({ length: count }, (_, at) => {
      const value = made(listOf(exampleOf(predictions, at)), listOf(exampleOf(targets, at)));
      return isNumberValue(value) ? reshaped(scalarTensor(value), [1]) : notANumber(place);
    });
    return concatenated(losses, 0, 'float64');
  },
};

function notANumber(place: Place): never {
  throw new NotUnderstood({ kind: 'result' }, place);
}

/** Nested arrays of a tensor's elements; booleans stay such. */
function listOf(tensor: Tensor): Value {
  const valueAt = (index: number): Value => {
    const element = numberOfTensor(picked(tensor, [], Int32Array.of(index)));
    return tensor.dtype === 'bool' ? element === 1 : element;
  };
  const nested = (axis: number, start: number): Value => {
    const length = tensor.shape[axis];
    if (length === undefined) {
      return valueAt(start);
    }
    const step = sizeOf(tensor.shape.slice(axis + 1));
    return new ListValue(Array.from({ length }, (_, at) => nested(axis + 1, start + at * step)));
  };
  return nested(0, 0);
}

/** A number, or nested arrays of numbers, whose shape does not matter. */
function tensorOfLists(value: Value, place: Place): Tensor {
  if (isNumberValue(value)) {
    return scalarTensor(value);
  }
  if (value instanceof ArrayValue) {
    return value.tensor;
  }
  const leaves: Tensor[] = [];
  const collect = (part: Value): void => {
    if (isNumberValue(part)) {
      leaves.push(reshaped(scalarTensor(part), [1]));
    } else if (part instanceof ListValue) {
      part.items.forEach(collect);
    } else {
      notANumber(place);
    }
  };
  collect(value);
  return leaves.length === 0 ? notANumber(place) : concatenated(leaves, 0, 'float64');
}
