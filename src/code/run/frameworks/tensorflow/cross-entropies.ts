import { sigmoid, softplus } from '../../../../numerics/stable';
import { builtin, type Given } from '../../language/signature';
import type { ArrayValue, Builtin } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { type BinaryFunction, combined, mapped } from '../../tensor/elementwise';
import { clamp, logarithm, negative } from '../../tensor/functions';
import { gathered } from '../../tensor/gathering';
import { expandedAt, reshaped } from '../../tensor/layout';
import { sum } from '../../tensor/reduction';
import { logSoftmax } from '../../tensor/softmax';
import type { Tensor } from '../../tensor/tensor';
import { callsOf } from '../numpy/calls';
import type { NumpyLike } from '../numpy/framework';
import { commonType } from '../numpy/promotion';

/** What Keras keeps away from 0 and 1. */
const EPSILON = 1e-7;

const LOGIT_CROSS_ENTROPY: BinaryFunction = {
  value: (x, y) => (1 - y) * x + softplus(-x),
  backFirst: (g, x, y) => (y === 1 ? -g * sigmoid(-x) : g * (sigmoid(x) - y)),
  backSecond: (g, x) => -g * x,
  saves: 'both',
};

const PROBABILITY_CROSS_ENTROPY: BinaryFunction = {
  value: (p, y) => -(y * Math.log(p + EPSILON) + (1 - y) * Math.log(1 - p + EPSILON)),
  backFirst: (g, p, y) => g * ((1 - y) / (1 - p + EPSILON) - y / (p + EPSILON)),
  backSecond: null,
  saves: 'both',
};

/** The cross-entropies of TensorFlow and Keras, elementwise or along the classes. */
export function crossEntropies(library: NumpyLike): Builtin[] {
  const { defaults } = library;
  const { wrap, operand, tensor } = callsOf(library);
  const pair = (given: Given, first: string, second: string): readonly [Tensor, Tensor] => {
    const operands = [first, second].map((name) => operand(given, name));
    commonType(operands, defaults);
    const [one, other] = operands.map(({ tensor }) => tensor);
    return [one, other] as readonly [Tensor, Tensor];
  };
  const withLogits = (given: Given, x: Tensor, y: Tensor): ArrayValue =>
    wrap(given, combined(x, y, x.dtype, LOGIT_CROSS_ENTROPY));
  const ofClasses = (given: Given, logProbabilities: Tensor, targets: Tensor): ArrayValue => {
    const { dtype } = logProbabilities;
    const products = combined(targets, logProbabilities, dtype, arithmetic.multiplication);
    return wrap(given, mapped(sum(products, { axes: [-1], keeps: false }, dtype), dtype, negative));
  };
  return [
    builtin('sigmoid_cross_entropy_with_logits', 'labels, logits', (given) => {
      const [y, x] = pair(given, 'labels', 'logits');
      return withLogits(given, x, y);
    }),
    builtin('softmax_cross_entropy_with_logits', 'labels, logits', (given) => {
      const [y, x] = pair(given, 'labels', 'logits');
      return ofClasses(given, logSoftmax(x, -1), y);
    }),
    builtin('sparse_softmax_cross_entropy_with_logits', 'labels, logits', (given) => {
      const index = tensor(given, 'labels');
      const logProbabilities = logSoftmax(given.array('logits').tensor, -1);
      const picked = gathered(logProbabilities, -1, expandedAt(index, -1));
      return wrap(given, mapped(reshaped(picked, index.shape), logProbabilities.dtype, negative));
    }),
    builtin('binary_crossentropy', 'target, output, from_logits=False', (given) => {
      const [y, x] = pair(given, 'target', 'output');
      if (given.flag('from_logits')) {
        return withLogits(given, x, y);
      }
      const clipped = mapped(x, x.dtype, clamp(EPSILON, 1 - EPSILON));
      return wrap(given, combined(clipped, y, x.dtype, PROBABILITY_CROSS_ENTROPY));
    }),
    builtin('categorical_crossentropy', 'target, output, from_logits=False, axis=-1', (given) => {
      const [y, x] = pair(given, 'target', 'output');
      if (given.flag('from_logits')) {
        return ofClasses(given, logSoftmax(x, -1), y);
      }
      const total = sum(x, { axes: [-1], keeps: true }, x.dtype);
      const shares = combined(x, total, x.dtype, arithmetic.division);
      const clipped = mapped(shares, x.dtype, clamp(EPSILON, 1 - EPSILON));
      return ofClasses(given, mapped(clipped, x.dtype, logarithm), y);
    }),
  ];
}
