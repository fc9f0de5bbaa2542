import {
  ELEMENT_SEGMENTS,
  elementSegmentLength,
  NEGATIVE_ALPHAS,
  POSITIVE_ALPHAS,
} from '../element-segments';

/** Elements that are worked on together: all their arrays stay in the second cache. */
export const BLOCK: i32 = 256;

/** Number of channels. */
export let channels: i32 = 0;
export let gamma: f64 = 0;
/** Whether a row has one target, the index of its class. */
export let isByIndex: bool = false;
/** Whether targets between 0 and 1 are taken. */
export let isSoft: bool = false;
/** The target that takes an element out; NaN for none. */
export let ignored: f64 = NaN;
/** What the values are; see the constants below. */
export let input: i32 = 0;
/** Whether `LossMargins` are gathered. */
export let withShares: bool = false;

export const LOGITS: i32 = 0;
export const PROBABILITIES: i32 = 1;

/** Not a power of two, or all columns would compete for the same lines of the first cache. */
const COLUMN: usize = 8 * <usize>BLOCK + 192;
// Columns of a block, one float64 an element, as TermBlock has them.
/** int32: index of the element among those that are added together. */
export const PLACE: usize = 0 * COLUMN;
export const TARGET: usize = 1 * COLUMN;
/** int32: entry in arrays of two groups a channel. */
export const GROUP: usize = 2 * COLUMN;
export const LOGIT: usize = 3 * COLUMN;
export const ALPHA: usize = 4 * COLUMN;
export const WEIGHT: usize = 5 * COLUMN;
/** The logit of the class whose side the element is on: x_t, of hard targets. */
export const MARGIN: usize = 6 * COLUMN;
export const PROBABILITY: usize = 7 * COLUMN;
export const CROSS_ENTROPY: usize = 8 * COLUMN;
export const BALANCED: usize = 9 * COLUMN;
export const FOCAL: usize = 10 * COLUMN;
export const FOCAL_STAR: usize = 11 * COLUMN;
export const GRADIENT: usize = 12 * COLUMN;
export const CONFIDENCE: usize = 13 * COLUMN;
/** e^(−|x|), ln(1 + e^(−|x|)). */
export const DECAY: usize = 14 * COLUMN;
export const SHARE: usize = 15 * COLUMN;
/** int32: bins of p_t (negatives first), of the confidence and of x_t, and how far x_t lies from the centre of its bin. */
export const BIN: usize = 16 * COLUMN;
export const OUTCOME_BIN: usize = 17 * COLUMN;
export const MARGIN_BIN: usize = 18 * COLUMN;
export const DISTANCE: usize = 19 * COLUMN;
/** The logit of p_t, which soft targets interpolate, its bin, and how far it lies from the centre of that. */
export const OF_BOTH: usize = 20 * COLUMN;
export const BIN_OF_BOTH: usize = 21 * COLUMN;
export const DISTANCE_OF_BOTH: usize = 22 * COLUMN;
const COLUMNS: usize = 23 * COLUMN;

/** Written by the host: α of each channel. */
export let positiveAlphas: usize = 0;
export let negativeAlphas: usize = 0;
/** Address of the first column. */
export let block: usize = 0;
/** Of the segments' addresses and where they end, rounded up. */
const DIRECTORY_BYTES: usize = (4 * ELEMENT_SEGMENTS + 19) & ~15;
let directory: usize = 0;

/** Bytes that `setUpElements` takes from where it is told to. */
export function bytesForElements(channelCount: i32): usize {
  let entries: usize = 0;
  for (let index = 0; index < ELEMENT_SEGMENTS; index++) {
    entries += <usize>elementSegmentLength(index, (channelCount + 1) & ~1);
  }
  return DIRECTORY_BYTES + COLUMNS + 8 * entries;
}

/**
 * Lays out the arrays, which the host clears.
 * @param start where to, aligned to 16; `bytesForElements` says how much room that takes
 */
export function setUpElements(
  start: usize,
  channelCount: i32,
  focusing: f64,
  byIndex: bool,
  soft: bool,
  ignoredTarget: f64,
  inputKind: i32,
  shares: bool,
): void {
  channels = channelCount;
  gamma = focusing;
  isByIndex = byIndex;
  isSoft = soft;
  ignored = ignoredTarget;
  input = inputKind;
  withShares = shares;
  directory = start;
  block = start + DIRECTORY_BYTES;
  let address = block + COLUMNS;
  for (let index = 0; index <= ELEMENT_SEGMENTS; index++) {
    store<u32>(directory + ((<usize>index) << 2), <u32>address);
    address += 8 * <usize>elementSegmentLength(index, (channelCount + 1) & ~1);
  }
  positiveAlphas = elementSegment(POSITIVE_ALPHAS);
  negativeAlphas = elementSegment(NEGATIVE_ALPHAS);
}

/** Address of one of the arrays of element-segments.ts. */
export function elementSegment(index: i32): usize {
  return load<u32>(directory + ((<usize>index) << 2));
}
