/** A sum of sums; NaN when one of them overflowed, and is null. */
export function total(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, one) => sum + (one ?? Number.NaN), 0);
}

/** A share of a total, or null of nothing. Rounding may not lift it above one. */
export function shareOf(part: number, whole: number): number | null {
  const share = part / whole;
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null;
}
