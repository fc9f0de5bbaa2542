import { reduceSum, type SingleReduction } from '../../loss/reduction';
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
  return reduction === 'none' ? null : focal[reduction];
}

function reduced(sums: readonly (number | null)[], { positives, negatives, elements }: Counts): ReducedLoss {
  const sum = total(sums);
  const counts = { elements, positives, takingPart: positives + negatives };
  const by = (reduction: SingleReduction) => {
    const value = reduceSum(sum, reduction, counts);
    return Number.isFinite(value) ? value : null;
  };
  return {
    sum: by('sum'),
    mean: by('mean'),
    meanOverPositives: by('meanOverPositives'),
    meanOverAll: by('meanOverAll'),
  };
}
