/** 2^112: corrects the exponent bias of a float16 whose bits were moved into a float32. */
const FLOAT16_SCALE: f32 = 5.192296858534828e33;
/** Infinity and NaN of float16, shifted to float32's mantissa. */
const FLOAT16_SPECIAL: i32 = 0x0f800000;

/** float16 to float32; subnormals, infinities and NaN included. Reads and writes in groups of eight. */
export function widenFloat16(halves: usize, floats: usize, count: i32): void {
  for (let place = 0; place < count; place += 8) {
    const values = v128.load(halves + (place << 1));
    const target = floats + (place << 2);
    v128.store(target, widenFour(i32x4.extend_low_i16x8_u(values)));
    v128.store(target, widenFour(i32x4.extend_high_i16x8_u(values)), 16);
  }
}

function widenFour(bits: v128): v128 {
  const sign = i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16);
  const size = i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13);
  const scaled = f32x4.mul(size, f32x4.splat(FLOAT16_SCALE));
  const special = v128.and(
    i32x4.ge_s(size, i32x4.splat(FLOAT16_SPECIAL)),
    v128.or(i32x4.splat(0x7f800000), size),
  );
  return v128.or(v128.or(scaled, special), sign);
}

/** bfloat16, the upper half of a float32, to float32. Reads and writes in groups of eight. */
export function widenBfloat16(halves: usize, floats: usize, count: i32): void {
  for (let place = 0; place < count; place += 8) {
    const values = v128.load(halves + (place << 1));
    const target = floats + (place << 2);
    v128.store(target, i32x4.shl(i32x4.extend_low_i16x8_u(values), 16));
    v128.store(target, i32x4.shl(i32x4.extend_high_i16x8_u(values), 16), 16);
  }
}

/** Reverses the byte order of elements of 2, 4 or 8 bytes in place, in groups of 16 bytes. */
export function swapBytes(data: usize, bytes: i32, itemSize: i32): void {
  for (let place = 0; place < bytes; place += 16) {
    const values = v128.load(data + place);
    v128.store(
      data + place,
      itemSize === 2 ? swapped2(values) : itemSize === 4 ? swapped4(values) : swapped8(values),
    );
  }
}

function swapped2(values: v128): v128 {
  return i8x16.shuffle(values, values, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
}

function swapped4(values: v128): v128 {
  return i8x16.shuffle(values, values, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

function swapped8(values: v128): v128 {
  return i8x16.shuffle(values, values, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8);
}
