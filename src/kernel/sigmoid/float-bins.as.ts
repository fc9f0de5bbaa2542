import { NEGATIVE } from '../../numerics/element-codes';
import {
  CLASS_BIT,
  COUNT_SHIFT,
  LOWEST_EXPONENT,
  OFFSET_BITS,
  SIGN_BIT,
  WITHOUT_LOSS,
} from '../../numerics/float-bin-layout';
import { EXTREMA, MOMENTS } from '../../numerics/memory-map';
import { FAR_BITS } from '../simd/float-limits.as';
import { consider, hardestLimit } from '../sums/hardest.as';
import { edgeOffset, isEdgeBin } from './edge-bins.as';

/** Bits of the float32 2^LOWEST_EXPONENT. */
const LOWEST_BITS: i32 = (127 + LOWEST_EXPONENT) << 23;
const OFFSET_MASK: i32 = (1 << OFFSET_BITS) - 1;
const BIN_MASK: u32 = 0xffff;
/** Shift from bit 16 of a float bin's number, which selects its half, to the address. */
const SECOND_HALF_SHIFT: u32 = 23;

/**
 * Constants of the loop, in memory as functions.as.ts explains: FAR_BITS, LOWEST_BITS, WITHOUT_LOSS, a mask without the sign,
 * OFFSET_MASK, and the count of one element.
 */
const CONSTANTS: usize = memory.data<i32>([0x46800000, 0x30800000, 2, 0x7fffffff, 8191, 0, 0, 64]);

/** Called for an element without a float bin or a valid target, with its index in the batch. */
declare function exception(place: i32): void;

/**
 * Sorts elements into float bins.
 * @param logits float32 values
 * @param codes their target codes, one byte each
 * @param count number of elements
 * @param first index of the first among all elements
 */
export function addToFloatBins(logits: usize, codes: usize, count: i32, first: f64): void {
  let smallest = v128.load(EXTREMA);
  let largest = v128.load(EXTREMA, 16);
  let limits0 = f32x4.splat(hardestLimit(0));
  let limits1 = f32x4.splat(hardestLimit(1));
  const fours = count & ~3;
  for (let place = 0; place < fours; place += 4) {
    const bits = v128.load(logits + (place << 2));
    const code = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(codes + place)));
    const size = v128.and(bits, v128.load32_splat(CONSTANTS, 12));
    const isException = v128.or(
      i32x4.ge_s(size, v128.load32_splat(CONSTANTS)),
      i32x4.gt_s(code, v128.load32_splat(CONSTANTS, 8)),
    );
    if (v128.any_true(isException)) {
      v128.store(EXTREMA, smallest);
      v128.store(EXTREMA, largest, 16);
      for (let lane = 0; lane < 4; lane++) {
        addOne(logits, codes, place + lane, first);
      }
      smallest = v128.load(EXTREMA);
      largest = v128.load(EXTREMA, 16);
      limits0 = f32x4.splat(hardestLimit(0));
      limits1 = f32x4.splat(hardestLimit(1));
      continue;
    }
    smallest = f32x4.pmin(smallest, bits);
    largest = f32x4.pmax(largest, bits);
    const isNegative = i32x4.eq(code, i32x4.splat(NEGATIVE));
    const margin = v128.xor(bits, i32x4.shl(isNegative, 31));
    const isHard = v128.and(
      f32x4.lt(margin, v128.bitselect(limits0, limits1, isNegative)),
      i32x4.lt_s(code, v128.load32_splat(CONSTANTS, 8)),
    );
    if (v128.any_true(isHard)) {
      for (let lane = 0; lane < 4; lane++) {
        considerOne(logits, codes, place + lane, first);
      }
      limits0 = f32x4.splat(hardestLimit(0));
      limits1 = f32x4.splat(hardestLimit(1));
    }
    const position = i32x4.max_s(i32x4.sub(size, v128.load32_splat(CONSTANTS, 4)), i32x4.splat(0));
    const sign = i32x4.shl(i32x4.shr_u(margin, 31), SIGN_BIT);
    const key = v128.or(v128.or(position, i32x4.shl(code, CLASS_BIT)), sign);
    const offset = v128.and(position, v128.load32_splat(CONSTANTS, 16));
    const square = i32x4.dot_i16x8_s(offset, offset);
    const low = i8x16.shuffle(offset, square, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
    const high = i8x16.shuffle(offset, square, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
    const one = v128.load64_zero(CONSTANTS, 24);
    const keys01 = i64x2.extract_lane(key, 0);
    const keys23 = i64x2.extract_lane(key, 1);
    addMoments(<u32>keys01, v128.or(i64x2.extend_low_i32x4_u(low), one));
    addMoments(<u32>(keys01 >>> 32), v128.or(i64x2.extend_high_i32x4_u(low), one));
    addMoments(<u32>keys23, v128.or(i64x2.extend_low_i32x4_u(high), one));
    addMoments(<u32>(keys23 >>> 32), v128.or(i64x2.extend_high_i32x4_u(high), one));
  }
  v128.store(EXTREMA, smallest);
  v128.store(EXTREMA, largest, 16);
  for (let place = fours; place < count; place++) {
    addOne(logits, codes, place, first);
  }
}

/** Like `addToFloatBins` for one element, which may have no float bin or no valid target. */
function addOne(logits: usize, codes: usize, place: i32, first: f64): void {
  const logit = load<f32>(logits + (place << 2));
  const bits = reinterpret<i32>(logit);
  const size = bits & 0x7fffffff;
  const given: i32 = load<u8>(codes + place);
  if (size >= FAR_BITS || given > WITHOUT_LOSS) {
    exception(place);
  }
  if (size >= FAR_BITS) {
    return;
  }
  v128.store(EXTREMA, f32x4.pmin(v128.load(EXTREMA), f32x4.splat(logit)));
  v128.store(EXTREMA, f32x4.pmax(v128.load(EXTREMA, 16), f32x4.splat(logit)), 16);
  if (given < WITHOUT_LOSS) {
    considerOne(logits, codes, place, first);
  }
  const code = min(given, WITHOUT_LOSS);
  const sign = (<u32>bits >>> 31) ^ <u32>(code === NEGATIVE);
  const position = max(size - LOWEST_BITS, 0);
  const offset = <i64>(position & OFFSET_MASK);
  const moments = i64x2.splat(((<i64>1) << COUNT_SHIFT) + offset);
  addMoments(
    <u32>position | (sign << SIGN_BIT) | ((<u32>code) << CLASS_BIT),
    i64x2.replace_lane(moments, 1, offset * offset),
  );
}

function considerOne(logits: usize, codes: usize, place: i32, first: f64): void {
  const code: i32 = load<u8>(codes + place);
  if (code >= WITHOUT_LOSS) {
    return;
  }
  const logit = load<f32>(logits + (place << 2));
  const margin = code === NEGATIVE ? -logit : logit;
  if (margin >= hardestLimit(code)) {
    return;
  }
  consider(code, margin, first + <f64>place, <f64>code);
}

function addMoments(key: u32, moments: v128): void {
  const bin = key >>> OFFSET_BITS;
  const place = bin & BIN_MASK;
  let address = bin << 4;
  if (isEdgeBin(place)) {
    address += (<u32>((key & OFFSET_MASK) >= edgeOffset(place))) << SECOND_HALF_SHIFT;
  }
  v128.store(address, i64x2.add(v128.load(address, MOMENTS), moments), MOMENTS);
}
