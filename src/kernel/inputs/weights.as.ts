import { IGNORED, IGNORED_ROW, OTHER, POSITIVE, UNWEIGHTED_ROW } from '../../numerics/element-codes';
import { INFINITY_BITS, largestSize } from '../simd/float-limits.as';

/** Result of `foldWeights` if a weight is neither zero nor one. */
const UNSUITED: i32 = -1;

/** Gives each logit of a row the row's code. */
export function spreadRows(codes: usize, spread: usize, rows: i32, columns: i32): void {
  const length = <usize>columns;
  for (let row: usize = 0; row < <usize>rows; row++) {
    memory.fill(spread + row * length, load<u8>(codes + row), length);
  }
}

/**
 * Turns the codes of negatives and positives with weight zero into those of ignored elements. An element with a logit that
 * is not finite keeps its code, because the host counts it as not finite.
 * @param weights a byte each: 0, 1, or `OTHER`, which a mask has for one
 * @param logits float32 values
 * @returns number of positives among them, or `UNSUITED`
 */
export function foldWeights(weights: usize, isMask: bool, codes: usize, logits: usize, count: i32): i32 {
  let positives = 0;
  const sixteens = count & ~15;
  for (let place = 0; place < sixteens; place += 16) {
    const weight = v128.load(weights + place);
    const isOther = i8x16.eq(weight, i8x16.splat(<i8>OTHER));
    if (!isMask && v128.any_true(isOther)) {
      return UNSUITED;
    }
    const values = logits + ((<usize>place) << 2);
    const low = i16x8.narrow_i32x4_s(areFinite(values), areFinite(values + 16));
    const high = i16x8.narrow_i32x4_s(areFinite(values + 32), areFinite(values + 48));
    const code = v128.load(codes + place);
    const isOut = v128.and(
      v128.and(i8x16.eq(weight, i8x16.splat(0)), i8x16.narrow_i16x8_s(low, high)),
      i8x16.lt_u(code, i8x16.splat(<i8>IGNORED)),
    );
    positives += popcnt(i8x16.bitmask(v128.and(isOut, i8x16.eq(code, i8x16.splat(<i8>POSITIVE)))));
    v128.store(codes + place, v128.bitselect(i8x16.splat(<i8>IGNORED), code, isOut));
  }
  for (let place = sixteens; place < count; place++) {
    const weight: i32 = load<u8>(weights + place);
    const code: i32 = load<u8>(codes + place);
    if (!isMask && weight === OTHER) {
      return UNSUITED;
    }
    const size = load<i32>(logits + ((<usize>place) << 2)) & 0x7fffffff;
    if (weight !== 0 || code >= IGNORED || size >= INFINITY_BITS) {
      continue;
    }
    positives += code;
    store<u8>(codes + place, <u8>IGNORED);
  }
  return positives;
}

function areFinite(address: usize): v128 {
  const size = v128.and(v128.load(address), i32x4.splat(0x7fffffff));
  return i32x4.lt_s(size, i32x4.splat(INFINITY_BITS));
}

/**
 * Turns the classes of rows of a softmax with weight zero into `IGNORED_ROW`. A row with a weight that is not finite becomes `UNWEIGHTED_ROW`.
 * @param weights weight of each row, float64; in a mask, every value except zero keeps the row
 * @param targets the class of each row, int32, or a negative code
 * @param background the class whose rows are negatives, or −1
 * @returns number of positives with weight zero
 */
export function foldRowWeights(
  weights: usize,
  isMask: bool,
  targets: usize,
  logits: usize,
  rows: i32,
  classes: i32,
  background: i32,
): i32 {
  let positives = 0;
  for (let row: usize = 0; row < <usize>rows; row++) {
    const weight = load<f64>(weights + (row << 3));
    if (weight !== 0 && (isMask || Math.abs(weight) < Infinity)) {
      continue;
    }
    const target = load<i32>(targets + (row << 2));
    if (target < 0 || largestSize(logits + row * ((<usize>classes) << 2), classes) >= INFINITY_BITS) {
      continue;
    }
    if (weight === 0 && target !== background) {
      positives++;
    }
    store<i32>(targets + (row << 2), weight === 0 ? IGNORED_ROW : UNWEIGHTED_ROW);
  }
  return positives;
}
