import { clopperPearson } from '../../calibration/clopper-pearson';
import type { RankingMeasure } from '../report/report';
import { countsOfRun } from '../statistics/bin-run';
import type { ClassEntry } from '../statistics/class-scores';
import { scoreBinEdge } from '../statistics/score-bins';
import type { LogitBin } from './logit-bins';
import { averagePrecision } from './ranking';
import type { ScoreGroup, ScoreGroups } from './score-groups';
import type { ShareInInterval } from './thresholds';

/** A measure in [0, 1] from bins, with its interval of 95 %. */
export interface BinnedMeasure extends ShareInInterval {
  /** Counting one by one changes the value by no more. */
  readonly errorBound: number;
}

/** The scores of one class against those of all others, in ascending order. Scores are logits. */
export function groupsOfClass({ positives, negatives }: ClassEntry): ScoreGroups {
  const [own, others] = [countsOfRun(positives), countsOfRun(negatives)];
  const first = Math.min(positives.first, negatives.first);
  const end = Math.max(positives.first + own.length, negatives.first + others.length);
  const groups: ScoreGroup[] = [];
  for (let bin = first; bin < end; bin++) {
    const [right, wrong] = [own[bin - positives.first] ?? 0, others[bin - negatives.first] ?? 0];
    if (right + wrong > 0) {
      const [low, high] = [scoreBinEdge(bin), scoreBinEdge(bin + 1)];
      const score = Number.isFinite(low) ? (Number.isFinite(high) ? (low + high) / 2 : low) : high;
      groups.push({ score, low, high, positives: right, negatives: wrong, negativesAtEdge: 0 });
    }
  }
  return { groups, areBins: true };
}

/** The same scores by side, for sums over them; those of a bin lie evenly in it. */
export function logitBinsOfClass(entry: ClassEntry): LogitBin[] {
  return groupsOfClass(entry).groups.flatMap(({ low, high, score, positives, negatives }) => {
    const width = high - low;
    const bin = { low, high, mean: score, variance: Number.isFinite(width) ? width ** 2 / 12 : 0 };
    const sides = [
      { ...bin, target: 1, count: positives },
      { ...bin, target: 0, count: negatives },
    ] as const;
    return sides.filter(({ count }) => count > 0);
  });
}

/**
 * The average precision of a class. Its interval is that of a share of its examples (Boyd et al. 2013, section 3), by Clopper
 * and Pearson.
 * @returns null without examples
 */
export function averagePrecisionOfClass(groups: ScoreGroups): BinnedMeasure | null {
  const measure: RankingMeasure | null = averagePrecision(groups);
  if (measure === null) {
    return null;
  }
  const { value, errorBound } = measure;
  const positives = groups.groups.reduce((sum, group) => sum + group.positives, 0);
  return { value, errorBound, ...clopperPearson(value * positives, positives) };
}

/**
 * The calibration error of a class: of the probability of this class, over 15 equal bins (Nixon et al. 2019 call it
 * class-wise).
 * @returns null where no example was counted
 */
export function calibrationErrorOfClass({ positives, negatives, excess }: ClassEntry): number | null {
  const count = [...countsOfRun(positives), ...countsOfRun(negatives)].reduce((sum, one) => sum + one, 0);
  return count === 0 ? null : excess.reduce((sum, one) => sum + Math.abs(one), 0) / count;
}
