import { WITHOUT_LOSS } from '../../numerics/float-bin-layout';
import { binOf, centreOf, limitedMargin } from '../../numerics/margin-bins';
import { INFINITY_BITS } from '../simd/float-limits.as';
import { consider, hardestLimit } from '../sums/hardest.as';
import { addToHistogram } from '../sums/margin-histograms.as';

/**
 * Counts x_t of rows in the histogram of their side, and keeps the hardest.
 * @param targets the class of each row, int32
 * @param margins x_t of each row, float32
 * @param codes class of each row: negative, positive or `WITHOUT_LOSS`, one byte each
 * @param first index of the first row among all
 * @returns false if an x_t is beyond float32
 */
export function addRowMargins(targets: usize, margins: usize, codes: usize, rows: i32, first: f64): bool {
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
    if (margin < hardestLimit(side)) {
      consider(side, margin, first + <f64>row, <f64>load<i32>(targets + four));
    }
  }
  return true;
}

/** Counts an x_t in a histogram. */
export function addMargin(histogram: i32, exact: f64, amount: f64): void {
  const margin = limitedMargin(exact);
  const bin = binOf(margin);
  addToHistogram(histogram, <i32>bin, margin - centreOf(bin), amount);
}
