import type { GatherTask } from '../check/engine';
import { classWeights } from '../check/statistics/class-weights';
import type { CompensatedSums } from '../check/statistics/compensated-sums';
import type { Reliability } from '../check/statistics/reliability';
import { Statistics } from '../check/statistics/statistics';
import { addMoments } from './cell-moments';
import { cellPoints, WITHOUT_LOSS } from './cell-points';
import { farPoints } from './exceptions';
import { addHardest } from './hardest';
import type { Gathered } from './jobs';
import type { TemperatureRange } from './kernel-task';
import * as segments from './softmax-segments';

/** One of the arrays of softmax-segments.ts, by its number there. */
type Segment = (index: number) => Float64Array;

/**
 * The statistics of a check from what a softmax run gathered.
 * @param temperatures that were gathered; what belongs to others becomes NaN
 */
export function softmaxStatistics(
  { layout, interpretation, parameters }: GatherTask,
  { harvests, exceptions, sums }: Gathered,
  temperatures: TemperatureRange,
): Statistics {
  const statistics = new Statistics(layout, interpretation, parameters);
  if (sums === null) throw new RangeError('A softmax run gathers sums.');
  const segment: Segment = (index) => segmentOf(sums, layout.channels, index);
  const tallies = segment(segments.TALLIES);
  addLogits(statistics, segment, tallies);
  addLosses(
    statistics,
    segment,
    classWeights(parameters.alpha, 'softmax', layout).positive,
    interpretation.backgroundClass,
    parameters.gamma,
  );
  addProbabilities(statistics, segment);
  addReliability(statistics.reliability, segment(segments.RELIABILITY), 0);
  addTemperatures(statistics, segment, temperatures);
  const points = [
    ...cellPoints(harvests.map(({ moments }) => moments).reduce(addMoments)),
    ...farPoints(exceptions),
  ];
  for (const { group, count, mean, variance } of points) {
    if (group === WITHOUT_LOSS) continue;
    statistics.margins[group === 1 ? 'positives' : 'negatives'].addMany(count, mean, variance);
  }
  statistics.leftOut.merge(exceptions.leftOut);
  statistics.leftOut.ignored += tallies[0] ?? 0;
  addHardest(statistics, harvests);
  return statistics;
}

function addLogits({ values }: Statistics, segment: Segment, tallies: Float64Array): void {
  const [, saturated = 0, beyondHalf = 0, notANumber = 0, positiveInfinity = 0, negativeInfinity = 0] =
    tallies;
  values.saturated += saturated;
  values.beyondHalf += beyondHalf;
  values.notANumber += notANumber;
  values.positiveInfinity += positiveInfinity;
  values.negativeInfinity += negativeInfinity;
  const bins = segment(segments.VALUE_BINS);
  values.below += bins[0] ?? 0;
  values.above += bins[values.histogram.length + 1] ?? 0;
  values.histogram.set(bins.subarray(1, values.histogram.length + 1));
  values.counts.set(segment(segments.LOGIT_COUNTS));
  values.minima.set(segment(segments.MINIMA));
  values.maxima.set(segment(segments.MAXIMA));
  addAll(values.sums, segment(segments.SUMS));
  addAll(values.squares, segment(segments.SQUARES));
}

/** The losses of each class, to which its α is put here. */
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
    if (count === 0) continue;
    losses.counts[group] = count;
    losses.crossEntropy.add(group, crossEntropy?.[index] ?? 0);
    losses.alphaBalancedCrossEntropy.add(group, alpha * (crossEntropy?.[index] ?? 0));
    losses.focal.add(group, alpha * (focal?.[index] ?? 0));
    losses.focalStar.add(group, gamma === 0 ? Number.NaN : (focalStar?.[index] ?? 0));
    losses.focalGradient.add(group, alpha * (gradient?.[index] ?? 0));
  }
}

function addProbabilities({ probabilities }: Statistics, segment: Segment): void {
  probabilities.counts.set(segment(segments.BIN_COUNTS));
  addAll(probabilities.crossEntropy, segment(segments.BIN_CROSS_ENTROPY));
  addAll(probabilities.alphaBalancedCrossEntropy, segment(segments.BIN_BALANCED));
  addAll(probabilities.focal, segment(segments.BIN_FOCAL));
  addAll(probabilities.focalGradient, segment(segments.BIN_GRADIENT));
}

/** @param first place of the bins' counts, behind which their confidences and outcomes lie */
function addReliability(
  { counts, confidences, outcomes }: Reliability,
  bins: Float64Array,
  first: number,
): void {
  const { RELIABILITY_BINS: length } = segments;
  counts.set(bins.subarray(first, first + length));
  addAll(confidences, bins.subarray(first + length, first + 2 * length));
  addAll(outcomes, bins.subarray(first + 2 * length, first + 3 * length));
}

function addTemperatures(
  { temperatures: grid }: Statistics,
  segment: Segment,
  { first, last }: TemperatureRange,
): void {
  if (grid === null) return;
  const { TEMPERATURE_POINTS: points, RELIABILITY_BINS } = segments;
  const sums = segment(segments.TEMPERATURES);
  for (let point = 0; point < points; point++) {
    const isGathered = point >= first && point <= last;
    const at = (row: number) => (isGathered ? (sums[row * points + point] ?? 0) : Number.NaN);
    grid.crossEntropy.add(point, at(0));
    grid.slope.add(point, at(1));
    grid.curvature.add(point, at(2));
    const reliability = grid.reliability[point];
    if (reliability === undefined) continue;
    addReliability(reliability, segment(segments.TEMPERATURE_RELIABILITY), 3 * RELIABILITY_BINS * point);
  }
}

function addAll(sums: CompensatedSums, values: Float64Array): void {
  for (let at = 0; at < sums.length; at++) sums.add(at, values[at] ?? 0);
}

/** The same order and lengths as in assembly/softmax-memory.ts. */
function segmentOf(sums: Float64Array, channels: number, index: number): Float64Array {
  const lengthOf = (one: number): number => {
    if (one < segments.BIN_COUNTS) return 4 * Math.ceil(channels / 4);
    if (one < segments.RELIABILITY) return 2 * segments.PROBABILITY_BINS;
    return LENGTHS[one - segments.RELIABILITY] ?? 0;
  };
  let start = 0;
  for (let before = 0; before < index; before++) start += lengthOf(before);
  const length = index < segments.BIN_COUNTS ? channels : lengthOf(index);
  return sums.subarray(start, start + length);
}

/** Of RELIABILITY and those behind it. */
const LENGTHS = [
  3 * segments.RELIABILITY_BINS,
  segments.VALUE_BIN_COUNT,
  segments.TALLY_COUNT,
  3 * segments.TEMPERATURE_POINTS,
  3 * segments.RELIABILITY_BINS * segments.TEMPERATURE_POINTS,
];
