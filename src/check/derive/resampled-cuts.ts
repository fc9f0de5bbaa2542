import type { Interval } from '../../calibration/clopper-pearson';
import { sigmoid } from '../../numerics/stable';
import { cutCountsOf, thresholdOf } from './cuts';
import { poissonDraw } from './poisson';
import { seededNumbers } from './random-numbers';
import type { ScoreGroup } from './score-groups';
import type { Wish } from './wishes';

/** The results of a wish in 95 % of the resamples. */
export interface Resampled {
  readonly score: Interval;
  /** The interval of the number that the wish makes large or small; null where it has only a condition. */
  readonly value: Interval | null;
}

const RESAMPLES = 200;
const SEED = 20_170_807;
const TAIL = 0.025;

/**
 * Measures how the choice of a threshold varies with the examples, by the bootstrap in which every example is taken a
 * number of times drawn from Poisson's distribution (Chamandy et al. 2012), so that each group's counts are drawn from it
 * too. The seed is fixed: the same data give the same intervals.
 * @param groups in ascending order of a score that is a logit
 * @returns one entry a wish; null where most resamples do not fulfil it
 */
export function resampledCuts(groups: readonly ScoreGroup[], wishes: readonly Wish[]): (Resampled | null)[] {
  const random = seededNumbers(SEED);
  const chosen = wishes.map(() => ({ scores: [] as number[], values: [] as number[] }));
  for (let draw = 0; draw < RESAMPLES; draw++) {
    const counts = cutCountsOf(
      groups.map(({ positives, negatives }) => ({
        positives: positives === 0 ? 0 : poissonDraw(positives, random),
        negatives: negatives === 0 ? 0 : poissonDraw(negatives, random),
      })),
    );
    for (const [at, { choose, measure }] of wishes.entries()) {
      const cut = choose(counts);
      if (cut !== null) {
        chosen[at]?.scores.push(sigmoid(thresholdOf(groups, cut)));
        const { found, falseAlarms, positives } = counts;
        if (measure !== null) {
          chosen[at]?.values.push(measure.of(found[cut] ?? 0, falseAlarms[cut] ?? 0, positives));
        }
      }
    }
  }
  return chosen.map(({ scores, values }) =>
    2 * scores.length < RESAMPLES
      ? null
      : { score: middle(scores), value: values.length === 0 ? null : middle(values) },
  );
}

/** Between which 95 % of the values lie. */
function middle(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const left = Math.floor(TAIL * sorted.length);
  return { low: sorted[left] ?? Number.NaN, high: sorted[sorted.length - 1 - left] ?? Number.NaN };
}
