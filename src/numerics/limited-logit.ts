// Compiled twice, as margin-losses.ts is.

/** Where a logarithm of a probability is cut off, as PyTorch's BCELoss does: a loss of 100, not Infinity. */
export const LOWEST_LOG = -100;

/** ln p, cut off; NaN for p < 0. */
export function limitedLog(p: number): number {
  return Math.max(Math.log(p), LOWEST_LOG);
}

/** ln p − ln(1 − p), both cut off alike; NaN outside [0, 1]. */
export function limitedLogit(p: number): number {
  return limitedLog(p) - Math.max(Math.log1p(-p), LOWEST_LOG);
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
