import { BINS_EACH_WAY, BINS_PER_OCTAVE } from '../../numerics/margin-bins';
import { addPair, addTo } from './logit-statistics.as';

const OCTAVES: i32 = 2 * (BINS_EACH_WAY / BINS_PER_OCTAVE);
/** Bytes of a bin: count, Σ offset and Σ offset², like in `MarginHistogram`. */
const BIN_BYTES: usize = 24;

let histograms: usize = 0;
/** One byte per octave of each histogram: 1 if one of its bins is filled. */
let filled: usize = 0;

/** Sets the addresses of the histograms of x_t, which follow one another. */
export function setUpHistograms(histogramsOfJob: usize, filledOctaves: usize): void {
  histograms = histogramsOfJob;
  filled = filledOctaves;
}

/**
 * Adds to a bin of a histogram.
 * @param distance distance from the centre of the bin
 */
export function addToHistogram(histogram: i32, bin: i32, distance: f64, amount: f64): void {
  const octave = OCTAVES * histogram + bin / BINS_PER_OCTAVE;
  store<u8>(filled + octave, 1);
  const entry = entryOf(histogram, bin);
  const moment = amount * distance;
  addPair(entry, f64x2.replace_lane(f64x2.splat(amount), 1, moment));
  addTo(entry + 16, moment * distance);
}

/** Adds to a bin the variance term of elements that were added by their mean. */
export function addSpread(histogram: i32, bin: i32, squares: f64): void {
  addTo(entryOf(histogram, bin) + 16, squares);
}

function entryOf(histogram: i32, bin: i32): usize {
  return histograms + BIN_BYTES * <usize>(OCTAVES * BINS_PER_OCTAVE * histogram + bin);
}
