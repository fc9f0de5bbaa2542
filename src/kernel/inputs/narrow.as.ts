import { EXACT_EXTREMA } from '../../numerics/memory-map';
import { FAR_BITS } from '../simd/float-limits.as';

/**
 * Rounds float64 to the nearest float32, and keeps the exact extrema of values that have a cell. Reads and writes in groups
 * of four.
 * @returns true if a finite value is infinite as a float32
 */
export function narrowFloat64(doubles: usize, floats: usize, count: i32): bool {
  let smallest = v128.load(EXACT_EXTREMA);
  let largest = v128.load(EXACT_EXTREMA, 16);
  let overflows = false;
  for (let place = 0; place < count; place += 4) {
    const low = v128.load(doubles + (place << 3));
    const high = v128.load(doubles + (place << 3), 16);
    const rounded = narrowed(low, high);
    v128.store(floats + (place << 2), rounded);
    const size = v128.and(rounded, i32x4.splat(0x7fffffff));
    const isWhole = place + 4 <= count;
    if (isWhole && !v128.any_true(i32x4.ge_s(size, i32x4.splat(FAR_BITS)))) {
      smallest = f64x2.pmin(f64x2.pmin(smallest, low), high);
      largest = f64x2.pmax(f64x2.pmax(largest, low), high);
      continue;
    }
    for (let one = place; one < min(place + 4, count); one++) {
      const value = load<f64>(doubles + (one << 3));
      const near = abs(<f32>value);
      if (near === Infinity && abs(value) !== Infinity) {
        overflows = true;
      }
      if (!(near < reinterpret<f32>(FAR_BITS))) {
        continue;
      }
      smallest = f64x2.pmin(smallest, f64x2.splat(value));
      largest = f64x2.pmax(largest, f64x2.splat(value));
    }
  }
  v128.store(EXACT_EXTREMA, smallest);
  v128.store(EXACT_EXTREMA, largest, 16);
  return overflows;
}

/** Four float64 as float32. */
export function narrowed(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** Extends the extrema of each column by the finite float64 of some rows. Reads and writes columns in pairs. */
export function addExtrema(doubles: usize, rows: i32, columns: i32, minima: usize, maxima: usize): void {
  for (let column = 0; column < columns; column += 2) {
    const offset = (<usize>column) << 3;
    let address = doubles + offset;
    let smallest = v128.load(minima + offset);
    let largest = v128.load(maxima + offset);
    for (let row = 0; row < rows; row++) {
      const values = v128.load(address);
      const areFinite = f64x2.lt(f64x2.abs(values), f64x2.splat(Infinity));
      smallest = f64x2.pmin(smallest, v128.bitselect(values, smallest, areFinite));
      largest = f64x2.pmax(largest, v128.bitselect(values, largest, areFinite));
      address += (<usize>columns) << 3;
    }
    v128.store(minima + offset, smallest);
    v128.store(maxima + offset, largest);
  }
}

/**
 * Rounds the differences between float64 and the largest of their row to float32. Reads and writes in groups of four; values
 * written beyond a row are overwritten by the next row.
 */
export function narrowShifted(doubles: usize, floats: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    const from = doubles + ((<usize>row * <usize>columns) << 3);
    const to = floats + ((<usize>row * <usize>columns) << 2);
    const top = f64x2.splat(largestOf(from, columns));
    for (let place = 0; place < columns; place += 4) {
      const low = f64x2.sub(v128.load(from + (place << 3)), top);
      const high = f64x2.sub(v128.load(from + (place << 3), 16), top);
      v128.store(to + (place << 2), narrowed(low, high));
    }
  }
}

function largestOf(doubles: usize, count: i32): f64 {
  let largest = f64x2.splat(-Infinity);
  let place = 0;
  for (; place + 2 <= count; place += 2) {
    largest = f64x2.pmax(largest, v128.load(doubles + (place << 3)));
  }
  if (place < count) {
    largest = f64x2.pmax(largest, v128.load64_splat(doubles + (place << 3)));
  }
  return max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
}
