import type { MarginBin } from '../statistics/margin-histogram';
import { logitBin } from './logit-bins';

/** Examples that a threshold cannot tell apart: of one score, or of scores within one bin. */
export interface ScoreGroup {
  /** The score; of a bin its mean. */
  readonly score: number;
  /** The scores lie between these two, which are the same for one score. */
  readonly low: number;
  readonly high: number;
  readonly positives: number;
  readonly negatives: number;
  /** Negatives of the bin below that may lie exactly on the edge between the two, where positives of this bin may lie too. */
  readonly negativesAtEdge: number;
}

/** Groups in ascending order of the score. */
export interface ScoreGroups {
  readonly groups: readonly ScoreGroup[];
  /** True where a group holds scores that differ: the order within it is not known. */
  readonly areBins: boolean;
}

/** A stretch of the score axis: a bin, or the one score that all examples of a bin have. */
type Stretch = Omit<ScoreGroup, 'negativesAtEdge'>;

/**
 * Groups examples by the bins of their logit.
 * @param positives bins of x_t, which is the logit of a positive
 * @param negatives bins of x_t, which is minus the logit of a negative
 */
export function groupsOfBins(positives: readonly MarginBin[], negatives: readonly MarginBin[]): ScoreGroups {
  const stretches = [
    ...positives.map((bin) => stretchOf(bin, 1)),
    ...negatives.map((bin) => stretchOf(bin, 0)),
  ].sort((one, other) => one.low - other.low || one.high - other.high);
  const groups: Stretch[] = [];
  for (const stretch of stretches) {
    const before = groups.at(-1);
    if (before !== undefined && overlaps(before, stretch)) {
      groups[groups.length - 1] = joined(before, stretch);
    } else {
      groups.push(stretch);
    }
  }
  return {
    groups: groups.map((group, at) => {
      const below = groups[at - 1];
      return { ...group, negativesAtEdge: below?.high === group.low ? below.negatives : 0 };
    }),
    areBins: groups.some(({ low, high }) => low < high),
  };
}

function stretchOf(bin: MarginBin, target: 0 | 1): Stretch {
  const { low, high, mean, count } = logitBin(bin, target);
  return { low, high, score: mean, positives: target * count, negatives: (1 - target) * count };
}

/** Bins share their edges without sharing examples; a single score on an edge may be in either. */
function overlaps(one: Stretch, other: Stretch): boolean {
  const isPoint = one.low === one.high || other.low === other.high;
  return isPoint ? other.low <= one.high : other.low < one.high;
}

function joined(one: Stretch, other: Stretch): Stretch {
  const [first, second] = [one.positives + one.negatives, other.positives + other.negatives];
  return {
    low: Math.min(one.low, other.low),
    high: Math.max(one.high, other.high),
    score: (first * one.score + second * other.score) / (first + second),
    positives: one.positives + other.positives,
    negatives: one.negatives + other.negatives,
  };
}
