import { powerOfTwo } from './functions';
import { classes, EXPONENTIAL, ODD_POWER, POWER_BYTES, powers, tailMask, tile, vectors } from './row-memory';
import { LARGEST, ROWS } from './tile-columns';

// The loops below end with their condition: V8 takes constants of 128 bits out of such, and only of such. Powers are kept
// in memory between a loop that raises and one that sums: in one loop there are not registers enough for both. Each of
// them goes through several rows, so that what begins and ends it is shared.

const LOG2_E: f32 = <f32>Math.LOG2E;
/** Below it 2^x is no normal float32; below the other one it is none at T = 32 either, the hottest of the grid. */
const LOWEST: f32 = -126;
const LOWEST_AT_HOTTEST: f32 = 32 * LOWEST;
/** 2^−84: the power of 3/2 of anything less is no normal float32, and takes a hundred times as long. */
const LEAST_CUBE: f32 = 5.169878828456423e-26;

/** Where the powers of so many rows end. */
export function endOfPowers(rows: i32): usize {
  return powers + <usize>(rows * vectors) * POWER_BYTES;
}

/** Where the logits of a row of the tile begin. */
function logitsOf(logits: usize, entry: usize): usize {
  return logits + ((<usize>(load<i32>(entry, ROWS) * classes)) << 2);
}

/** The largest of them, in four lanes. */
function topOf(entry: usize): v128 {
  return v128.load32_splat(tile + ((<usize>load<i32>(entry, ROWS)) << 2), LARGEST);
}

/**
 * For T from 2 on down: leaves log2(e^z), e^z and its odd power, as far as they matter there.
 * @param isAbove whether the odd power is that of 3/4, for T above 1, or of 3/2
 */
export function raiseNear(logits: usize, entry: usize, rows: i32, isAbove: bool): void {
  const end = endOfPowers(rows);
  const length = endOfPowers(1) - powers;
  let to = powers;
  do {
    const from = logitsOf(logits, entry);
    if (isAbove) {
      raiseAbove(from, topOf(entry), to, to + length);
    } else {
      raiseBelow(from, topOf(entry), to, to + length);
    }
    entry += 4;
    to += length;
  } while (to < end);
}

function raiseAbove(from: usize, top: v128, to: usize, end: usize): void {
  do {
    const root = f32x4.sqrt(keepPower(from, top, to));
    v128.store(to, f32x4.mul(root, f32x4.sqrt(root)), ODD_POWER);
    from += 16;
    to += POWER_BYTES;
  } while (to < end);
}

function raiseBelow(from: usize, top: v128, to: usize, end: usize): void {
  do {
    const limited = f32x4.pmax(keepPower(from, top, to), f32x4.splat(LEAST_CUBE));
    v128.store(to, f32x4.mul(limited, f32x4.sqrt(limited)), ODD_POWER);
    from += 16;
    to += POWER_BYTES;
  } while (to < end);
}

/**
 * Leaves log2(e^z) and e^z, which it returns. The rounding of log2(e^z) is an error of e^z of 6e-8 |z| relative: where it is
 * large, e^z is nothing beside the top's 1.
 */
function keepPower(from: usize, top: v128, to: usize): v128 {
  const exponent = exponentOf(from, top, LOWEST);
  const power = powerOfTwo(exponent);
  v128.store(to, exponent);
  v128.store(to, power, EXPONENTIAL);
  return power;
}

/** log2(e^z), limited. */
function exponentOf(from: usize, top: v128, lowest: f32): v128 {
  const difference = f32x4.sub(v128.load(from), top);
  return f32x4.pmax(f32x4.mul(difference, f32x4.splat(LOG2_E)), f32x4.splat(lowest));
}

/** Leaves log2(e^z), as far as it matters at any temperature. */
export function shift(logits: usize, entry: usize, rows: i32): void {
  const end = endOfPowers(rows);
  const length = endOfPowers(1) - powers;
  let to = powers;
  do {
    const top = topOf(entry);
    const endOfRow = to + length;
    let from = logitsOf(logits, entry);
    do {
      v128.store(to, exponentOf(from, top, LOWEST_AT_HOTTEST));
      from += 16;
      to += POWER_BYTES;
    } while (to < endOfRow);
    entry += 4;
  } while (to < end);
}

/**
 * e^(bz) from log2(e^z).
 * @param power place of what it becomes
 */
export function raise(rows: i32, scale: f32, power: usize): void {
  const end = endOfPowers(rows);
  const scales = f32x4.splat(scale);
  let address = powers;
  do {
    const exponent = f32x4.mul(v128.load(address), scales);
    v128.store(address + power, powerOfTwo(f32x4.pmax(exponent, f32x4.splat(LOWEST))));
    address += POWER_BYTES;
  } while (address < end);
}

/** The lanes behind each row belong to the next one: they are no top class, and weigh nothing. */
export function clearTails(rows: i32): void {
  const mask = v128.load(tailMask);
  for (let row = 1; row <= rows; row++) {
    const last = endOfPowers(row) - POWER_BYTES;
    v128.store(last, v128.bitselect(v128.load(last), f32x4.splat(LOWEST), mask));
    for (let power = EXPONENTIAL; power <= ODD_POWER; power += 16) {
      v128.store(last + power, v128.and(v128.load(last + power), mask));
    }
  }
}
