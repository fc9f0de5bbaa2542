// Compiled twice, as margin-losses.ts is.

/** Where a logarithm of a probability is cut off, as PyTorch's BCELoss does: a loss of 100, not Infinity. */
export const LOWEST_LOG = -100;

/** A probability may lie this far outside [0, 1] by rounding, as 1.0000001 does. */
const BEYOND: number = 1e-5;

/** ln p, cut off; NaN for p < 0. */
export function limitedLog(p: number): number {
  return Math.max(Math.log(p < 0 && p >= -BEYOND ? 0 : p), LOWEST_LOG);
}

/** ln p − ln(1 − p), both cut off alike; NaN outside [0, 1]. */
export function limitedLogit(p: number): number {
  return limitedLog(p) - limitedLog1p(p);
}

/** ln(1 − p), cut off; NaN for p > 1. */
function limitedLog1p(p: number): number {
  return Math.max(Math.log1p(p > 1 && p <= 1 + BEYOND ? -1 : -p), LOWEST_LOG);
}

/** What float16 leaves of a probability that went through a second sigmoid or softmax. */
const ROUNDING = 2e-3;

/** A probability that rounding has put a little outside [0, 1]; NaN further out. */
export function clamped(probability: number): number {
  if (!(probability >= -ROUNDING && probability <= 1 + ROUNDING)) {
    return Number.NaN;
  }
  return Math.min(1, Math.max(0, probability));
}

/** The logit of a value that went through a sigmoid twice; NaN for one that cannot have. */
export function unsquashed(value: number): number {
  return limitedLogit(clamped(limitedLogit(value)));
}
