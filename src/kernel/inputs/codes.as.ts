import {
  BOOL,
  FLOAT32,
  FLOAT64,
  IGNORED,
  IGNORED_ROW,
  INT8,
  INT16,
  INT32,
  INT64,
  OTHER,
  OTHER_ROW,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
} from '../../numerics/element-codes';

/** The target value of ignored elements, if there is one. */
let ignored: f64 = 0;
let ignores: bool = false;
/** Number of classes for class indices; 0 for values that are zeros and ones. */
let classes: i32 = 0;

/**
 * Sets the rules of `codeValues`.
 * @param ignoredValue target value of ignored elements, if `hasIgnored`
 * @param classCount number of classes for class indices; 0 for values that are zeros and ones
 */
export function setUpCodes(ignoredValue: f64, hasIgnored: bool, classCount: i32): void {
  ignored = ignoredValue;
  ignores = hasIgnored;
  classes = classCount;
}

/** Writes the codes of targets, weights or masks: a byte each, or an int32 each for classes. See element-codes.ts. */
export function codeValues(type: i32, values: usize, codes: usize, count: i32): void {
  if (type === BOOL) {
    codeBooleans(values, codes, count);
  } else if (type === UINT8) {
    codeBytes(values, codes, count);
  } else if (type === INT8) {
    codeAll<i8>(values, codes, 0, count);
  } else if (type === UINT16) {
    codeAll<u16>(values, codes, 0, count);
  } else if (type === INT16) {
    codeAll<i16>(values, codes, 0, count);
  } else if (type === UINT32) {
    codeAll<u32>(values, codes, 0, count);
  } else if (type === INT32) {
    codeAll<i32>(values, codes, 0, count);
  } else if (type === UINT64) {
    codeAll<u64>(values, codes, 0, count);
  } else if (type === INT64) {
    codeAll<i64>(values, codes, 0, count);
  } else if (type === FLOAT32) {
    codeAll<f32>(values, codes, 0, count);
  } else if (type === FLOAT64) {
    codeAll<f64>(values, codes, 0, count);
  }
}

/** NumPy reads every nonzero byte as True. */
function codeBooleans(values: usize, codes: usize, count: i32): void {
  for (let place = 0; place < count; place += 16) {
    const isTrue = i8x16.ne(v128.load(values + place), i8x16.splat(0));
    v128.store(values + place, v128.and(isTrue, i8x16.splat(1)));
  }
  codeBytes(values, codes, count);
}

/** Copies sixteen bytes at a time while all are 0 or 1. */
function codeBytes(values: usize, codes: usize, count: i32): void {
  const isPlain = classes === 0 && !(ignores && (ignored === 0 || ignored === 1));
  const sixteens = isPlain ? count & ~15 : 0;
  for (let place = 0; place < sixteens; place += 16) {
    const bytes = v128.load(values + place);
    if (v128.any_true(i8x16.gt_u(bytes, i8x16.splat(1)))) {
      codeAll<u8>(values, codes, place, place + 16);
    } else {
      v128.store(codes + place, bytes);
    }
  }
  codeAll<u8>(values, codes, sixteens, count);
}

function codeAll<T>(values: usize, codes: usize, first: i32, end: i32): void {
  for (let place = first; place < end; place++) {
    const value = <f64>load<T>(values + <usize>place * sizeof<T>());
    if (classes === 0) {
      store<u8>(codes + place, <u8>codeOf(value));
    } else {
      store<i32>(codes + ((<usize>place) << 2), classOf(value));
    }
  }
}

function codeOf(value: f64): i32 {
  if (ignores && value === ignored) {
    return IGNORED;
  }
  return value === 0 ? 0 : value === 1 ? 1 : OTHER;
}

function classOf(value: f64): i32 {
  if (ignores && value === ignored) {
    return IGNORED_ROW;
  }
  const isClass = value >= 0 && value < <f64>classes && value === Math.trunc(value);
  return isClass ? <i32>value : OTHER_ROW;
}

/**
 * Writes the classes of one-hot rows, int32 each.
 * @param codes codes of the values, one byte each
 * @returns number of rows left to the host: rows with other values or without exactly one 1
 */
export function classesOfOneHot(codes: usize, rowClasses: usize, rows: i32, columns: i32): i32 {
  let others = 0;
  for (let row = 0; row < rows; row++) {
    const found = classOfRow(codes + <usize>row * <usize>columns, columns);
    if (found === OTHER_ROW) {
      others++;
    }
    store<i32>(rowClasses + ((<usize>row) << 2), found);
  }
  return others;
}

/** The class of a row. The first ignored or invalid value decides if there is one. */
function classOfRow(codes: usize, columns: i32): i32 {
  let found = OTHER_ROW;
  let ones = 0;
  for (let column = 0; column < columns; column++) {
    // Nearly all values are zeros.
    if (column + 16 <= columns && !v128.any_true(v128.load(codes + column))) {
      column += 15;
      continue;
    }
    const code: i32 = load<u8>(codes + column);
    if (code > 1) {
      return code === IGNORED ? IGNORED_ROW : OTHER_ROW;
    }
    if (code === 0) {
      continue;
    }
    found = column;
    ones++;
  }
  return ones === 1 ? found : OTHER_ROW;
}
