import { WITHOUT_LOSS } from '../../numerics/float-bin-layout';
import { binOf, centreOf, limitedMargin } from '../../numerics/margin-bins';
import { INFINITY_BITS } from '../simd/float-limits.as';
import { consider, considerWeighted, hardestLimit } from '../sums/hardest.as';
import { addToHistogram } from '../sums/margin-histograms.as';

/** Index of the first histogram by weight; the histograms by count come before it. */
const SHARES: i32 = 2;

/**
 * Counts x_t of rows in the histogram of their side, with weights also in that of how much the side weighs, and keeps the
 * hardest.
 * @param targets the class of each row, int32
 * @param margins x_t of each row, float32
 * @param codes class of each row: negative, positive or `WITHOUT_LOSS`, one byte each
 * @param weights weight of each row, float64; null if all weights are one
 * @param first index of the first row among all
 * @returns false if an x_t is beyond float32
 */
export function addRowMargins(
  targets: usize,
  margins: usize,
  codes: usize,
  weights: usize,
  rows: i32,
  first: f64,
): bool {
  for (let row = 0; row < rows; row++) {
    const side: i32 = load<u8>(codes + row);
    if (side === WITHOUT_LOSS) {
      continue;
    }
    const four = (<usize>row) << 2;
    const margin = load<f32>(margins + four);
    if ((reinterpret<i32>(margin) & 0x7fffffff) >= INFINITY_BITS) {
      return false;
    }
    addMargin(side, margin, 1);
    const target = <f64>load<i32>(targets + four);
    if (weights !== 0) {
      const weight = load<f64>(weights + ((<usize>row) << 3));
      if (weight > 0) {
        addMargin(SHARES + side, margin, weight);
      }
      considerWeighted(side, margin, weight, first + <f64>row, target);
    } else if (margin < hardestLimit(side)) {
      consider(side, margin, first + <f64>row, target);
    }
  }
  return true;
}

/** Counts an x_t in a histogram. */
function addMargin(histogram: i32, exact: f64, amount: f64): void {
  const margin = limitedMargin(exact);
  const bin = binOf(margin);
  addToHistogram(histogram, <i32>bin, margin - centreOf(bin), amount);
}
