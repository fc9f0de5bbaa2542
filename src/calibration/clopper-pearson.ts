import { sigmoid } from '../numerics/stable';
import { incompleteBeta } from './incomplete-beta';
import { rootOf } from './root';

/** A value and the ends of its interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Logits of shares are looked for this far from zero. */
const WIDEST = 60;

/**
 * The interval of a share that holds the true one with at least the given probability, whatever it is (Clopper and Pearson
 * 1934): its ends are quantiles of beta distributions, here to eight digits for up to ten million trials.
 * @param successes between 0 and `trials`
 * @param trials at least 0; without trials the interval is all of [0, 1]
 */
export function clopperPearson(successes: number, trials: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  const failures = trials - successes;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    high: failures === 0 ? 1 : 1 - betaQuantile(tail, failures, successes + 1),
  };
}

/** The x at which I_x(a, b) is a probability. */
function betaQuantile(probability: number, a: number, b: number): number {
  const at = rootOf(
    (logit) => ({ value: incompleteBeta(a, b, sigmoid(logit), sigmoid(-logit)) - probability }),
    -WIDEST,
    WIDEST,
  );
  return at === null ? 0 : sigmoid(at);
}
