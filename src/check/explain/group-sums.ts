import { focalLoss } from '../../loss/binary';
import { softmaxTerms } from '../../loss/softmax';
import type { Rows, SigmoidRows, SoftmaxRows } from './rows';

/** Counts of elements and sums of their losses, by group and side. */
export interface GroupSums {
  /** How many there are in each group. */
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
  readonly ofPositives: Float64Array;
  readonly ofNegatives: Float64Array;
}

/**
 * Sums losses without weights over groups of elements: examples, or classes.
 * @param groups the group of each element, below `count`
 */
export function groupSums(rows: Rows, losses: Float64Array, groups: Int32Array, count: number): GroupSums {
  const sums = {
    positives: new Float64Array(count),
    negatives: new Float64Array(count),
    ofPositives: new Float64Array(count),
    ofNegatives: new Float64Array(count),
  };
  for (let at = 0; at < losses.length; at++) {
    const group = groups[at] ?? 0;
    const isPositive =
      rows.link === 'sigmoid' ? rows.targets[at] === 1 : rows.targets[at] !== rows.backgroundClass;
    const [counts, totals] = isPositive
      ? [sums.positives, sums.ofPositives]
      : [sums.negatives, sums.ofNegatives];
    counts[group] = (counts[group] ?? 0) + 1;
    totals[group] = (totals[group] ?? 0) + (losses[at] ?? 0);
  }
  return sums;
}

/** The focal loss of each element or row, without weights. */
export function focalLosses(rows: Rows, gamma: number): Float64Array {
  return rows.link === 'sigmoid'
    ? elementLosses(rows, (logit, target) => focalLoss(logit, target, { alpha: null, gamma }))
    : softmaxLosses(rows, gamma);
}

/** A loss of each element. */
export function elementLosses(
  { logits, targets }: SigmoidRows,
  lossOf: (logit: number, target: number) => number,
): Float64Array {
  return logits.map((logit, at) => lossOf(logit, targets[at] ?? 0));
}

function softmaxLosses({ logits, targets, channelCount }: SoftmaxRows, gamma: number): Float64Array {
  const losses = new Float64Array(targets.length);
  for (let row = 0; row < targets.length; row++) {
    const target = targets[row] ?? 0;
    const { missing, crossEntropy } = softmaxTerms(
      logits.subarray(row * channelCount, (row + 1) * channelCount),
    );
    losses[row] = (missing[target] ?? 0) ** gamma * (crossEntropy[target] ?? 0);
  }
  return losses;
}
