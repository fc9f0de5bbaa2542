// Compiled twice, as margin-losses.ts is.

/** Lower limit of the logarithm of a probability, as in PyTorch's BCELoss: a loss of 100 instead of Infinity. */
export const LOWEST_LOG = -100;

/** A probability may lie this far outside [0, 1] by rounding, as 1.0000001 does. */
const BEYOND: number = 1e-5;

/** ln p, limited below; NaN for p < 0. */
export function limitedLog(p: number): number {
  return Math.max(Math.log(p < 0 && p >= -BEYOND ? 0 : p), LOWEST_LOG);
}

/** ln p − ln(1 − p), both limited below; NaN outside [0, 1]. */
export function limitedLogit(p: number): number {
  return limitedLog(p) - limitedLog1p(p);
}

/** ln(1 − p), limited below; NaN for p > 1. */
function limitedLog1p(p: number): number {
  return Math.max(Math.log1p(p > 1 && p <= 1 + BEYOND ? -1 : -p), LOWEST_LOG);
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
