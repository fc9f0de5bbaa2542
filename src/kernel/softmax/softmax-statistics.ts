import { Confusions } from '../../check/statistics/confusions';
import { checkedDataOf, type GatherTask } from '../../check/statistics/engine';
import type { SparseBin } from '../../check/statistics/sparse-bins';
import { locatorOf } from '../../check/statistics/statistic';
import { partOf, type StatisticsPart, type StatisticsRecord } from '../../check/statistics/statistics';
import { classWeights } from '../../check/terms/class-weights';
import * as segments from '../../numerics/row-segments';
import type { Gathered } from '../jobs';
import { addLogits, addProbabilities, addReliability, type Segment, segmentsOf } from '../sums/channel-sums';
import { addHardest } from '../sums/hardest';
import { type KernelSums, startKernelSums } from '../sums/kernel-sums';

/** The statistics of a check from the results of a softmax run. */
export function softmaxStatistics(
  task: GatherTask,
  { results, leftOut, sums: sumsOfJobs, rowMargins }: Gathered,
): StatisticsPart {
  const { sources, layout, interpretation, parameters } = task;
  if (sumsOfJobs === null) {
    throw new RangeError('A softmax run gathers sums.');
  }
  const segment = segmentsOf(sumsOfJobs, layout.channels);
  const sums = startKernelSums(task);
  addLogits(sums, segment);
  addLosses(
    sums,
    segment,
    classWeights(parameters.alpha, 'softmax', layout).positive,
    interpretation.backgroundClass,
    parameters.gamma,
  );
  addProbabilities(sums, segment);
  addReliability(sums.reliability, segment(segments.RELIABILITY), 0);
  addHardest(sums.hardest, results, sources.weight !== undefined);
  const ignored = leftOut.ignored + (segment(segments.ODD_VALUES)[0] ?? 0);
  return {
    ...partOf(sums, locatorOf(checkedDataOf(task))),
    leftOut: { ...leftOut, ignored },
    ...marginStatistics(rowMargins.map((histogram) => histogram.entries())),
    confusions: confusionsOf(segment, results, layout.channels).record(),
  };
}

function confusionsOf(segment: Segment, results: Gathered['results'], channels: number): Confusions {
  const confusions = new Confusions(channels);
  confusions.places.set(segment(segments.PLACES));
  confusions.examples.set(segment(segments.COUNTS));
  confusions.right.set(segment(segments.RIGHT));
  confusions.amongFirst.set(segment(segments.AMONG_FIRST));
  confusions.predicted.set(segment(segments.PREDICTED));
  for (const [pair, times] of results.flatMap(({ confusedPairs = [] }) => [...confusedPairs])) {
    confusions.addPair(pair, times);
  }
  return confusions;
}

/** @param histograms of negatives and positives, and with weights of how much each side weighs */
function marginStatistics([
  negatives = [],
  positives = [],
  negativeWeights,
  positiveWeights,
]: readonly SparseBin[][]): Pick<StatisticsRecord, 'margins' | 'lossMargins'> {
  if (negativeWeights === undefined || positiveWeights === undefined) {
    return { margins: { negatives, positives }, lossMargins: null };
  }
  const weights = {
    negatives: { alpha: negativeWeights, oneMinusAlpha: [] },
    positives: { alpha: positiveWeights, oneMinusAlpha: [] },
  };
  return { margins: { negatives, positives }, lossMargins: { weights, crossEntropy: null } };
}

/** Adds the losses of each class, multiplied by its α. */
function addLosses(
  { losses }: Pick<KernelSums, 'losses'>,
  segment: Segment,
  alphas: Float64Array,
  background: number | null,
  gamma: number,
): void {
  const [counts, crossEntropy, focal, focalStar, gradient] = [
    segments.COUNTS,
    segments.CROSS_ENTROPY,
    segments.FOCAL,
    segments.FOCAL_STAR,
    segments.GRADIENT,
  ].map(segment);
  for (const [index, alpha] of alphas.entries()) {
    const group = 2 * index + (index === background ? 0 : 1);
    const count = counts?.[index] ?? 0;
    if (count === 0) {
      continue;
    }
    losses.counts[group] = count;
    losses.crossEntropy.add(group, crossEntropy?.[index] ?? 0);
    losses.alphaBalancedCrossEntropy.add(group, alpha * (crossEntropy?.[index] ?? 0));
    losses.focal.add(group, alpha * (focal?.[index] ?? 0));
    losses.focalStar.add(group, gamma === 0 ? Number.NaN : (focalStar?.[index] ?? 0));
    losses.focalGradient.add(group, alpha * (gradient?.[index] ?? 0));
  }
}
