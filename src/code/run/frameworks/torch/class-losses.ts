import { raise } from '../../language/exceptions';
import { builtin, type Given } from '../../language/signature';
import type { Builtin, Value } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { isFloating } from '../../tensor/dtype';
import { chosen, combined, mapped } from '../../tensor/elementwise';
import { negative } from '../../tensor/functions';
import { gathered } from '../../tensor/gathering';
import { indexed } from '../../tensor/indexing';
import { expandedAt, reshaped } from '../../tensor/layout';
import { ALL_AXES, sum } from '../../tensor/reduction';
import { listText, sameShape } from '../../tensor/shapes';
import { logSoftmax } from '../../tensor/softmax';
import { filled, scalarOf, Tensor } from '../../tensor/tensor';
import { weightGiven } from './binary-losses';
import { wrapped } from './conversion';
import { TORCH } from './framework';
import { reducedLoss, reductionGiven } from './loss-reduction';

/** The cross-entropies of one of K classes, as functions. */
export const CLASS_LOSSES: readonly Builtin[] = [
  builtin(
    'cross_entropy',
    "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0",
    (given) => {
      const { tensor } = given.array('input');
      const target = given.array('target').tensor;
      const logits = logSoftmax(tensor, classAxis(tensor));
      return sameShape(tensor.shape, target.shape) &&
        tensor.rank > 0 &&
        !(tensor.rank === 1 && target.dtype === 'int64')
        ? ofClassProbabilities(given, logits, target)
        : ofIndices(given, logits, given.number('label_smoothing'));
    },
  ),
  builtin(
    'nll_loss',
    "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
    (given) => ofIndices(given, given.array('input').tensor, 0),
  ),
];

function classAxis(input: Tensor): number {
  return input.rank === 1 ? 0 : 1;
}

/** The parts of a loss with index targets. */
interface IndexLoss {
  readonly logProbabilities: Tensor;
  /** Indices with 0 where a target is ignored. */
  readonly index: Tensor;
  /** 1 where a target is ignored. */
  readonly ignored: Tensor;
}

function ofIndices(given: Given, logProbabilities: Tensor, smoothing: number): Value {
  const { dtype } = logProbabilities;
  const loss = indexLoss(given, logProbabilities);
  const weight = classWeight(given, logProbabilities);
  const weights = weightOfTargets(loss, weight, dtype);
  const axis = classAxis(logProbabilities);
  const picked = gathered(logProbabilities, axis, expandedAt(loss.index, axis));
  const own = mapped(reshaped(picked, loss.index.shape), dtype, negative);
  const losses = keptOnly(loss, combined(own, weights, dtype, arithmetic.multiplication));
  const plain = reducedByWeights(given, losses, weights);
  if (smoothing === 0) {
    return wrapped(plain, TORCH, given.machine, given.place);
  }
  const scaled = weight
    ? combined(logProbabilities, alongClasses(weight, logProbabilities), dtype, arithmetic.multiplication)
    : logProbabilities;
  const spread = keptOnly(loss, mapped(sum(scaled, { axes: [axis], keeps: false }, dtype), dtype, negative));
  const smooth = reducedByWeights(given, spread, weights);
  const classes = logProbabilities.shape[axis] ?? 1;
  const mixed = combined(
    factor(plain, 1 - smoothing),
    factor(smooth, smoothing / classes),
    dtype,
    arithmetic.addition,
  );
  return wrapped(mixed, TORCH, given.machine, given.place);
}

function factor(tensor: Tensor, by: number): Tensor {
  return combined(tensor, scalarOf(by, tensor.dtype), tensor.dtype, arithmetic.multiplication);
}

/** @throws Raised for targets of another type, shape or range */
function indexLoss(given: Given, input: Tensor): IndexLoss {
  const target = given.array('target').tensor;
  const axis = classAxis(input);
  if (target.dtype !== 'int64') {
    raise('RuntimeError', `expected scalar type Long but found ${target.dtype}`, given.place);
  }
  const expected = input.shape.toSpliced(axis, 1);
  if (!sameShape(target.shape, expected)) {
    raise(
      'ValueError',
      `Expected target size ${listText(expected)}, got ${listText(target.shape)}`,
      given.place,
    );
  }
  const classes = input.shape[axis] ?? 1;
  const ignoreIndex = given.integer('ignore_index');
  const ignored = target.data.map((value) => (value === ignoreIndex ? 1 : 0));
  const index = target.data.map((value, at) => (ignored[at] === 1 ? 0 : value));
  const invalid = index.find((value) => value < 0 || value >= classes);
  if (invalid !== undefined) {
    raise('IndexError', `Target ${invalid} is out of bounds.`, given.place);
  }
  return {
    logProbabilities: input,
    index: new Tensor(target.shape, 'int64', index),
    ignored: new Tensor(target.shape, 'bool', ignored),
  };
}

function classWeight(given: Given, input: Tensor): Tensor | null {
  const weight = weightGiven(given, 'weight');
  const classes = input.shape[classAxis(input)] ?? 1;
  if (weight && weight.dtype !== input.dtype) {
    raise('RuntimeError', `expected scalar type ${input.dtype} but found ${weight.dtype}`, given.place);
  }
  if (weight && !sameShape(weight.shape, [classes])) {
    raise(
      'RuntimeError',
      `weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: ${listText(weight.shape)}`,
      given.place,
    );
  }
  return weight;
}

function weightOfTargets(
  { index, ignored }: IndexLoss,
  weight: Tensor | null,
  dtype: Tensor['dtype'],
): Tensor {
  const own = weight ? indexed(weight, [{ kind: 'tensor', tensor: index }]) : filled(index.shape, 1, dtype);
  return chosen(ignored, scalarOf(0, dtype), own, dtype);
}

function keptOnly({ ignored }: IndexLoss, losses: Tensor): Tensor {
  return chosen(ignored, scalarOf(0, losses.dtype), losses, losses.dtype);
}

/** The mean divides by the weights of the targets. */
function reducedByWeights(given: Given, losses: Tensor, weights: Tensor): Tensor {
  const reduction = reductionGiven(given);
  if (reduction === 'none') {
    return losses;
  }
  const total = sum(losses, ALL_AXES, losses.dtype);
  return reduction === 'sum'
    ? total
    : combined(total, sum(weights, ALL_AXES, losses.dtype), losses.dtype, arithmetic.division);
}

function alongClasses(weight: Tensor, input: Tensor): Tensor {
  return input.rank <= 1 ? weight : reshaped(weight, [1, weight.size, ...input.shape.slice(2).map(() => 1)]);
}

function ofClassProbabilities(given: Given, logProbabilities: Tensor, target: Tensor): Value {
  const { dtype } = logProbabilities;
  if (!isFloating(target.dtype)) {
    raise(
      'RuntimeError',
      `Expected floating point type for target with class probabilities, got ${target.dtype}`,
      given.place,
    );
  }
  const axis = classAxis(logProbabilities);
  const classes = logProbabilities.shape[axis] ?? 1;
  const smoothing = given.number('label_smoothing');
  const smooth =
    smoothing === 0
      ? target
      : combined(
          factor(target, 1 - smoothing),
          scalarOf(smoothing / classes, target.dtype),
          target.dtype,
          arithmetic.addition,
        );
  const weight = weightGiven(given, 'weight');
  const products = combined(logProbabilities, smooth, dtype, arithmetic.multiplication);
  const weighted = weight
    ? combined(products, alongClasses(weight, logProbabilities), dtype, arithmetic.multiplication)
    : products;
  const losses = mapped(sum(weighted, { axes: [axis], keeps: false }, dtype), dtype, negative);
  return reducedLoss(given, losses);
}
