import { throwError } from '../../language/typescript/errors';
import type { Arguments } from '../../language/typescript/script';

import { detached, filled, resultOf, type Tensor } from '../../tensor/tensor';
import type { Calculation } from './calculation';
import { tensorGiven } from './operands';

/** `tf.Reduction`. */
export const REDUCTIONS = { NONE: 0, MEAN: 1, SUM: 2, SUM_BY_NONZERO_WEIGHTS: 3 } as const;

type Loss = (given: Arguments, on: Calculation) => Tensor;

/** Applies weights and the reduction, which stand at these places of the arguments. */
function weighted(
  losses: Tensor,
  given: Arguments,
  on: Calculation,
  at: { weights: number; reduction: number },
): Tensor {
  const weights = given.isGiven(at.weights) ? tensorGiven(given.at(at.weights), given, 'weights') : null;
  const reduction = given.integer(at.reduction, REDUCTIONS.SUM_BY_NONZERO_WEIGHTS);
  const product = weights ? on.binary('mul', losses, weights) : losses;
  switch (reduction) {
    case REDUCTIONS.NONE:
      return product;
    case REDUCTIONS.SUM:
      return on.sum(product, null, false);
    case REDUCTIONS.MEAN: {
      if (!weights) {
        return on.mean(product, null, false);
      }
      const share = losses.size / weights.size;
      const result = on.binary('div', on.sum(product, null, false), on.sum(weights, null, false));
      return share > 1 ? on.binary('div', result, on.constant(share)) : result;
    }
    case REDUCTIONS.SUM_BY_NONZERO_WEIGHTS: {
      const total = on.sum(product, null, false);
      if (!weights) {
        return on.binary('div', total, on.constant(losses.size));
      }
      const spread = on.binary('mul', weights, on.ones(losses.shape));
      const count = on.sum(on.binary('notEqual', spread, on.constant(0)), null, false);
      return on.binary('div', total, on.cast(count, 'float32'));
    }
    default:
      return throwError('Error', `Unknown reduction: ${reduction}`, given.place);
  }
}

function pairOf(given: Arguments, on: Calculation): readonly [labels: Tensor, predictions: Tensor] {
  const labels = tensorGiven(given.at(0), given, 'labels');
  const predictions = tensorGiven(given.at(1), given, 'predictions');
  on.requireSameShape(labels, predictions);
  return [labels, predictions];
}

/** max(x, 0) − x z + log(1 + e^−|x|) */
function stableCrossEntropy(labels: Tensor, logits: Tensor, on: Calculation): Tensor {
  const linear = on.binary('sub', on.unary('relu', logits), on.binary('mul', logits, labels));
  return on.binary(
    'add',
    linear,
    on.unary('log1p', on.unary('exp', on.unary('neg', on.unary('abs', logits)))),
  );
}

/** Labels moved by a share towards what they would be without knowledge. */
function smoothed(labels: Tensor, smoothing: number, uniform: Tensor, on: Calculation): Tensor {
  if (!(smoothing > 0)) {
    return labels;
  }
  const share = on.constant(smoothing);
  const kept = on.binary('mul', labels, on.binary('sub', on.constant(1), share));
  return on.binary('add', kept, on.binary('mul', uniform, share));
}

/** The library gives it a gradient by hand, which takes the labels of a row to add up to 1. */
function softmaxCrossEntropy(labels: Tensor, logits: Tensor, on: Calculation): Tensor {
  const plain = detached(logits);
  const logProbabilities = on.binary('sub', on.cast(plain, 'float32'), on.logSumExp(plain, [-1], true));
  const value = on.sum(on.unary('neg', on.binary('mul', logProbabilities, detached(labels))), [-1], false);
  const width = logits.shape.at(-1) ?? 1;
  return resultOf(value.shape, 'float32', value.data, [labels, logits], (gradient) => {
    const part = logProbabilities.data.map(
      (logProbability, index) =>
        (gradient[Math.floor(index / width)] ?? 0) * (Math.exp(logProbability) - labels.at(index)),
    );
    return [part.map((slope) => -slope), part];
  });
}

/** The losses of `tf.losses`. */
export const LOSSES: Readonly<Record<string, Loss>> = {
  computeWeightedLoss: (given, on) =>
    weighted(tensorGiven(given.at(0), given, 'losses'), given, on, { weights: 1, reduction: 2 }),
  absoluteDifference: (given, on) => {
    const [labels, predictions] = pairOf(given, on);
    const losses = on.unary('abs', on.binary('sub', labels, predictions));
    return weighted(losses, given, on, { weights: 2, reduction: 3 });
  },
  meanSquaredError: (given, on) => {
    const [labels, predictions] = pairOf(given, on);
    return weighted(on.binary('squaredDifference', labels, predictions), given, on, {
      weights: 2,
      reduction: 3,
    });
  },
  hingeLoss: (given, on) => {
    const [labels, predictions] = pairOf(given, on);
    const signs = on.binary('sub', on.binary('mul', on.constant(2), labels), on.constant(1));
    const losses = on.unary('relu', on.binary('sub', on.constant(1), on.binary('mul', signs, predictions)));
    return weighted(losses, given, on, { weights: 2, reduction: 3 });
  },
  huberLoss: (given, on) => {
    const [labels, predictions] = pairOf(given, on);
    const delta = on.constant(given.isGiven(3) ? given.plain(3) : 1);
    const error = on.unary('abs', on.binary('sub', predictions, labels));
    const quadratic = on.binary('minimum', error, delta);
    const half = on.binary('mul', on.constant(0.5), on.unary('square', quadratic));
    const losses = on.binary('add', half, on.binary('mul', delta, on.binary('sub', error, quadratic)));
    return weighted(losses, given, on, { weights: 2, reduction: 4 });
  },
  cosineDistance: (given, on) => {
    const [labels, predictions] = pairOf(given, on);
    const product = on.sum(on.binary('mul', labels, predictions), [given.integer(2, 0)], true);
    return weighted(on.binary('sub', on.constant(1), product), given, on, { weights: 3, reduction: 4 });
  },
  logLoss: (given, on) => {
    const [labels, predictions] = pairOf(given, on);
    const epsilon = on.constant(given.isGiven(3) ? given.plain(3) : 1e-7);
    const one = on.constant(1);
    const logOf = (p: Tensor): Tensor => on.unary('log', on.binary('add', p, epsilon));
    const positive = on.unary('neg', on.binary('mul', labels, logOf(predictions)));
    const negative = on.binary(
      'mul',
      on.binary('sub', one, labels),
      logOf(on.binary('sub', one, predictions)),
    );
    return weighted(on.binary('sub', positive, negative), given, on, { weights: 2, reduction: 4 });
  },
  sigmoidCrossEntropy: (given, on) => {
    const [labels, logits] = pairOf(given, on);
    const smoothing = given.isGiven(3) ? given.plain(3) : 0;
    const losses = stableCrossEntropy(smoothed(labels, smoothing, on.constant(0.5), on), logits, on);
    return weighted(losses, given, on, { weights: 2, reduction: 4 });
  },
  softmaxCrossEntropy: (given, on) => {
    const [labels, logits] = pairOf(given, on);
    const smoothing = given.isGiven(3) ? given.plain(3) : 0;
    const uniform = on.constant(1 / (labels.shape[1] ?? Number.NaN));
    const losses = softmaxCrossEntropy(smoothed(labels, smoothing, uniform, on), logits, on);
    return weighted(losses, given, on, { weights: 2, reduction: 4 });
  },
};

/** The layers keep probabilities this far from 0 and 1. */
export const EPSILON = 1e-7;

const meanOfRows = (losses: Tensor, on: Calculation): Tensor => on.mean(losses, [-1], false);

/** The losses and metrics of `tf.metrics`, whose tensors are not checked against each other. */
export const METRICS: Readonly<Record<string, Loss>> = {
  meanSquaredError: (given, on) => meanOfRows(on.unary('square', difference(given, on)), on),
  meanAbsoluteError: (given, on) => meanOfRows(on.unary('abs', difference(given, on)), on),
  binaryCrossentropy: (given, on) => {
    const [labels, predictions] = operands(given);
    const p = on.clip(predictions, EPSILON, 1 - EPSILON);
    const logits = on.unary('log', on.binary('div', p, on.binary('sub', on.constant(1), p)));
    on.requireSameShape(labels, logits);
    return meanOfRows(stableCrossEntropy(labels, logits, on), on);
  },
  categoricalCrossentropy: (given, on) => {
    const [labels, predictions] = operands(given);
    return categorical(
      labels,
      predictions,
      given.isGiven(2) && given.machine.truth(given.at(2), given.place),
      on,
    );
  },
  binaryAccuracy: (given, on) => {
    const [labels, predictions] = operands(given);
    const threshold = filled(predictions.shape, 0.5, 'float32');
    const decided = on.cast(on.binary('greater', predictions, threshold), labels.dtype as 'float32');
    return meanOfRows(on.binary('equal', labels, decided), on);
  },
};

function operands(given: Arguments): readonly [labels: Tensor, predictions: Tensor] {
  return [tensorGiven(given.at(0), given, 'yTrue'), tensorGiven(given.at(1), given, 'yPred')];
}

function difference(given: Arguments, on: Calculation): Tensor {
  const [labels, predictions] = operands(given);
  return on.binary('sub', predictions, labels);
}

function categorical(labels: Tensor, predictions: Tensor, fromLogits: boolean, on: Calculation): Tensor {
  const total = fromLogits ? null : on.sum(predictions, [-1], true);
  const shares = total ? on.binary('div', predictions, total) : on.softmax(predictions);
  const logs = on.unary('log', on.clip(shares, EPSILON, 1 - EPSILON));
  return on.unary('neg', on.sum(on.binary('mul', on.cast(labels, 'float32'), logs), [-1], false));
}
