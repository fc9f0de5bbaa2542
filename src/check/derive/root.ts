/** Halvings until an interval of any reasonable length is down to float64's resolution. */
const HALVINGS = 60;

/** Where an increasing function crosses zero between two points, by bisection; null when it does not. */
export function rootOf(increasing: (at: number) => number, low: number, high: number): number | null {
  if (!(increasing(low) < 0) || !(increasing(high) > 0)) return null;
  let below = low;
  let above = high;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (below + above) / 2;
    if (increasing(middle) < 0) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}
