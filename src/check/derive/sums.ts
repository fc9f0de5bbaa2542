/** A sum of sums. It is NaN when one of them is null because it overflowed. */
export function total(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, one) => sum + (one ?? Number.NaN), 0);
}

/** A share of a total, at most 1 despite rounding; null when the total is zero. */
export function shareOf(part: number, whole: number): number | null {
  const share = part / whole;
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null;
}
