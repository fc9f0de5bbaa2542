import type { Layout } from '../layout';
import type { Counts, Losses, Parameters, ReducedLoss } from '../report';
import type { CompensatedSums } from '../statistics/compensated-sums';
import type { Statistics } from '../statistics/statistics';

/** Counts of the loss terms, from the sums by channel and sign. */
export function countsOf(layout: Layout, { losses, leftOut }: Statistics): Counts {
  let positives = 0;
  let negatives = 0;
  losses.counts.forEach((count, group) => {
    if (group % 2 === 1) positives += count;
    else negatives += count;
  });
  return {
    elements: layout.elements,
    positives,
    negatives,
    ignored: leftOut.ignored,
    nonFinite: leftOut.nonFinite,
    invalidTargets: leftOut.invalidTargets,
  };
}

export function lossesOf({ losses }: Statistics, counts: Counts): Losses {
  return {
    crossEntropy: reduced(losses.crossEntropy, counts),
    alphaBalancedCrossEntropy: reduced(losses.alphaBalancedCrossEntropy, counts),
    focal: reduced(losses.focal, counts),
    focalStar: reduced(losses.focalStar, counts),
  };
}

/** The focal loss under the chosen reduction; null for `none`, which has no single value. */
export function reducedLossOf({ focal }: Losses, reduction: Parameters['reduction']): number | null {
  switch (reduction) {
    case 'none':
      return null;
    case 'sum':
      return focal.sum;
    case 'mean':
      return focal.meanOverAll;
    case 'meanOverNotIgnored':
      return focal.mean;
    case 'meanOverPositives':
      return focal.meanOverPositives;
  }
}

function reduced(sums: CompensatedSums, counts: Counts): ReducedLoss {
  const taken = counts.positives + counts.negatives;
  const sum = sums.toArray().reduce((total, one) => total + one, 0);
  if (!Number.isFinite(sum)) return { sum: null, mean: null, meanOverPositives: null, meanOverAll: null };
  return {
    sum,
    mean: taken === 0 ? null : sum / taken,
    meanOverPositives: sum / Math.max(1, counts.positives),
    meanOverAll: counts.elements === 0 ? null : sum / counts.elements,
  };
}

/** A share of a total, or null of nothing. Rounding may not lift it above one. */
export function shareOf(part: number, whole: number): number | null {
  const share = part / whole;
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null;
}
