import type { Counts, Losses, Parameters, ReducedLoss, StatisticsRecord } from '../report/report';
import { total } from './sums';

/** Counts of the loss terms, from the sums by channel and sign. */
export function countsOf({ losses, leftOut }: StatisticsRecord): Counts {
  let positives = 0;
  let negatives = 0;
  losses.counts.forEach((count, group) => {
    if (group % 2 === 1) {
      positives += count;
    } else {
      negatives += count;
    }
  });
  return {
    elements: positives + negatives + leftOut.ignored + leftOut.nonFinite + leftOut.invalidTargets,
    positives,
    negatives,
    ignored: leftOut.ignored,
    nonFinite: leftOut.nonFinite,
    invalidTargets: leftOut.invalidTargets,
  };
}

export function lossesOf({ losses }: StatisticsRecord, counts: Counts): Losses {
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

function reduced(sums: readonly (number | null)[], counts: Counts): ReducedLoss {
  const taken = counts.positives + counts.negatives;
  const sum = total(sums);
  if (!Number.isFinite(sum)) {
    return { sum: null, mean: null, meanOverPositives: null, meanOverAll: null };
  }
  return {
    sum,
    mean: taken === 0 ? null : sum / taken,
    meanOverPositives: sum / Math.max(1, counts.positives),
    meanOverAll: counts.elements === 0 ? null : sum / counts.elements,
  };
}
