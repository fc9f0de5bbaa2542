import { classWeights } from '../../check/statistics/class-weights';
import type { GatherTask } from '../../check/statistics/engine';
import { Statistics } from '../../check/statistics/statistics';
import * as segments from '../../numerics/row-segments';
import type { Gathered } from '../jobs';
import { addLogits, addProbabilities, addReliability, type Segment, segmentsOf } from '../sums/channel-sums';
import { addHardest } from '../sums/hardest';

/** The statistics of a check from the results of a softmax run. */
export function softmaxStatistics(
  { sources, layout, interpretation, parameters }: GatherTask,
  { results, oddValues, sums, rows }: Gathered,
): Statistics {
  const statistics = new Statistics(layout, interpretation, parameters);
  if (sums === null) {
    throw new RangeError('A softmax run gathers sums.');
  }
  const segment = segmentsOf(sums, layout.channels);
  addLogits(statistics, segment);
  addLosses(
    statistics,
    segment,
    classWeights(parameters.alpha, 'softmax', layout).positive,
    interpretation.backgroundClass,
    parameters.gamma,
  );
  addProbabilities(statistics, segment);
  addReliability(statistics.reliability, segment(segments.RELIABILITY), 0);
  statistics.margins.positives.merge(rows.margins.positives);
  statistics.margins.negatives.merge(rows.margins.negatives);
  statistics.leftOut.merge(oddValues.leftOut);
  statistics.leftOut.ignored += segment(segments.ODD_VALUES)[0] ?? 0;
  addHardest(statistics, results);
  statistics.hardest.positives.merge(rows.hardest.positives);
  statistics.hardest.negatives.merge(rows.hardest.negatives);
  if (sources.weight !== undefined) {
    statistics.lossMargins = rows.lossMargins;
  }
  return statistics;
}

/** Adds the losses of each class, multiplied by its α. */
function addLosses(
  { losses }: Statistics,
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
