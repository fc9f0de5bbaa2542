import {
  BINS_PER_OCTAVE,
  CLASSES,
  COUNT_SHIFT,
  FLOAT_BINS,
  LOWEST_EXPONENT,
  OCTAVES,
  OFFSET_BITS,
} from '../../numerics/float-bin-layout';
import { EDGE_BIN_FLAGS, MOMENTS, SECOND_HALF } from '../../numerics/memory-map';
import { isEdgeBin } from './edge-bins.as';

/** Bytes of a row that `compactBins` writes: count, Σ offset, Σ offset² as float64 in two parts, key; see BinRows. */
export const ROW_BYTES: usize = 40;
/** At most 2^5 float bins are merged, so that float64 holds their sums exactly. */
const MOST_MERGED_BITS: i32 = 5;
/** log2 of the number of float bins per octave. */
const OCTAVE_BITS: i32 = ctz<i32>(BINS_PER_OCTAVE);

/** Sums of the open row: float bins from `start` on, with offsets relative to it. */
let count: u64 = 0;
let sum: u64 = 0;
let squares: u64 = 0;

/** Address of the next row. */
let next: usize = 0;

/**
 * Writes a row for each filled float bin, ascending by key, and empties the bins. Neighbours within an octave that are much
 * narrower than needed are merged. The merged row gets the key of the first of them, filled or not, so that the rows of
 * several workers match.
 * @param rows address of the rows
 * @param widthExponent float bins narrower than 2^widthExponent are merged up to it
 * @returns number of rows
 */
export function compactBins(rows: usize, widthExponent: i32): i32 {
  next = rows;
  for (let side = 0; side < 2 * CLASSES; side++) {
    for (let octave = 0; octave < OCTAVES; octave++) {
      const mergeable = widthExponent + OCTAVE_BITS - (LOWEST_EXPONENT + octave);
      const merged = 1 << min(max(mergeable, 0), MOST_MERGED_BITS);
      const first = side * FLOAT_BINS + octave * BINS_PER_OCTAVE;
      if (isEmpty(first)) {
        continue;
      }
      for (let bin = first; bin < first + BINS_PER_OCTAVE; bin += merged) {
        compactGroup(bin, merged);
      }
    }
  }
  return <i32>((next - rows) / ROW_BYTES);
}

/** True for an octave without filled and without edge bins. Most octaves are empty. */
function isEmpty(first: i32): bool {
  const places = first & (FLOAT_BINS - 1);
  for (let place = places; place < places + BINS_PER_OCTAVE; place += 128) {
    if (v128.any_true(v128.load(<usize>place >>> 3, EDGE_BIN_FLAGS))) {
      return false;
    }
  }
  let filled = i64x2.splat(0);
  for (let bin = first; bin < first + BINS_PER_OCTAVE; bin += 2) {
    const address = (<usize>bin) << 4;
    filled = v128.or(filled, v128.or(v128.load(address, MOMENTS), v128.load(address, MOMENTS + 16)));
  }
  return !v128.any_true(filled);
}

function compactGroup(first: i32, count: i32): void {
  let start = first;
  for (let bin = first; bin < first + count; bin++) {
    const address = ((<usize>bin) << 4) + MOMENTS;
    const place = bin & (FLOAT_BINS - 1);
    const isEdge = isEdgeBin(place);
    // An edge bin is not merged. Neither is the float bin of zero, because the sign of nearby values matters.
    if (isEdge) {
      writeRow(start << 1);
      start = bin;
    }
    addBin(address, bin - start);
    if (!isEdge && place !== 0) {
      continue;
    }
    writeRow(bin << 1);
    if (isEdge) {
      addBin(address + SECOND_HALF, 0);
      writeRow((bin << 1) + 1);
    }
    start = bin + 1;
  }
  writeRow(start << 1);
}

/** @param distance distance in float bins from `start` */
function addBin(bin: usize, distance: i32): void {
  const first = load<u64>(bin);
  // The count is in the upper bits of the first word, so the word of a filled float bin is never zero.
  if (first === 0) {
    return;
  }
  const elements = first >>> COUNT_SHIFT;
  const offsets = first & (((<u64>1) << COUNT_SHIFT) - 1);
  const shift = (<u64>distance) << OFFSET_BITS;
  count += elements;
  sum += offsets + elements * shift;
  squares += load<u64>(bin, 8) + shift * (2 * offsets + elements * shift);
  v128.store(bin, i64x2.splat(0));
}

/** Writes the open row if it is filled, and closes it. */
function writeRow(key: i32): void {
  if (count === 0) {
    return;
  }
  store<f64>(next, <f64>count);
  store<f64>(next, <f64>sum, 8);
  store<f64>(next, <f64>(squares & 0xffffffff), 16);
  store<f64>(next, <f64>(squares >>> 32), 24);
  store<f64>(next, <f64>key, 32);
  next += ROW_BYTES;
  count = 0;
  sum = 0;
  squares = 0;
}
