/** As near as rounding lets one come. */
const FINEST = 2 ** -50;
/** κ₁ (times the interval's length), and n₀: how many steps more than bisection it may take. */
const TRUNCATION = 0.2;
const SLACK = 1;

/**
 * Where an increasing function crosses zero between two points; null when it does not. By the ITP method (Oliveira and
 * Takahashi 2020, algorithm 1, κ₂ = 2): about ten values of a smooth function, and never more than bisection and one.
 * @param resolution the root is known to within this share of the interval
 */
export function rootOf(
  increasing: (at: number) => number,
  low: number,
  high: number,
  resolution = FINEST,
): number | null {
  const length = high - low;
  let [below, above] = [low, high];
  let [valueBelow, valueAbove] = [increasing(low), increasing(high)];
  if (!(valueBelow < 0) || !(valueAbove > 0)) {
    return null;
  }
  let reach = resolution * length * 2 ** (Math.ceil(Math.log2(1 / resolution)) + SLACK);
  while (above - below > 2 * resolution * length) {
    const middle = (below + above) / 2;
    const secant = (valueAbove * below - valueBelow * above) / (valueAbove - valueBelow);
    const side = Math.sign(middle - secant);
    const truncation = (TRUNCATION / length) * (above - below) ** 2;
    const truncated = truncation <= Math.abs(middle - secant) ? secant + side * truncation : middle;
    const radius = Math.max(0, reach - (above - below) / 2);
    const projected = Math.abs(truncated - middle) <= radius ? truncated : middle - side * radius;
    // Rounding may put it on an end, which would bring nothing new.
    const at = projected > below && projected < above ? projected : middle;
    if (at <= below || at >= above) {
      break;
    }
    const value = increasing(at);
    if (value < 0) {
      [below, valueBelow] = [at, value];
    } else if (value > 0) {
      [above, valueAbove] = [at, value];
    } else {
      return at;
    }
    reach /= 2;
  }
  return (below + above) / 2;
}
