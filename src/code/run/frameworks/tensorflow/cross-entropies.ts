import { sigmoid, softplus } from '../../../../numerics/stable';
import { builtin, type Given } from '../../language/signature';
import type { Builtin } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { type BinaryFunction, cast, combined, mapped, stretched } from '../../tensor/elementwise';
import { refuse } from '../../tensor/failure';
import { clamp, logarithm, logSigmoid, negative } from '../../tensor/functions';
import { gathered } from '../../tensor/gathering';
import { expandedAt, moved, reshaped } from '../../tensor/layout';
import { sum } from '../../tensor/reduction';
import { normalAxis, sameShape } from '../../tensor/shapes';
import { logSoftmax } from '../../tensor/softmax';
import { resultOf, scalarOf, type Tensor } from '../../tensor/tensor';
import { callsOf } from '../numpy/calls';
import type { NumpyLike } from '../numpy/framework';
import { asFloat, commonType } from '../numpy/promotion';

/** Keras keeps probabilities this far from 0 and 1. */
const EPSILON = 1e-7;

const LOGIT_CROSS_ENTROPY: BinaryFunction = {
  value: (x, y) => (1 - y) * x + softplus(-x),
  backFirst: (g, x, y) => (y === 1 ? -g * sigmoid(-x) : g * (sigmoid(x) - y)),
  backSecond: (g, x) => -g * x,
  saves: 'both',
};

/** @param epsilon what is added to both probabilities */
function probabilityCrossEntropy(epsilon: number): BinaryFunction {
  return {
    value: (p, y) => -(y * Math.log(p + epsilon) + (1 - y) * Math.log(1 - p + epsilon)),
    backFirst: (g, p, y) => g * ((1 - y) / (1 - p + epsilon) - y / (p + epsilon)),
    backSecond: (g, p) => g * (Math.log(1 - p + epsilon) - Math.log(p + epsilon)),
    saves: 'both',
  };
}

/** The cross-entropies of TensorFlow and Keras, elementwise or along the classes. */
export function crossEntropies(library: NumpyLike): Builtin[] {
  const { defaults } = library;
  const { wrap, operand } = callsOf(library);
  const pair = (given: Given, first: string, second: string): readonly [Tensor, Tensor] => {
    const [one, other] = [operand(given, first), operand(given, second)];
    const dtype = commonType([one, other], defaults);
    return [cast(one.tensor, dtype), asFloat(cast(other.tensor, dtype), defaults)];
  };
  const index = (given: Given, name: string): Tensor => operand(given, name).tensor;
  const input = (given: Given, name: string): Tensor => asFloat(operand(given, name).tensor, defaults);
  return [
    builtin('sigmoid_cross_entropy_with_logits', 'labels, logits', (given) => {
      const [y, x] = pair(given, 'labels', 'logits');
      return wrap(given, elementwise(x, y));
    }),
    builtin('weighted_cross_entropy_with_logits', 'labels, logits, pos_weight', (given) => {
      const [y, x] = pair(given, 'labels', 'logits');
      return wrap(given, withPositiveWeight(x, y, cast(operand(given, 'pos_weight').tensor, x.dtype)));
    }),
    builtin('softmax_cross_entropy_with_logits', 'labels, logits, axis=-1', (given) => {
      const x = input(given, 'logits');
      const y = cast(index(given, 'labels'), x.dtype);
      // Axes of length 1 in front may be missing in the labels, or be there alone.
      // Labels stretch to the logits, but TensorFlow has no gradient for that.
      const stretches =
        !y.hasGradient &&
        y.rank <= x.rank &&
        y.shape.every((length, axis) => length === 1 || length === x.shape[axis + x.rank - y.rank]);
      const labels = stretches ? stretched(y, x.shape) : reshaped(y, x.shape);
      return wrap(given, ofDistributions(x, labels, given.integer('axis')));
    }),
    builtin('sparse_softmax_cross_entropy_with_logits', 'labels, logits', (given) =>
      wrap(given, ofIndices(input(given, 'logits'), index(given, 'labels'), -1)),
    ),
    builtin('binary_crossentropy', 'target, output, from_logits=False, epsilon=0.0', (given) => {
      const [y, x] = pair(given, 'target', 'output');
      const epsilon = given.number('epsilon');
      const ofProbabilities = probabilityCrossEntropy(epsilon);
      // The older function stretches its arguments.
      if (epsilon === 0) {
        sameShapes(x, y);
      }
      return wrap(
        given,
        given.flag('from_logits') ? elementwise(x, y) : combined(clipped(x), y, x.dtype, ofProbabilities),
      );
    }),
    builtin('categorical_crossentropy', 'target, output, from_logits=False, axis=-1', (given) => {
      const axis = given.integer('axis');
      if (given.flag('from_logits')) {
        const logits = input(given, 'output');
        return wrap(given, ofDistributions(logits, cast(index(given, 'target'), logits.dtype), axis));
      }
      const [y, x] = pair(given, 'target', 'output');
      const total = sum(x, { axes: [axis], keeps: true }, x.dtype);
      const shares = clipped(combined(x, total, x.dtype, arithmetic.division));
      const logarithms = mapped(shares, x.dtype, logarithm);
      const products = sameShapes(x, y) && combined(y, logarithms, x.dtype, arithmetic.multiplication);
      return wrap(given, mapped(sum(products, { axes: [axis], keeps: false }, x.dtype), x.dtype, negative));
    }),
    builtin('sparse_categorical_crossentropy', 'target, output, from_logits=False, axis=-1', (given) => {
      const x = input(given, 'output');
      const logits = given.flag('from_logits') ? x : mapped(clipped(x), x.dtype, logarithm);
      const target = cast(index(given, 'target'), 'int64');
      const isColumn = target.rank === logits.rank && target.shape.at(-1) === 1;
      const flat = isColumn ? reshaped(target, target.shape.slice(0, -1)) : target;
      return wrap(given, ofIndices(logits, flat, given.integer('axis')));
    }),
  ];
}

/** True, or an exception: these losses do not stretch their operands. */
function sameShapes(x: Tensor, y: Tensor): true {
  return (
    sameShape(x.shape, y.shape) ||
    refuse('shape', `logits and labels must have the same shape, not ${x.shape} and ${y.shape}`)
  );
}

function clipped(p: Tensor): Tensor {
  return mapped(p, p.dtype, clamp(EPSILON, 1 - EPSILON));
}

function elementwise(x: Tensor, y: Tensor): Tensor {
  return sameShapes(x, y) && combined(x, y, x.dtype, LOGIT_CROSS_ENTROPY);
}

/** (1 − y) x + (1 + (w − 1) y) softplus(−x). */
function withPositiveWeight(x: Tensor, y: Tensor, weight: Tensor): Tensor {
  sameShapes(x, y);
  const { dtype } = x;
  const one = scalarOf(1, dtype);
  const surplus = combined(weight, one, dtype, arithmetic.subtraction);
  const factor = combined(
    one,
    combined(surplus, y, dtype, arithmetic.multiplication),
    dtype,
    arithmetic.addition,
  );
  const rest = combined(combined(one, y, dtype, arithmetic.subtraction), x, dtype, arithmetic.multiplication);
  const logarithms = mapped(x, dtype, logSigmoid);
  const weighted = combined(factor, logarithms, dtype, arithmetic.multiplication);
  return combined(rest, weighted, dtype, arithmetic.subtraction);
}

/** −Σ y log p along an axis. TensorFlow's gradient is p − y, also where y does not add up to 1. */
function ofDistributions(logits: Tensor, targets: Tensor, axis: number): Tensor {
  sameShapes(logits, targets);
  const [x, y] = [moved(logits, axis, -1), moved(targets, axis, -1)];
  const { dtype } = x;
  const logProbabilities = logSoftmax(x, -1);
  const classes = x.shape.at(-1) ?? 1;
  const losses = mapped(
    sum(combined(y, logProbabilities, dtype, arithmetic.multiplication), { axes: [-1], keeps: false }, dtype),
    dtype,
    negative,
  );
  return resultOf(losses.shape, dtype, losses.data.slice(), [x, y], (gradient) => [
    logProbabilities.data.map(
      (value, at) => (gradient[Math.floor(at / classes)] ?? 0) * (Math.exp(value) - y.at(at)),
    ),
    logProbabilities.data.map((value, at) => -(gradient[Math.floor(at / classes)] ?? 0) * value),
  ]);
}

function ofIndices(logits: Tensor, index: Tensor, axis: number): Tensor {
  const along = normalAxis(axis, logits.rank);
  if (!sameShape(index.shape, logits.shape.toSpliced(along, 1))) {
    refuse('shape', `labels of shape ${index.shape} do not fit logits of shape ${logits.shape}`);
  }
  const logProbabilities = logSoftmax(logits, along);
  const picked = gathered(logProbabilities, along, expandedAt(index, along));
  return mapped(reshaped(picked, index.shape), logProbabilities.dtype, negative);
}
