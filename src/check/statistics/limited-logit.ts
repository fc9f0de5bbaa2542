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
