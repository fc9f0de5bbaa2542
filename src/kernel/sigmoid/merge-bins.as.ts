import { ROW_BYTES } from './compact-bins.as';

/** Byte offset of the key in a row; see BinRows. */
const KEY: usize = 32;

/**
 * Adds the moments of two parts.
 * @param one rows of BinRows, ascending by key, like `other` and the result
 * @param sum address of the result, with room for the rows of both parts
 * @returns number of rows
 */
export function addMoments(one: usize, oneRows: i32, other: usize, otherRows: i32, sum: usize): i32 {
  const oneEnd = one + ROW_BYTES * oneRows;
  const otherEnd = other + ROW_BYTES * otherRows;
  let next = sum;
  while (one < oneEnd || other < otherEnd) {
    const key = one < oneEnd ? load<f64>(one, KEY) : Infinity;
    const otherKey = other < otherEnd ? load<f64>(other, KEY) : Infinity;
    store<f64>(next, min(key, otherKey), KEY);
    for (let column: usize = 0; column < KEY; column += 8) {
      const value: f64 = key <= otherKey ? load<f64>(one + column) : 0;
      store<f64>(next + column, otherKey <= key ? value + load<f64>(other + column) : value);
    }
    if (key <= otherKey) {
      one += ROW_BYTES;
    }
    if (otherKey <= key) {
      other += ROW_BYTES;
    }
    next += ROW_BYTES;
  }
  return <i32>((next - sum) / ROW_BYTES);
}
