import { normalDeviate, seededNumbers } from './random-numbers';
import type { ScoreGroups } from './score-groups';

/** Above this count the normal distribution is near enough for the size of a half. */
const LARGE = 50;

/** A random half of the examples, and the rest. */
export interface Halves {
  readonly one: ScoreGroups;
  readonly other: ScoreGroups;
}

/**
 * Puts every example into one of two halves by the toss of a coin. Examples of a group cannot be told apart, so that the
 * number of those in a half says which they are.
 */
export function randomHalves({ groups, areBins }: ScoreGroups, seed: number): Halves {
  const random = seededNumbers(seed);
  const taken = groups.map(({ positives, negatives }) => ({
    positives: halfOf(positives, random),
    negatives: halfOf(negatives, random),
  }));
  const left = groups.map(({ positives, negatives }, at) => ({
    positives: positives - (taken[at]?.positives ?? 0),
    negatives: negatives - (taken[at]?.negatives ?? 0),
  }));
  const withCounts = (counts: typeof taken): ScoreGroups => ({
    areBins,
    groups: groups.map((group, at) => ({
      ...group,
      positives: counts[at]?.positives ?? 0,
      negatives: counts[at]?.negatives ?? 0,
      negativesAtEdge: group.negativesAtEdge === 0 ? 0 : (counts[at - 1]?.negatives ?? 0),
    })),
  });
  return { one: withCounts(taken), other: withCounts(left) };
}

/** Draws how many of a number of examples a fair coin takes: tossed one by one, for many as a rounded normal deviate. */
function halfOf(count: number, random: () => number): number {
  if (count > LARGE) {
    const deviate = normalDeviate(random);
    return Math.min(count, Math.max(0, Math.round((count + Math.sqrt(count) * deviate) / 2)));
  }
  let taken = 0;
  for (let toss = 0; toss < count; toss++) {
    taken += random() < 0.5 ? 1 : 0;
  }
  return taken;
}
