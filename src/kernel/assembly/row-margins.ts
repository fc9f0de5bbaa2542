import {
  BINS_EACH_WAY,
  BINS_PER_OCTAVE,
  binOf,
  centreOf,
  LINEAR_LIMIT,
  limitedMargin,
  sizeAt,
  stepOf,
} from '../../check/statistics/margin-bins';
import { WITHOUT_LOSS } from '../cell-layout';
import { MARGIN_BIN_BYTES, MARGIN_UNITS } from '../margin-layout';
import { consider, hardestLimit } from './hardest';
import { INFINITY_BITS } from './sizes';

/** Up to |x_t| = 16. */
const BINS_PER_UNIT: f32 = <f32>BINS_PER_OCTAVE / <f32>LINEAR_LIMIT;
const OCTAVES: i32 = 2 * (BINS_EACH_WAY / BINS_PER_OCTAVE);
/** log2 of how many bins an octave has. */
const OCTAVE_BITS: i32 = ctz<i32>(BINS_PER_OCTAVE);
const SIDE_BYTES: usize = MARGIN_BIN_BYTES * 2 * BINS_EACH_WAY;

/** Bins of negatives and behind them of positives; see margin-layout.ts. */
let bins: usize = 0;
/** A byte for each octave of both: whether one of its bins is filled. */
let filled: usize = 0;

/** Says where the bins are, which the host clears. */
export function setUpRowMargins(binsOfRun: usize, filledOctaves: usize): void {
  bins = binsOfRun;
  filled = filledOctaves;
}

/**
 * Counts x_t of rows in the histogram of their side, and keeps the hardest.
 * @param targets the class of each row, int32
 * @param margins x_t of each row, float32
 * @param codes whether each row is a negative, a positive or `WITHOUT_LOSS`, one byte each
 * @param first index of the first row among all
 * @returns false where an x_t is beyond float32
 */
export function addRowMargins(targets: usize, margins: usize, codes: usize, rows: i32, first: f64): bool {
  const fours = rows & ~3;
  for (let row = 0; row < fours; row += 4) {
    const margin = v128.load(margins + ((<usize>row) << 2));
    const side = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(codes + row)));
    const limits = v128.bitselect(
      f32x4.splat(hardestLimit(1)),
      f32x4.splat(hardestLimit(0)),
      i32x4.eq(side, i32x4.splat(1)),
    );
    const size = f32x4.abs(margin);
    const isPlain = v128.and(
      v128.and(f32x4.lt(size, f32x4.splat(<f32>LINEAR_LIMIT)), f32x4.ge(margin, limits)),
      i32x4.lt_s(side, i32x4.splat(WITHOUT_LOSS)),
    );
    if (i32x4.all_true(isPlain)) {
      addFour(margin, size, side);
    } else if (!addEach(targets, margins, codes, row, row + 4, first)) {
      return false;
    }
  }
  return addEach(targets, margins, codes, fours, rows, first);
}

/** Of x_t that lie within the bins of equal width. */
function addFour(margin: v128, size: v128, side: v128): void {
  const inBins = f32x4.mul(size, f32x4.splat(BINS_PER_UNIT));
  const step = f32x4.floor(inBins);
  const beyond = f32x4.sub(f32x4.sub(inBins, step), f32x4.splat(0.5));
  const units = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(beyond, f32x4.splat(<f32>MARGIN_UNITS))));
  // Zero is not below, whichever it is. Below, −1 − step is ~step, and what is beyond the centre is on this side of it.
  const below = f32x4.lt(margin, f32x4.splat(0));
  const distance = i32x4.sub(v128.xor(units, below), below);
  const bin = i32x4.add(v128.xor(i32x4.trunc_sat_f32x4_s(step), below), i32x4.splat(BINS_EACH_WAY));
  addToBin(i32x4.extract_lane(side, 0), i32x4.extract_lane(bin, 0), i32x4.extract_lane(distance, 0));
  addToBin(i32x4.extract_lane(side, 1), i32x4.extract_lane(bin, 1), i32x4.extract_lane(distance, 1));
  addToBin(i32x4.extract_lane(side, 2), i32x4.extract_lane(bin, 2), i32x4.extract_lane(distance, 2));
  addToBin(i32x4.extract_lane(side, 3), i32x4.extract_lane(bin, 3), i32x4.extract_lane(distance, 3));
}

function addToBin(side: i32, bin: i32, distance: i32): void {
  store<u8>(filled + OCTAVES * side + (bin >>> OCTAVE_BITS), 1);
  const entry = bins + SIDE_BYTES * <usize>side + MARGIN_BIN_BYTES * <usize>bin;
  const moments = i64x2.replace_lane(i64x2.splat(1), 1, distance);
  v128.store(entry, i64x2.add(v128.load(entry), moments));
  store<i64>(entry, load<i64>(entry, 16) + <i64>(distance * distance), 16);
}

function addEach(targets: usize, margins: usize, codes: usize, from: i32, end: i32, first: f64): bool {
  for (let row = from; row < end; row++) {
    const side: i32 = load<u8>(codes + row);
    if (side === WITHOUT_LOSS) {
      continue;
    }
    const four = (<usize>row) << 2;
    const margin = load<f32>(margins + four);
    if ((reinterpret<i32>(margin) & 0x7fffffff) >= INFINITY_BITS) {
      return false;
    }
    addMargin(side, margin);
    if (margin >= hardestLimit(side)) {
      continue;
    }
    consider(side, margin, first + <f64>row, <f64>load<i32>(targets + four));
  }
  return true;
}

/** Counts an x_t in the histogram of a side. */
export function addMargin(side: i32, margin: f32): void {
  const size = abs(margin);
  if (size >= <f32>LINEAR_LIMIT) {
    addFar(side, margin);
    return;
  }
  // Rounded as `addFour` rounds.
  const inBins = size * BINS_PER_UNIT;
  const step = floor(inBins);
  const units = <i32>nearest((inBins - step - 0.5) * <f32>MARGIN_UNITS);
  const isBelow = margin < 0;
  const bin = isBelow ? BINS_EACH_WAY - 1 - <i32>step : BINS_EACH_WAY + <i32>step;
  addToBin(side, bin, isBelow ? -units : units);
}

/** The same beyond the bins of equal width. */
function addFar(side: i32, exact: f64): void {
  const margin = limitedMargin(exact);
  const bin = binOf(margin);
  const step = stepOf(bin);
  const width = sizeAt(step + 1) - sizeAt(step);
  addToBin(side, <i32>bin, <i32>nearest(((margin - centreOf(bin)) / width) * MARGIN_UNITS));
}
