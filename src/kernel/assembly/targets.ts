// The code of a target: 0 negative, 1 positive, 2 ignored, 3 something else, which the host looks into.

const IGNORED: u8 = 2;
const OTHER: u8 = 3;

/** Codes of targets of one unsigned byte; `ignored` is the value that takes an element out, if `ignores` is set. */
export function codeUint8(targets: usize, codes: usize, count: i32, ignored: f64, ignores: bool): void {
  const plain = ignores && ignored <= 1 ? 0 : count & ~15;
  for (let place = 0; place < plain; place += 16) {
    const values = v128.load(targets + place);
    v128.store(codes + place, values);
    if (v128.any_true(i8x16.gt_u(values, i8x16.splat(1)))) {
      for (let lane = place; lane < place + 16; lane++) {
        codeOne<u8>(targets, codes, lane, <u8>ignored, ignores);
      }
    }
  }
  for (let place = plain; place < count; place++) {
    codeOne<u8>(targets, codes, place, <u8>ignored, ignores);
  }
}

/** Codes of booleans: NumPy takes every byte but 0 for True. */
export function codeBool(targets: usize, codes: usize, count: i32, _ignored: f64, _ignores: bool): void {
  for (let place = 0; place < count; place += 16) {
    const isTrue = i8x16.ne(v128.load(targets + place), i8x16.splat(0));
    v128.store(codes + place, v128.and(isTrue, i8x16.splat(1)));
  }
}

export function codeInt8(targets: usize, codes: usize, count: i32, ignored: f64, ignores: bool): void {
  codeAll<i8>(targets, codes, count, <i8>ignored, ignores);
}

export function codeInt16(targets: usize, codes: usize, count: i32, ignored: f64, ignores: bool): void {
  codeAll<i16>(targets, codes, count, <i16>ignored, ignores);
}

export function codeInt32(targets: usize, codes: usize, count: i32, ignored: f64, ignores: bool): void {
  codeAll<i32>(targets, codes, count, <i32>ignored, ignores);
}

export function codeInt64(targets: usize, codes: usize, count: i32, ignored: f64, ignores: bool): void {
  codeAll<i64>(targets, codes, count, <i64>ignored, ignores);
}

export function codeFloat32(targets: usize, codes: usize, count: i32, ignored: f64, ignores: bool): void {
  codeAll<f32>(targets, codes, count, <f32>ignored, ignores);
}

export function codeFloat64(targets: usize, codes: usize, count: i32, ignored: f64, ignores: bool): void {
  codeAll<f64>(targets, codes, count, ignored, ignores);
}

function codeAll<T>(targets: usize, codes: usize, count: i32, ignored: T, ignores: bool): void {
  for (let place = 0; place < count; place++) codeOne<T>(targets, codes, place, ignored, ignores);
}

function codeOne<T>(targets: usize, codes: usize, place: i32, ignored: T, ignores: bool): void {
  const target = load<T>(targets + <usize>place * sizeof<T>());
  let code: u8 = target === <T>1 ? 1 : target === <T>0 ? 0 : OTHER;
  if (ignores && target === ignored) code = IGNORED;
  store<u8>(codes + place, code);
}
