import {
  BOOL,
  FLOAT32,
  FLOAT64,
  INT8,
  INT16,
  INT32,
  INT64,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
} from '../../numerics/element-codes';

/**
 * Writes values as float64: one per row of a softmax, or all of them.
 * @param perRow values per row: one, or one per class, from which that of the target is taken
 * @param targets the class of each row, int32, or a negative code, which gives zero; null to write all values
 */
export function valuesOfRows(
  type: i32,
  values: usize,
  perRow: i32,
  targets: usize,
  into: usize,
  rows: i32,
): void {
  if (type === BOOL) {
    gatherBooleans(values, perRow, targets, into, rows);
  } else if (type === UINT8) {
    gather<u8>(values, perRow, targets, into, rows);
  } else if (type === INT8) {
    gather<i8>(values, perRow, targets, into, rows);
  } else if (type === UINT16) {
    gather<u16>(values, perRow, targets, into, rows);
  } else if (type === INT16) {
    gather<i16>(values, perRow, targets, into, rows);
  } else if (type === UINT32) {
    gather<u32>(values, perRow, targets, into, rows);
  } else if (type === INT32) {
    gather<i32>(values, perRow, targets, into, rows);
  } else if (type === UINT64) {
    gather<u64>(values, perRow, targets, into, rows);
  } else if (type === INT64) {
    gather<i64>(values, perRow, targets, into, rows);
  } else if (type === FLOAT32) {
    gather<f32>(values, perRow, targets, into, rows);
  } else if (type === FLOAT64) {
    gather<f64>(values, perRow, targets, into, rows);
  }
}

/** NumPy reads every nonzero byte as True. */
function gatherBooleans(values: usize, perRow: i32, targets: usize, into: usize, rows: i32): void {
  gather<u8>(values, perRow, targets, into, rows);
  for (let row: usize = 0; row < <usize>rows; row++) {
    if (load<f64>(into + (row << 3)) !== 0) {
      store<f64>(into + (row << 3), 1);
    }
  }
}

function gather<T>(values: usize, perRow: i32, targets: usize, into: usize, rows: i32): void {
  for (let row: usize = 0; row < <usize>rows; row++) {
    const target = targets === 0 ? 0 : load<i32>(targets + (row << 2));
    const place = perRow === 1 ? row : row * <usize>perRow + <usize>max(target, 0);
    const value = <f64>load<T>(values + place * sizeof<T>());
    store<f64>(into + (row << 3), target < 0 ? 0 : value);
  }
}
