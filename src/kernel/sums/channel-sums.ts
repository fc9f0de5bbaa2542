import type { Reliability } from '../../check/statistics/reliability';
import * as segments from '../../numerics/row-segments';
import type { KernelSums } from './kernel-sums';

/** One of the arrays of row-segments.ts, by its number there. */
export type Segment = (index: number) => Float64Array;

/** @param sums sums of all jobs on rows with this number of channels */
export function segmentsOf(sums: Float64Array, channels: number): Segment {
  return (index) => segmentOf(sums, channels, index);
}

/** Adds the statistics of the logits, which do not depend on the targets. */
export function addLogits({ values }: Pick<KernelSums, 'values'>, segment: Segment): void {
  const [, saturated = 0, beyondHalf = 0, notANumber = 0, positiveInfinity = 0, negativeInfinity = 0] =
    segment(segments.TALLIES);
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
  values.sums.addAll(segment(segments.SUMS));
  values.squares.addAll(segment(segments.SQUARES));
}

/** Adds the histogram of p_t. */
export function addProbabilities(
  { probabilities }: Pick<KernelSums, 'probabilities'>,
  segment: Segment,
): void {
  probabilities.counts.set(segment(segments.BIN_COUNTS));
  probabilities.crossEntropy.addAll(segment(segments.BIN_CROSS_ENTROPY));
  probabilities.alphaBalancedCrossEntropy.addAll(segment(segments.BIN_BALANCED));
  probabilities.focal.addAll(segment(segments.BIN_FOCAL));
  probabilities.focalGradient.addAll(segment(segments.BIN_GRADIENT));
}

/** @param first index of the segment with the bins' counts; confidences and outcomes follow */
export function addReliability(
  { counts, confidences, outcomes }: Reliability,
  bins: Float64Array,
  first: number,
): void {
  const { RELIABILITY_BINS: length } = segments;
  counts.set(bins.subarray(first, first + length));
  confidences.addAll(bins.subarray(first + length, first + 2 * length));
  outcomes.addAll(bins.subarray(first + 2 * length, first + 3 * length));
}

function segmentOf(sums: Float64Array, channels: number, index: number): Float64Array {
  const padded = 4 * Math.ceil(channels / 4);
  let start = 0;
  for (let before = 0; before < index; before++) {
    start += segments.segmentLength(before, padded);
  }
  const length = index < segments.BIN_COUNTS ? channels : segments.segmentLength(index, padded);
  return sums.subarray(start, start + length);
}
