import type { GatherTask } from '../check/engine';
import { classWeights } from '../check/statistics/class-weights';
import type { LossSums } from '../check/statistics/loss-sums';
import { PROBABILITY_BINS } from '../check/statistics/probability-histogram';
import { RELIABILITY_BINS } from '../check/statistics/reliability';
import { Statistics } from '../check/statistics/statistics';
import { createTermBlock } from '../check/statistics/term-block';
import { addMoments, type CellMoments, type CellPoint, cellPoints, WITHOUT_LOSS } from './cell-moments';
import { addTallies, type ExceptionRecord, emptyTally, farPoints } from './exceptions';
import { type MarginTerms, meanTerms, termsAt } from './margin-terms';
import type { HardElement, SigmoidHarvest } from './sigmoid-run';

/**
 * The statistics of a check from what the workers gathered.
 * @param tallies one a job, in the order of the jobs
 */
export function sigmoidStatistics(
  { layout, interpretation, parameters }: GatherTask,
  harvests: readonly SigmoidHarvest[],
  tallies: readonly ExceptionRecord[],
): Statistics {
  const statistics = new Statistics(layout, interpretation, parameters);
  const tally = tallies.reduce(addTallies, emptyTally());
  const moments = harvests.map((harvest) => harvest.moments).reduce(addMoments);
  const weights = classWeights(parameters.alpha, 'sigmoid', layout);
  const alphas = [weights.negative[0] ?? 1, weights.positive[0] ?? 1];
  const far = farPoints(tally);
  for (const points of [cellPoints(moments), far]) {
    for (const point of points) {
      addValues(statistics, point);
      const alpha = alphas[point.group];
      if (alpha !== undefined) addTerms(statistics, point, alpha, parameters.gamma);
    }
  }
  statistics.leftOut.ignored += countWithoutLoss(moments) - tally.notIgnoredInCells;
  addTally(statistics, tally);
  addExtrema(statistics, [...harvests, ...far]);
  addHardest(statistics, harvests);
  return statistics;
}

function countWithoutLoss(moments: CellMoments): number {
  let sum = 0;
  for (const { group, count } of cellPoints(moments)) if (group === WITHOUT_LOSS) sum += count;
  return sum;
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

/** Each worker has its own hardest; the hardest of all are among them. */
function addHardest({ hardest }: Statistics, harvests: readonly SigmoidHarvest[]): void {
  const block = createTermBlock();
  for (const positive of [0, 1] as const) {
    const side = positive === 1 ? 'positives' : 'negatives';
    const elements = harvests.flatMap((harvest) => harvest.hardest[side]).sort(byElement);
    block.length = elements.length;
    for (const [at, { margin, element }] of elements.entries()) {
      const { crossEntropy, probability } = termsAt(margin, 0);
      block.element[at] = element;
      block.target[at] = positive;
      block.positive[at] = positive;
      block.targetProbability[at] = probability;
      block.crossEntropy[at] = crossEntropy;
    }
    hardest[side].add(block, positive);
  }
}

function byElement(one: HardElement, other: HardElement): number {
  return one.element - other.element;
}
