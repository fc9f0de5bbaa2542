import type { GatherTask } from '../check/engine';
import { classWeights } from '../check/statistics/class-weights';
import type { LossSums } from '../check/statistics/loss-sums';
import { PROBABILITY_BINS } from '../check/statistics/probability-histogram';
import { RELIABILITY_BINS } from '../check/statistics/reliability';
import { Statistics } from '../check/statistics/statistics';
import { addMoments } from './cell-moments';
import { type CellPoint, cellPoints, WITHOUT_LOSS } from './cell-points';
import { type ExceptionRecord, farPoints } from './exceptions';
import { addHardest } from './hardest';
import type { Gathered } from './jobs';
import { type MarginTerms, meanTerms, termsAt } from './margin-terms';

/**
 * The statistics of a check from what the workers gathered.
 */
export function sigmoidStatistics(
  { layout, interpretation, parameters }: GatherTask,
  { harvests, exceptions: tally }: Gathered,
): Statistics {
  const statistics = new Statistics(layout, interpretation, parameters);
  const moments = harvests.map((harvest) => harvest.moments).reduce(addMoments);
  const weights = classWeights(parameters.alpha, 'sigmoid', layout);
  const alphas = [weights.negative[0] ?? 1, weights.positive[0] ?? 1];
  const near = cellPoints(moments);
  const far = farPoints(tally);
  for (const point of [...near, ...far]) {
    addValues(statistics, point);
    const alpha = alphas[point.group];
    if (alpha !== undefined) addTerms(statistics, point, alpha, parameters.gamma);
  }
  const withoutLoss = near.filter(({ group }) => group === WITHOUT_LOSS);
  const ignored = withoutLoss.reduce((sum, { count }) => sum + count, 0);
  statistics.leftOut.ignored += ignored - tally.notIgnoredInCells;
  addTally(statistics, tally);
  addExtrema(statistics, [...harvests, ...far]);
  addHardest(statistics, harvests);
  return statistics;
}

/** The logits of a point, whatever becomes of them. */
function addValues({ values }: Statistics, { group, count, mean, squares }: CellPoint): void {
  values.addMany(0, group === 0 ? -mean : mean, squares, count);
}

/** The losses of a point's elements, all of which are in the bins of their mean: no edge runs between them. */
function addTerms(statistics: Statistics, point: CellPoint, alpha: number, gamma: number): void {
  const { losses, probabilities, margins } = statistics;
  const { group, count, mean, variance } = point;
  const terms = meanTerms(mean, variance, gamma);
  const entry = binOf(termsAt(mean, 0).probability, PROBABILITY_BINS) + group * PROBABILITY_BINS;
  addSums(losses, group, count, alpha, terms);
  addSums(probabilities, entry, count, alpha, terms);
  losses.focalStar.add(group, count * terms.focalStar);
  (group === 1 ? margins.positives : margins.negatives).addMany(count, mean, variance);
  addReliability(statistics, point, group === 1 ? terms.probability : terms.missing);
}

function addSums(
  sums: Pick<LossSums, 'counts' | 'crossEntropy' | 'alphaBalancedCrossEntropy' | 'focal' | 'focalGradient'>,
  entry: number,
  count: number,
  alpha: number,
  terms: MarginTerms,
): void {
  sums.counts[entry] = (sums.counts[entry] ?? 0) + count;
  sums.crossEntropy.add(entry, count * terms.crossEntropy);
  sums.alphaBalancedCrossEntropy.add(entry, count * alpha * terms.crossEntropy);
  sums.focal.add(entry, count * alpha * terms.focal);
  sums.focalGradient.add(entry, count * alpha * terms.gradient);
}

function addReliability(
  { reliability }: Statistics,
  { group, count, mean }: CellPoint,
  confidence: number,
): void {
  const bin = binOf(termsAt(group === 1 ? mean : -mean, 0).probability, RELIABILITY_BINS);
  reliability.counts[bin] = (reliability.counts[bin] ?? 0) + count;
  reliability.confidences.add(bin, count * confidence);
  reliability.outcomes.add(bin, count * group);
}

function binOf(probability: number, bins: number): number {
  return Math.min(bins - 1, Math.floor(probability * bins));
}

function addTally({ values, leftOut }: Statistics, tally: ExceptionRecord): void {
  values.notANumber += tally.notANumber;
  values.positiveInfinity += tally.positiveInfinity;
  values.negativeInfinity += tally.negativeInfinity;
  values.beyondHalf += tally.beyondHalf;
  leftOut.merge(tally.leftOut);
}

function addExtrema({ values }: Statistics, extrema: readonly { minimum: number; maximum: number }[]): void {
  values.minima[0] = Math.min(...extrema.map(({ minimum }) => minimum));
  values.maxima[0] = Math.max(...extrema.map(({ maximum }) => maximum));
}
