import { classWeights } from '../check/statistics/class-weights';
import type { LeftOut } from '../check/statistics/left-out';
import type { LossAgreement } from '../check/statistics/loss-agreement';
import { LossMargins, type SideParts } from '../check/statistics/loss-margins';
import { Statistics, type StatisticsPart } from '../check/statistics/statistics';
import * as segments from './element-segments';
import type { KernelInstance } from './kernel-instance';
import { MarginHistograms } from './margin-histograms';
import type { ReferenceTask } from './reference-task';

/** What the kernel calls what the values are; see element-memory.ts. */
const INPUTS = { logits: 0, probabilities: 1, 'squashed-twice': 2 } as const;

/** The arrays of element-segments.ts in the kernel's memory; a kernel has room for those of one. */
export class ElementSums {
  /** Whether elements do not all count alike, or are of two classes at once. */
  private readonly hasShares: boolean;
  private readonly isSoft: boolean;
  private readonly histograms: MarginHistograms;

  constructor(
    private readonly kernel: KernelInstance,
    private readonly task: ReferenceTask,
  ) {
    const { layout, interpretation, parameters, sizes } = task;
    const { exports } = kernel;
    this.isSoft = interpretation.targets === 'soft';
    this.hasShares = this.isSoft || sizes.weight !== undefined;
    exports.setUpElements(
      kernel.reserve(exports.bytesForElements(layout.channels)),
      layout.channels,
      parameters.gamma,
      layout.targetsPerRow === 1 && layout.channels > 1,
      this.isSoft,
      interpretation.ignoreIndex ?? Number.NaN,
      INPUTS[interpretation.input],
      this.hasShares,
    );
    this.histograms = new MarginHistograms(kernel, segments.HISTOGRAMS);
    const { positive, negative } = classWeights(parameters.alpha, 'sigmoid', layout);
    this.segment(segments.POSITIVE_ALPHAS).set(positive);
    this.segment(segments.NEGATIVE_ALPHAS).set(negative);
    this.clear();
  }

  /**
   * The statistics of what was added, and leaves the arrays empty.
   * @param leftOut what was left out besides
   */
  take(leftOut: LeftOut): StatisticsPart {
    const { layout, interpretation, parameters } = this.task;
    const statistics = new Statistics(layout, interpretation, parameters);
    this.addValues(statistics);
    this.addLosses(statistics);
    this.addHardest(statistics);
    this.addAgreement(statistics);
    this.addMargins(statistics);
    const [ignored = 0, withoutWeight = 0, weightsNotFinite = 0] = this.segment(segments.LEFT_OUT);
    leftOut.ignored += ignored;
    leftOut.positivesWithoutWeight += withoutWeight;
    leftOut.nonFinite += weightsNotFinite;
    statistics.leftOut.merge(leftOut);
    this.clear();
    return statistics.part();
  }

  private addValues({ values }: Statistics): void {
    const tallies = this.segment(segments.VALUE_TALLIES);
    const [below = 0, above = 0, saturated = 0, beyondHalf = 0, notANumber = 0] = tallies;
    const [positiveInfinity = 0, negativeInfinity = 0] = tallies.subarray(5);
    Object.assign(values, { below, above, saturated, beyondHalf, notANumber });
    Object.assign(values, { positiveInfinity, negativeInfinity });
    values.histogram.set(this.segment(segments.VALUE_BINS).subarray(0, values.histogram.length));
    const { channels } = values;
    values.counts.set(this.segment(segments.VALUE_COUNTS).subarray(0, channels));
    values.minima.set(this.segment(segments.MINIMA).subarray(0, channels));
    values.maxima.set(this.segment(segments.MAXIMA).subarray(0, channels));
    values.sums.addAll(this.sumsOfValues(segments.VALUE_SUMS));
    values.squares.addAll(this.sumsOfValues(segments.VALUE_SQUARES));
  }

  /** Those of a single channel are kept in two lanes. */
  private sumsOfValues(index: number): Float64Array {
    const sums = this.segment(index);
    const [even = 0, odd = 0] = sums;
    return this.task.layout.channels === 1 ? Float64Array.of(even + odd) : sums;
  }

  private addLosses({ losses, probabilities, reliability }: Statistics): void {
    const { RECORD_ENTRIES, RELIABILITY_ENTRIES } = segments;
    const { channels } = this.task.layout;
    const bins = this.segment(segments.BINS);
    const groups = channels === 1 ? sidesOf(bins) : this.segment(segments.GROUPS);
    for (let group = 0; group < 2 * channels; group++) {
      const [count = 0, crossEntropy = 0, balanced = 0, focal = 0, gradient = 0, focalStar = 0] =
        groups.subarray(group * RECORD_ENTRIES);
      losses.counts[group] = count;
      losses.crossEntropy.add(group, crossEntropy);
      losses.alphaBalancedCrossEntropy.add(group, balanced);
      losses.focal.add(group, focal);
      losses.focalStar.add(group, focalStar);
      losses.focalGradient.add(group, gradient);
    }
    for (const bin of probabilities.counts.keys()) {
      const [count = 0, crossEntropy = 0, balanced = 0, focal = 0, gradient = 0] = bins.subarray(
        bin * RECORD_ENTRIES,
      );
      probabilities.counts[bin] = count;
      probabilities.crossEntropy.add(bin, crossEntropy);
      probabilities.alphaBalancedCrossEntropy.add(bin, balanced);
      probabilities.focal.add(bin, focal);
      probabilities.focalGradient.add(bin, gradient);
    }
    const outcomes = this.segment(segments.RELIABILITY);
    for (const bin of reliability.counts.keys()) {
      const [count = 0, confidence = 0, outcome = 0] = outcomes.subarray(bin * RELIABILITY_ENTRIES);
      reliability.counts[bin] = count;
      reliability.confidences.add(bin, confidence);
      reliability.outcomes.add(bin, outcome);
    }
  }

  private addHardest({ hardest }: Statistics): void {
    for (const [at, side] of (['negatives', 'positives'] as const).entries()) {
      const first = at * segments.HARDEST_ENTRIES;
      const list = this.segment(segments.HARDEST).subarray(first, first + segments.HARDEST_ENTRIES);
      const [length = 0] = list;
      for (let entry = 1; entry <= 4 * length; entry += 4) {
        const [element = 0, target = 0, targetProbability = 0, crossEntropy = 0] = list.subarray(entry);
        hardest[side].addOne({ element, target, targetProbability, crossEntropy });
      }
    }
  }

  private addAgreement({ gradient, lossAgreement }: Statistics): void {
    gradient.sums.addAll(this.segment(segments.GRADIENT_AGREEMENT));
    const found = this.segment(segments.LOSS_AGREEMENT);
    const [compared = 0, focal = 0, focalWithoutWeight = 0, focalWithoutAlpha = 0] = found;
    const [alphaBalancedCrossEntropy = 0, crossEntropy = 0, largestDifference = 0] = found.subarray(4);
    const [hasFirst = 0, element = 0, given = 0, expected = 0] = found.subarray(7);
    const disagreements: LossAgreement['disagreements'] = {
      focal,
      focalWithoutWeight,
      focalWithoutAlpha,
      alphaBalancedCrossEntropy,
      crossEntropy,
    };
    Object.assign(lossAgreement.disagreements, disagreements);
    lossAgreement.compared = compared;
    lossAgreement.largestDifference = largestDifference;
    lossAgreement.first = hasFirst === 0 ? null : { element, given, expected };
  }

  private addMargins(statistics: Statistics): void {
    const { margins } = statistics;
    this.histograms.take(segments.MARGINS, margins.negatives);
    this.histograms.take(segments.MARGINS + 1, margins.positives);
    if (!this.hasShares) {
      return;
    }
    const lossMargins = new LossMargins(this.isSoft);
    this.fillParts(lossMargins.shares, segments.SHARES, segments.OTHER_SHARES);
    if (lossMargins.modulated !== null) {
      this.fillParts(lossMargins.modulated, segments.MODULATED, segments.OTHER_MODULATED);
    }
    statistics.lossMargins = lossMargins;
  }

  /** α weighs what belongs to the positives. */
  private fillParts({ positives, negatives }: SideParts, shares: number, otherShares: number): void {
    this.histograms.take(shares, negatives.rest);
    this.histograms.take(otherShares, negatives.own);
    this.histograms.take(shares + 1, positives.own);
    this.histograms.take(otherShares + 1, positives.rest);
  }

  private clear(): void {
    const { exports } = this.kernel;
    const start = exports.elementSegment(0);
    const length = (exports.elementSegment(segments.POSITIVE_ALPHAS) - start) / 8;
    new Float64Array(this.kernel.memory, start, length).fill(0);
    this.segment(segments.MINIMA).fill(Number.POSITIVE_INFINITY);
    this.segment(segments.MAXIMA).fill(Number.NEGATIVE_INFINITY);
  }

  private segment(index: number): Float64Array {
    const length = segments.elementSegmentLength(index, 2 * Math.ceil(this.task.layout.channels / 2));
    return new Float64Array(this.kernel.memory, this.kernel.exports.elementSegment(index), length);
  }
}

/** What belongs to a single channel: the records of its bins, added up for each side. */
function sidesOf(bins: Float64Array): Float64Array {
  const sides = new Float64Array(2 * segments.RECORD_ENTRIES);
  const ofSide = bins.length / 2;
  for (const [at, value] of bins.entries()) {
    const entry = (at % segments.RECORD_ENTRIES) + (at < ofSide ? 0 : segments.RECORD_ENTRIES);
    sides[entry] = (sides[entry] ?? 0) + value;
  }
  return sides;
}
