import type { Interval } from './clopper-pearson';

/** The quantile of the standard normal distribution at 0.975: 95 % lie within it on both sides. */
const QUANTILE = 1.959_963_984_540_054;

/**
 * The score interval of a share at 95 % (Wilson 1927). It covers the true share about that often and is closed, so that
 * thousands of classes can have one; `clopperPearson` covers it at least that often.
 * @param successes between 0 and `trials`
 * @param trials at least 1
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  const square = QUANTILE * QUANTILE;
  const share = successes / trials;
  const centre = (successes + square / 2) / (trials + square);
  const half = (QUANTILE * Math.sqrt(trials * share * (1 - share) + square / 4)) / (trials + square);
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
