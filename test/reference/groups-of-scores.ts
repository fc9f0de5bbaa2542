import type { ScoreGroup, ScoreGroups } from '../../src/check/derive/score-groups';

/**
 * Groups examples of the same score.
 * @param scores any increasing function of the probability; NaN is left out
 * @param isPositive one flag a score
 */
export function groupsOfScores(
  scores: ArrayLike<number>,
  isPositive: ArrayLike<boolean | number>,
): ScoreGroups {
  const order = Array.from({ length: scores.length }, (_, at) => at)
    .filter((at) => !Number.isNaN(scores[at] ?? Number.NaN))
    .sort((one, other) => compare(scores[one] ?? 0, scores[other] ?? 0));
  const groups: Changing<ScoreGroup>[] = [];
  for (const at of order) {
    const score = scores[at] ?? 0;
    let group = groups.at(-1);
    if (group === undefined || group.score !== score) {
      group = { score, low: score, high: score, positives: 0, negatives: 0, negativesAtEdge: 0 };
      groups.push(group);
    }
    if (isPositive[at]) {
      group.positives++;
    } else {
      group.negatives++;
    }
  }
  return { groups, areBins: false };
}

type Changing<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
