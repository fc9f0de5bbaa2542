// Compiled twice: by TypeScript and, as part of the kernel, by AssemblyScript. It contains only functions of numbers.

/**
 * The logistic function σ(x) = 1 / (1 + e^(−x)), to full relative accuracy on both sides: σ(−x) is 1 − σ(x) without
 * the subtraction.
 */
export function sigmoid(x: number): number {
  if (x >= 0) {
    return 1 / (1 + Math.exp(-x));
  }
  const decay = Math.exp(x);
  return decay / (1 + decay);
}

/** softplus(x) = log(1 + e^x), without overflow for large x and without loss of digits for very negative x. */
export function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** The logit of a probability, log(p / (1 − p)): −Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function logitOfProbability(probability: number): number {
  // Around 1/2 the two logarithms are equal but for a few digits, while 2p − 1 is exact.
  if (Math.abs(probability - 0.5) < 0.25) {
    return Math.log1p((2 * probability - 1) / (1 - probability));
  }
  return Math.log(probability) - Math.log1p(-probability);
}

/** Below this, σ(−x_t) is no longer a normal float64 and its power is taken in log space. */
const SMALLEST_NORMAL = 2.3e-308;

/**
 * The modulating factor (1 − p_t)^γ (Lin et al. 2017, section 3.2) from the signed logit x_t of the true class, for
 * γ ≥ 0. Exact in the limits: 1 for γ = 0, and small powers survive where 1 − p_t itself underflows.
 */
export function modulatingFactor(trueClassLogit: number, gamma: number): number {
  const missing = sigmoid(-trueClassLogit);
  if (missing > SMALLEST_NORMAL || gamma === 0) {
    return missing ** gamma;
  }
  return Math.exp(-gamma * softplus(trueClassLogit));
}
