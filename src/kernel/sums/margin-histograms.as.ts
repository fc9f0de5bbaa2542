import { BINS_EACH_WAY, BINS_PER_OCTAVE } from '../../numerics/margin-bins';
import { addPair, addTo } from './logit-statistics.as';

const OCTAVES: i32 = 2 * (BINS_EACH_WAY / BINS_PER_OCTAVE);
/** Count, Σ offset and Σ offset², as `MarginHistogram` keeps them. */
const BIN_BYTES: usize = 24;

let histograms: usize = 0;
/** A byte for each octave of each: whether one of its bins is filled. */
let filled: usize = 0;

/** Says where histograms of x_t are, one behind the other. */
export function setUpHistograms(histogramsOfJob: usize, filledOctaves: usize): void {
  histograms = histogramsOfJob;
  filled = filledOctaves;
}

/**
 * Adds to a bin of a histogram.
 * @param distance how far from the centre of the bin
 */
export function addToHistogram(histogram: i32, bin: i32, distance: f64, amount: f64): void {
  const octave = OCTAVES * histogram + bin / BINS_PER_OCTAVE;
  store<u8>(filled + octave, 1);
  const entry = entryOf(histogram, bin);
  const moment = amount * distance;
  addPair(entry, f64x2.replace_lane(f64x2.splat(amount), 1, moment));
  addTo(entry + 16, moment * distance);
}

/** Adds to a bin of a histogram what the squares of elements that share a mean add to those of that mean. */
export function addSpread(histogram: i32, bin: i32, squares: f64): void {
  addTo(entryOf(histogram, bin) + 16, squares);
}

function entryOf(histogram: i32, bin: i32): usize {
  return histograms + BIN_BYTES * <usize>(OCTAVES * BINS_PER_OCTAVE * histogram + bin);
}
