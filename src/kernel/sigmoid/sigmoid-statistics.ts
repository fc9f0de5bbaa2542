import { checkedDataOf, type GatherTask } from '../../check/statistics/engine';
import { lossMarginsOfEqual } from '../../check/statistics/loss-margins';
import type { LossSums } from '../../check/statistics/losses';
import type { Margins } from '../../check/statistics/margins';
import { PROBABILITY_BINS } from '../../check/statistics/probabilities';
import { locatorOf } from '../../check/statistics/statistic';
import { partOf, type StatisticsPart } from '../../check/statistics/statistics';
import { classWeights } from '../../check/terms/class-weights';
import * as segments from '../../numerics/row-segments';
import { type FarPoint, farPoints, type OddCounts } from '../inputs/odd-values';
import type { Gathered } from '../jobs';
import { hasChannelAlphas } from '../kernel-task';
import { addLogits, addProbabilities, addReliability, type Segment, segmentsOf } from '../sums/channel-sums';
import { addHardest } from '../sums/hardest';
import { type KernelSums, startKernelSums } from '../sums/kernel-sums';
import { type MarginTerms, termsAt } from '../sums/margin-terms';
import { BinLosses } from './bin-losses';

/**
 * The statistics of a check from the results of the workers. All come from the float bins, except those of probabilities as
 * values and of the logits and losses of several channels, which have their own sums.
 */
export function sigmoidStatistics(
  module: WebAssembly.Module,
  task: GatherTask,
  { results, oddCounts, leftOut, sums: sumsOfJobs }: Gathered,
): StatisticsPart {
  const { sources, layout, parameters } = task;
  const sums = startKernelSums(task);
  const { gamma } = parameters;
  const weights = classWeights(parameters.alpha, 'sigmoid', layout);
  const alphasOf = (channel: number) => [weights.negative[channel] ?? 1, weights.positive[channel] ?? 1];
  // With one α per channel, the histograms by p_t are summed separately.
  const alphas = hasChannelAlphas(task) ? [0, 0] : alphasOf(0);
  const ofWorkers = results.map(({ floatBins }) => floatBins).filter((floatBins) => floatBins !== null);
  const binLosses = new BinLosses(module, ofWorkers);
  const together = binLosses.sums(alphas, gamma);
  const apart = sumsOfJobs === null ? together : segmentsOf(sumsOfJobs, layout.channels);
  addLogits(sums, apart);
  addChannels(sums, layout.channels === 1 ? together : apart, alphasOf, gamma);
  addProbabilities(sums, together);
  if (hasChannelAlphas(task)) {
    addBins(sums, apart);
  }
  addReliability(sums.reliability, together(segments.RELIABILITY), 0);
  const far = farPoints(oddCounts);
  const withMargins = { ...sums, margins: binLosses.margins() };
  for (const point of far) {
    addPoint(withMargins, point, alphasOf(point.channel), gamma);
  }
  if (sumsOfJobs === null) {
    for (const point of far) {
      addValues(sums, point);
    }
    addOddCounts(sums, oddCounts);
    addExtrema(sums, [...ofWorkers, ...far]);
  }
  addHardest(sums.hardest, results, false);
  const margins = withMargins.margins.record();
  const ignored = leftOut.ignored + (together(segments.ODD_VALUES)[0] ?? 0) - oddCounts.notIgnoredInBins;
  return {
    ...partOf(sums, locatorOf(checkedDataOf(task))),
    margins,
    leftOut: { ...leftOut, ignored },
    lossMargins: sources.weight === undefined ? null : lossMarginsOfEqual(margins),
  };
}

/** Adds the logits of a point. */
function addValues({ values }: Pick<KernelSums, 'values'>, { group, count, mean, squares }: FarPoint): void {
  values.addMany(0, group === 0 ? -mean : mean, squares, count);
}

/** Adds the losses of elements beyond all float bins. They are linear there, so the loss of the mean is the mean loss. */
function addPoint(
  sums: KernelSums & { readonly margins: Margins },
  point: FarPoint,
  alphas: readonly number[],
  gamma: number,
): void {
  const { losses, margins, probabilities, reliability } = sums;
  const { group, count, mean, channel } = point;
  const alpha = alphas[group];
  if (alpha === undefined) {
    return;
  }
  margins[group === 1 ? 'positives' : 'negatives'].addMany(count, mean, 0);
  const terms = termsAt(mean, gamma);
  const bin = Math.min(PROBABILITY_BINS - 1, Math.floor(terms.probability * PROBABILITY_BINS));
  addSums(probabilities, bin + group * PROBABILITY_BINS, count, alpha, terms);
  addSums(losses, 2 * channel + group, count, alpha, terms);
  losses.focalStar.add(2 * channel + group, count * terms.focalStar);
  reliability.addOne(group === 1 ? terms.probability : terms.missing, group, count);
}

/** Adds the losses of each channel's elements that have a float bin. */
function addChannels(
  { losses }: Pick<KernelSums, 'losses'>,
  segment: Segment,
  alphasOf: (channel: number) => readonly number[],
  gamma: number,
): void {
  for (const [group, indices] of CHANNEL_SEGMENTS.entries()) {
    const [counts, crossEntropy, focal, focalStar, gradient] = indices.map(segment);
    for (let channel = 0; channel < losses.channels; channel++) {
      const alpha = alphasOf(channel)[group] ?? 1;
      const entry = 2 * channel + group;
      losses.counts[entry] = (losses.counts[entry] ?? 0) + (counts?.[channel] ?? 0);
      losses.crossEntropy.add(entry, crossEntropy?.[channel] ?? 0);
      losses.alphaBalancedCrossEntropy.add(entry, alpha * (crossEntropy?.[channel] ?? 0));
      losses.focal.add(entry, alpha * (focal?.[channel] ?? 0));
      losses.focalStar.add(entry, focalStarSum(counts?.[channel] ?? 0, focalStar?.[channel] ?? 0, gamma));
      // With α above 1 the weight of negatives is below zero, but gradients count by their magnitude.
      losses.focalGradient.add(entry, Math.abs(alpha) * (gradient?.[channel] ?? 0));
    }
  }
}

/** Adds the histograms by p_t of losses with one α per channel. */
function addBins({ probabilities }: Pick<KernelSums, 'probabilities'>, segment: Segment): void {
  probabilities.alphaBalancedCrossEntropy.addAll(segment(segments.BIN_BALANCED));
  probabilities.focal.addAll(segment(segments.BIN_FOCAL));
  probabilities.focalGradient.addAll(segment(segments.BIN_GRADIENT));
}

/** Segments of negatives and of positives: counts, cross-entropy, focal loss, FL*, gradient. */
const CHANNEL_SEGMENTS = [
  [
    segments.NEGATIVE_COUNTS,
    segments.NEGATIVE_CROSS_ENTROPY,
    segments.NEGATIVE_FOCAL,
    segments.NEGATIVE_FOCAL_STAR,
    segments.NEGATIVE_GRADIENT,
  ],
  [segments.COUNTS, segments.CROSS_ENTROPY, segments.FOCAL, segments.FOCAL_STAR, segments.GRADIENT],
];

/** NaN for FL* with γ = 0, but zero for a sum over no element. */
function focalStarSum(count: number, sum: number, gamma: number): number {
  if (count === 0) {
    return 0;
  }
  return gamma === 0 ? Number.NaN : sum;
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
  sums.focalGradient.add(entry, count * Math.abs(alpha) * terms.gradient);
}

function addOddCounts({ values }: Pick<KernelSums, 'values'>, odd: OddCounts): void {
  values.notANumber += odd.notANumber;
  values.positiveInfinity += odd.positiveInfinity;
  values.negativeInfinity += odd.negativeInfinity;
  values.beyondHalf += odd.beyondHalf;
}

/** Turns −0 into 0, since the sign depends on which worker came first. */
function addExtrema(
  { values }: Pick<KernelSums, 'values'>,
  extrema: readonly { minimum: number; maximum: number }[],
): void {
  values.minima[0] = Math.min(...extrema.map(({ minimum }) => minimum)) + 0;
  values.maxima[0] = Math.max(...extrema.map(({ maximum }) => maximum)) + 0;
}
