import { SEGMENTS, segmentLength } from '../../numerics/row-segments';

/** Number of rows whose float32 sum is accurate enough. */
export const FEW_ROWS: i32 = 8;
/**
 * Most rows per tile of a softmax; bytes of logits that stay in the first cache; and fewest rows per tile, even if their
 * logits come from the second cache.
 */
export const TILE_ROWS: i32 = 64;
const TILE_LOGIT_BYTES: i32 = 20_480;
const LEAST_TILE_ROWS: i32 = 32;
/** Bytes of the tile: sixteen columns of four bytes per row. */
const TILE_BYTES: i32 = 64 * TILE_ROWS;
/** Rows whose losses are computed at once. */
export const FOUR_ROWS: i32 = 4;
/** Bytes of the lanes: two sums per row. */
const LANE_BYTES: i32 = 16 * FOUR_ROWS * 2;

/** Number of classes, and of vectors that hold a row. */
export let classes: i32 = 0;
export let vectors: i32 = 0;
/** Rows that a softmax works on together. */
export let tileRows: i32 = 0;
export let gamma: f32 = 0;
/** The class whose examples are negatives, or −1. */
export let background: i32 = -1;

/** Bytes of the segments' addresses and their end, rounded up. */
const DIRECTORY_BYTES: i32 = (4 * SEGMENTS + 19) & ~15;
/** Addresses of the segments. */
let directory: usize = 0;
/**
 * Written by the host: α of each class as float64. For a multi-label sigmoid with one α per channel: α of the positives,
 * followed by α of the negatives, as float32.
 */
export let alphas: usize = 0;
/** A mask of the last vector of a row, whose other lanes belong to the next row. */
export let tailMask: usize = 0;
/** The tile: columns with one entry per row. */
export let tile: usize = 0;
/** Sums of the rows of a tile in lanes; see lane-sums.as.ts. */
export let lanes: usize = 0;

/** Bytes that `setUpRows` needs. */
export function bytesForRows(classCount: i32): i32 {
  const row = 4 * ((classCount + 3) & ~3);
  return segmentBytes(row >>> 2) + 2 * row + TILE_BYTES + LANE_BYTES + 128;
}

/**
 * Lays out the arrays, which the host clears.
 * @param start address; `bytesForRows` gives the size
 * @param focusing γ
 * @param backgroundClass class index or −1
 */
export function setUpRows(start: usize, classCount: i32, focusing: f32, backgroundClass: i32): void {
  classes = classCount;
  vectors = (classCount + 3) >>> 2;
  tileRows = max(LEAST_TILE_ROWS, min(TILE_ROWS, TILE_LOGIT_BYTES / (4 * classCount)) & ~3);
  gamma = focusing;
  background = backgroundClass;
  const row: usize = 16 * vectors;
  directory = start;
  let address = start + DIRECTORY_BYTES;
  for (let index = 0; index <= SEGMENTS; index++) {
    store<u32>(directory + ((<usize>index) << 2), <u32>address);
    address += <usize>8 * <usize>segmentLength(index, 4 * vectors);
  }
  alphas = address;
  tailMask = alphas + 2 * row;
  tile = (tailMask + 31) & ~15;
  lanes = tile + TILE_BYTES;
  for (let lane = 0; lane < 4; lane++) {
    store<i32>(tailMask + 4 * lane, 4 * (vectors - 1) + lane < classes ? -1 : 0);
  }
}

/** Address of one of the arrays of row-segments.ts. */
export function segment(index: i32): usize {
  return load<u32>(directory + ((<usize>index) << 2));
}

/** Address at which the host writes α of each class. */
export function alphaAddress(): usize {
  return alphas;
}

function segmentBytes(padded: i32): i32 {
  let length = 0;
  for (let index = 0; index < SEGMENTS; index++) {
    length += <i32>segmentLength(index, padded);
  }
  return 8 * length + DIRECTORY_BYTES;
}
