import type { TermBlock } from '../terms/term-block';
import { CompensatedSums, numbersOf } from './compensated-sums';
import { finiteSums, type Merged, object } from './mergeable';
import type { Accumulator, Statistic } from './statistic';

/** Guo et al. 2017 use 15 bins. */
export const RELIABILITY_BINS = 15;

export function reliabilityBinOf(confidence: number): number {
  return Math.min(RELIABILITY_BINS - 1, Math.floor(confidence * RELIABILITY_BINS));
}

/** The sums of a reliability diagram. */
export const RELIABILITY_SUMS = {
  counts: finiteSums('Number of elements, weighted ones as well counting one.'),
  confidences: finiteSums(
    'Σ confidence: σ(x) of a sigmoid, the largest probability of the classes of a softmax.',
  ),
  outcomes: finiteSums(
    'Σ outcome: the target of a sigmoid; for a softmax 1 if the class with the largest logit, the first between equals, is the target class, otherwise 0.',
  ),
};

/** About the bins of `RELIABILITY_SUMS`. */
export const RELIABILITY_BINS_ABOUT = {
  description:
    'Equal bins of the confidence, those of a reliability diagram (Guo et al. 2017). The bin of a confidence is min(bins − 1, floor(bins · confidence)).',
  'x-bins': { low: 0, high: 1, bins: RELIABILITY_BINS },
} as const;

const record = object(RELIABILITY_SUMS, RELIABILITY_BINS_ABOUT);

export type ReliabilityRecord = Merged<typeof record>;

export const reliabilityStatistic = {
  ...record,
  start: () => new Reliability(),
} satisfies Statistic<ReliabilityRecord>;

/** Confidence and outcome in equal bins of [0, 1]. */
export class Reliability implements Accumulator<ReliabilityRecord> {
  readonly counts = new Float64Array(RELIABILITY_BINS);
  readonly confidences = new CompensatedSums(RELIABILITY_BINS);
  readonly outcomes = new CompensatedSums(RELIABILITY_BINS);

  addTerms(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      this.addOne(block.confidence[at] ?? 0, block.outcome[at] ?? 0, 1);
    }
  }

  addOne(confidence: number, outcome: number, times: number): void {
    this.addTo(reliabilityBinOf(confidence), confidence, outcome, times);
  }

  /** Adds elements of one bin: their mean confidence and mean outcome. */
  addTo(bin: number, confidence: number, outcome: number, times: number): void {
    this.counts[bin] = (this.counts[bin] ?? 0) + times;
    this.confidences.add(bin, confidence * times);
    this.outcomes.add(bin, outcome * times);
  }

  record(): ReliabilityRecord {
    return {
      counts: numbersOf(this.counts),
      confidences: numbersOf(this.confidences.values()),
      outcomes: numbersOf(this.outcomes.values()),
    };
  }
}
