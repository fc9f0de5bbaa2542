/** Relative width of the interval at which rounding allows no closer one. */
const FINEST = 2 ** -50;

/** Value and derivative of a function at a point. */
export interface Tangent {
  readonly value: number;
  /** An approximate derivative costs more steps; without one the interval is halved until it is small enough. */
  readonly slope?: number;
}

/**
 * The point at which an increasing function crosses zero; null if it does not. Newton's method from the middle, with a
 * bisection where its step leaves the bracket or is more than half of the last one.
 * @param resolution accepted error as a share of the interval
 */
export function rootOf(
  increasing: (at: number) => Tangent,
  low: number,
  high: number,
  resolution = FINEST,
): number | null {
  const least = resolution * (high - low);
  let [below, above] = [low, high];
  let at = (low + high) / 2;
  let { value, slope = Number.NaN } = increasing(at);
  const crosses = value < 0 ? increasing(high).value > 0 : increasing(low).value < 0;
  if (!crosses) {
    return null;
  }
  let step = high - low;
  for (;;) {
    if (value < 0) {
      below = at;
    } else {
      above = at;
    }
    const newton = at - value / slope;
    const isNear = newton >= below && newton <= above && Math.abs(newton - at) <= step / 2;
    const next = isNear ? newton : (below + above) / 2;
    step = Math.abs(next - at);
    at = next;
    if (step <= least) {
      return at;
    }
    ({ value, slope = Number.NaN } = increasing(at));
  }
}
