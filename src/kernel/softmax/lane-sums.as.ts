import { FOUR_ROWS, lanes } from '../sums/row-memory.as';

// Sums over the classes of four rows, each kept in four lanes. The lanes of four rows are added together, which is faster
// than row by row.

/** Σ e^z of the classes below the top one, and how many classes share the top. */
export const BELOW: i32 = 0;
export const TIES: i32 = 1;

/** @param row index among the four rows */
export function keepLanes(quantity: i32, row: i32, values: v128): void {
  v128.store(addressOf(quantity) + ((<usize>row) << 4), values);
}

/** The sums of the four rows. */
export function sumsOfRows(quantity: i32): v128 {
  const address = addressOf(quantity);
  const first = v128.load(address);
  const second = v128.load(address, 16);
  const third = v128.load(address, 32);
  const fourth = v128.load(address, 48);
  const firstTwo = f32x4.add(interleaveLow(first, second), interleaveHigh(first, second));
  const lastTwo = f32x4.add(interleaveLow(third, fourth), interleaveHigh(third, fourth));
  return f32x4.add(
    i8x16.shuffle(firstTwo, lastTwo, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),
    i8x16.shuffle(firstTwo, lastTwo, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31),
  );
}

function interleaveLow(one: v128, other: v128): v128 {
  return i8x16.shuffle(one, other, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
}

function interleaveHigh(one: v128, other: v128): v128 {
  return i8x16.shuffle(one, other, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
}

function addressOf(quantity: i32): usize {
  return lanes + ((<usize>(quantity * FOUR_ROWS)) << 4);
}
