import { LOWEST_EXPONENT, OCTAVES } from '../../numerics/float-bin-layout';

// |x| as the bits of a float32, which have the order of the numbers. The bits of NaN are larger than those of infinity.

/** Up to |x| = 30 no logit is saturated or outside the bins. */
export const TAME_BITS: i32 = 0x41f00000;
export const SATURATED_LOGIT: f32 = 30;
/** Logits from here on have no float bin: the host adds their losses. */
export const FAR_BITS: i32 = (127 + LOWEST_EXPONENT + OCTAVES) << 23;
/** Beyond float16: |x| ≥ 65504. */
export const HALF_LIMIT: f32 = 65504;
export const HALF_LIMIT_BITS: i32 = 0x477fe000;
export const INFINITY_BITS: i32 = 0x7f800000;

/** The bits of the largest |x| of float32 values. */
export function largestSize(values: usize, count: i32): i32 {
  const all = i32x4.splat(0x7fffffff);
  let sizes = i32x4.splat(0);
  let place = 0;
  for (; place + 4 <= count; place += 4) {
    sizes = i32x4.max_s(sizes, v128.and(v128.load(values + ((<usize>place) << 2)), all));
  }
  let size = largestOfLanes(sizes);
  for (; place < count; place++) {
    size = max(size, load<i32>(values + ((<usize>place) << 2)) & 0x7fffffff);
  }
  return size;
}

/** @param sizes four int32 */
export function largestOfLanes(sizes: v128): i32 {
  return max(
    max(i32x4.extract_lane(sizes, 0), i32x4.extract_lane(sizes, 1)),
    max(i32x4.extract_lane(sizes, 2), i32x4.extract_lane(sizes, 3)),
  );
}

/** @param values four float32 */
export function maximumOfLanes(values: v128): f32 {
  return max(
    max(f32x4.extract_lane(values, 0), f32x4.extract_lane(values, 1)),
    max(f32x4.extract_lane(values, 2), f32x4.extract_lane(values, 3)),
  );
}
