/** Where a sum lies that is not known exactly. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * How far an expected calibration error may be from its estimate.
 * @param above Σ (outcome − confidence) over the elements at or above the lower edge of each bin
 * @param count of all elements
 */
export function calibrationErrorBound(above: readonly Interval[], count: number, estimate: number): number {
  let least = 0;
  let most = 0;
  for (const [bin, { low, high }] of above.entries()) {
    const next = above[bin + 1] ?? { low: 0, high: 0 };
    const gap = { low: low - next.high, high: high - next.low };
    least += Math.max(0, gap.low, -gap.high);
    most += Math.max(Math.abs(gap.low), Math.abs(gap.high));
  }
  return Math.max(0, estimate - least / count, Math.min(1, most / count) - estimate);
}
