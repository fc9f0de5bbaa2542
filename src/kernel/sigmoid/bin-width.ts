/**
 * Cells within 2^this are taken together: near zero they are far narrower than any loss asks for, and beyond 8 wider by
 * themselves. The error of the losses of bin-losses.as.ts is of third order in γ times the width: below 1e-6
 * of a loss at the worst, and far less where the elements lie evenly.
 */
export function widthExponentFor(gamma: number): number {
  return -Math.ceil(Math.log2(48 * Math.max(2, gamma)));
}
