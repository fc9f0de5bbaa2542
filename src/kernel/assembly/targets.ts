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
} from '../element-codes';

/** The value that takes an element out, if there is one. */
let ignored: f64 = 0;
let ignores: bool = false;
/** Classes of a softmax; 0 for a sigmoid. */
let classes: i32 = 0;

export function setUpTargets(ignoredValue: f64, hasIgnored: bool, classCount: i32): void {
  ignored = ignoredValue;
  ignores = hasIgnored;
  classes = classCount;
}

/** Writes the codes of targets: a byte each for a sigmoid, an int32 each for a softmax. See element-codes.ts. */
export function codeTargets(type: i32, targets: usize, codes: usize, count: i32): void {
  if (type === BOOL) codeBooleans(targets, codes, count);
  else if (type === UINT8) codeBytes(targets, codes, count);
  else if (type === INT8) codeAll<i8>(targets, codes, 0, count);
  else if (type === UINT16) codeAll<u16>(targets, codes, 0, count);
  else if (type === INT16) codeAll<i16>(targets, codes, 0, count);
  else if (type === UINT32) codeAll<u32>(targets, codes, 0, count);
  else if (type === INT32) codeAll<i32>(targets, codes, 0, count);
  else if (type === UINT64) codeAll<u64>(targets, codes, 0, count);
  else if (type === INT64) codeAll<i64>(targets, codes, 0, count);
  else if (type === FLOAT32) codeAll<f32>(targets, codes, 0, count);
  else if (type === FLOAT64) codeAll<f64>(targets, codes, 0, count);
}

/** NumPy takes every byte but 0 for True. */
function codeBooleans(targets: usize, codes: usize, count: i32): void {
  for (let place = 0; place < count; place += 16) {
    const isTrue = i8x16.ne(v128.load(targets + place), i8x16.splat(0));
    v128.store(targets + place, v128.and(isTrue, i8x16.splat(1)));
  }
  codeBytes(targets, codes, count);
}

/** Sixteen at a time where all of them are 0 or 1 and stay so. */
function codeBytes(targets: usize, codes: usize, count: i32): void {
  const isPlain = classes === 0 && !(ignores && (ignored === 0 || ignored === 1));
  const sixteens = isPlain ? count & ~15 : 0;
  for (let place = 0; place < sixteens; place += 16) {
    const values = v128.load(targets + place);
    if (v128.any_true(i8x16.gt_u(values, i8x16.splat(1)))) codeAll<u8>(targets, codes, place, place + 16);
    else v128.store(codes + place, values);
  }
  codeAll<u8>(targets, codes, sixteens, count);
}

function codeAll<T>(targets: usize, codes: usize, first: i32, end: i32): void {
  for (let place = first; place < end; place++) {
    const target = <f64>load<T>(targets + <usize>place * sizeof<T>());
    if (classes === 0) store<u8>(codes + place, <u8>codeOf(target));
    else store<i32>(codes + ((<usize>place) << 2), classOf(target));
  }
}

function codeOf(target: f64): i32 {
  if (ignores && target === ignored) return IGNORED;
  return target === 0 ? 0 : target === 1 ? 1 : OTHER;
}

function classOf(target: f64): i32 {
  if (ignores && target === ignored) return IGNORED_ROW;
  const isClass = target >= 0 && target < <f64>classes && target === Math.trunc(target);
  return isClass ? <i32>target : OTHER_ROW;
}
