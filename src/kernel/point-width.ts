/**
 * Exponent of the width up to which cells are merged. Near zero cells are much narrower than any loss needs; beyond 8 they
 * are wider already. The error of the losses of assembly/points.ts is of third order in γ times the width: at most 1e-6 of
 * a loss, and much less for evenly spread elements.
 */
export function widthExponentFor(gamma: number): number {
  return -Math.ceil(Math.log2(48 * Math.max(2, gamma)));
}
