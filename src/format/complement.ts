/** 1 − α without the digits that binary fractions add: 0.9 for α = 0.1. */
export function complement(alpha: number): number {
  return Number((1 - alpha).toPrecision(12));
}
