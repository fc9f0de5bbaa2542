/**
 * Rounds float64 to the nearest float32. Reads and writes in groups of four.
 * @returns true if a finite value is infinite as a float32
 */
export function narrowFloat64(doubles: usize, floats: usize, count: i32): bool {
  let overflows = false;
  for (let place = 0; place < count; place += 4) {
    const low = v128.load(doubles + (place << 3));
    const high = v128.load(doubles + (place << 3), 16);
    const rounded = narrowed(low, high);
    v128.store(floats + (place << 2), rounded);
    if (v128.any_true(f32x4.eq(f32x4.abs(rounded), f32x4.splat(Infinity)))) {
      overflows = overflows || overflow(doubles + (place << 3), min(4, count - place));
    }
  }
  return overflows;
}

/** True if one of some float64 is finite and too large for a float32. */
function overflow(doubles: usize, count: i32): bool {
  for (let place = 0; place < count; place++) {
    const size = abs(load<f64>(doubles + (place << 3)));
    if (size < Infinity && <f32>size === Infinity) {
      return true;
    }
  }
  return false;
}

/** Four float64 as float32. */
export function narrowed(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
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
