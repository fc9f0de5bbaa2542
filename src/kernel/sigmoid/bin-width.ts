/**
 * log2 of the largest width of merged float bins. Bins near zero are far narrower than any loss needs; bins beyond 8 are
 * wider by themselves. The error of the losses of bin-losses.as.ts is of third order in γ times the width: at worst 1e-6 of a
 * loss, and far less where the elements lie evenly.
 */
export function widthExponentFor(gamma: number): number {
  return -Math.ceil(Math.log2(48 * Math.max(2, gamma)));
}
