// Compiled twice, as margin-losses.ts is.

/** Lower limit of the logarithm of a probability, as in PyTorch's BCELoss: a loss of 100 instead of Infinity. */
export const LOWEST_LOG = -100;

/** ln p, limited below; NaN for p < 0. */
export function limitedLog(p: number): number {
  return Math.max(Math.log(p), LOWEST_LOG);
}

/** ln p − ln(1 − p), both limited below; NaN outside [0, 1]. */
export function limitedLogit(p: number): number {
  return limitedLog(p) - Math.max(Math.log1p(-p), LOWEST_LOG);
}

/** Rounding error in float16 of a probability after a second sigmoid or softmax. */
const ROUNDING = 2e-3;

/** Moves a probability that rounding put slightly outside [0, 1] back; NaN further out. */
export function clamped(probability: number): number {
  if (!(probability >= -ROUNDING && probability <= 1 + ROUNDING)) {
    return Number.NaN;
  }
  return Math.min(1, Math.max(0, probability));
}

/** The logit of a value after two sigmoids; NaN for a value outside their range. */
export function unsquashed(value: number): number {
  return limitedLogit(clamped(limitedLogit(value)));
}
