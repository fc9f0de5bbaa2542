import { powerOfTwo } from './functions';
import { BELOW, keepLanes, MOMENTS, TIES } from './lane-sums';
import {
  classes,
  EVEN_POWER,
  EXPONENTIAL,
  firstTemperature,
  lastTemperature,
  ODD_POWER,
  POWER_BYTES,
  powers,
  tailMask,
  tile,
  vectors,
} from './row-memory';
import { inverseTemperature, UNCHANGED } from './temperatures';
import { LARGEST, ROWS } from './tile-columns';

// The loops below end with their condition: V8 takes constants of 128 bits out of such, and only of such. Powers are kept
// in memory between a loop that raises and one that sums: in one loop there are not registers enough for both. Each of
// them goes through several rows, so that what begins and ends it is shared.

const LOG2_E: f32 = <f32>Math.LOG2E;
/** Below it 2^x is no normal float32; below the other one it is none at T = 32 either, the hottest of the grid. */
const LOWEST: f32 = -126;
const LOWEST_AT_HOTTEST: f32 = 32 * LOWEST;
/** 2^−63: the square of anything less is no normal float32, and takes a hundred times as long. */
const LEAST_ROOT: f32 = 1.0842021724855044e-19;
/** 2^−84, of which the same is true for the power of 3/2. */
const LEAST_CUBE: f32 = 5.169878828456423e-26;

/**
 * Sums e^z of rows, z being the logit less the largest, and at the temperatures that are gathered e^(bz) and its
 * moments, all in lanes. Every other temperature is half the one before, and its powers are squares.
 * @param entry of the first row in the columns of the tile
 * @param lane its place among the four rows whose sums are kept
 * @param rows as many as have room for their powers, one at least
 */
export function sumRows(logits: usize, entry: usize, lane: i32, rows: i32): void {
  if (firstTemperature >= UNCHANGED - 2 && firstTemperature <= UNCHANGED + 2) {
    sumNear(logits, entry, lane, rows);
  } else {
    sumFar(logits, entry, lane, rows);
  }
}

/** From T = 2 on down: one exponential a value gives all. */
function sumNear(logits: usize, entry: usize, lane: i32, rows: i32): void {
  const isAbove = firstTemperature < UNCHANGED;
  const odd = isAbove ? UNCHANGED - 1 : UNCHANGED + 1;
  if (isAbove) raiseAbove(logits, entry, rows);
  else raiseBelow(logits, entry, rows);
  if ((classes & 3) !== 0) clearTails(rows);
  if (firstTemperature === UNCHANGED - 2) sumWithRoots(lane, rows);
  else sumFirst(lane, rows, odd);
  for (let point = UNCHANGED + 1; point <= lastTemperature; point++) {
    if (point !== odd) squareAndSum(lane, rows, (point & 1) === 1 ? ODD_POWER : EXPONENTIAL, point);
  }
}

/** At any temperatures: errors double with every square, so halfway through the grid they are begun anew. */
function sumFar(logits: usize, entry: usize, lane: i32, rows: i32): void {
  const even = (firstTemperature + 1) & ~1;
  const odd = firstTemperature | 1;
  shift(logits, entry, rows);
  raise(rows, 1, EXPONENTIAL);
  raise(rows, <f32>inverseTemperature(odd), ODD_POWER);
  // To be squared.
  raise(rows, <f32>inverseTemperature(even - 2), EVEN_POWER);
  if ((classes & 3) !== 0) clearTails(rows);
  sumFirst(lane, rows, odd);
  for (let point = firstTemperature; point <= lastTemperature; point++) {
    if (point === UNCHANGED || point === odd) continue;
    const power = (point & 1) === 1 ? ODD_POWER : EVEN_POWER;
    if (point === UNCHANGED + 1 || point === UNCHANGED + 2) {
      raise(rows, <f32>inverseTemperature(point - 2), power);
    }
    squareAndSum(lane, rows, power, point);
  }
}

/** Where the powers of so many rows end. */
function endOfPowers(rows: i32): usize {
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
 * For T up to 2: leaves log2(e^z), e^z and its power of 3/4 as the odd one, as far as they matter there. The rounding of
 * log2(e^z) is an error of e^z of 6e-8 |z| relative: where it is large, e^z is nothing beside the top's 1.
 */
function raiseAbove(logits: usize, entry: usize, rows: i32): void {
  const end = endOfPowers(rows);
  const length = endOfPowers(1) - powers;
  const lowest = f32x4.splat(LOWEST);
  let to = powers;
  do {
    const top = topOf(entry);
    const endOfRow = to + length;
    let from = logitsOf(logits, entry);
    do {
      const difference = f32x4.sub(v128.load(from), top);
      const exponent = f32x4.pmax(f32x4.mul(difference, f32x4.splat(LOG2_E)), lowest);
      const power = powerOfTwo(exponent);
      const root = f32x4.sqrt(power);
      v128.store(to, exponent);
      v128.store(to, power, EXPONENTIAL);
      v128.store(to, f32x4.mul(root, f32x4.sqrt(root)), ODD_POWER);
      from += 16;
      to += POWER_BYTES;
    } while (to < endOfRow);
    entry += 4;
  } while (to < end);
}

/** For T down from 1: the same with the power of 3/2 as the odd one. */
function raiseBelow(logits: usize, entry: usize, rows: i32): void {
  const end = endOfPowers(rows);
  const length = endOfPowers(1) - powers;
  const lowest = f32x4.splat(LOWEST);
  let to = powers;
  do {
    const top = topOf(entry);
    const endOfRow = to + length;
    let from = logitsOf(logits, entry);
    do {
      const difference = f32x4.sub(v128.load(from), top);
      const exponent = f32x4.pmax(f32x4.mul(difference, f32x4.splat(LOG2_E)), lowest);
      const power = powerOfTwo(exponent);
      v128.store(to, exponent);
      v128.store(to, power, EXPONENTIAL);
      const limited = f32x4.pmax(power, f32x4.splat(LEAST_CUBE));
      v128.store(to, f32x4.mul(limited, f32x4.sqrt(limited)), ODD_POWER);
      from += 16;
      to += POWER_BYTES;
    } while (to < endOfRow);
    entry += 4;
  } while (to < end);
}

/** Leaves log2(e^z), as far as it matters at any temperature. */
function shift(logits: usize, entry: usize, rows: i32): void {
  const end = endOfPowers(rows);
  const length = endOfPowers(1) - powers;
  let to = powers;
  do {
    const top = topOf(entry);
    const endOfRow = to + length;
    let from = logitsOf(logits, entry);
    do {
      const difference = f32x4.sub(v128.load(from), top);
      const exponent = f32x4.mul(difference, f32x4.splat(LOG2_E));
      v128.store(to, f32x4.pmax(exponent, f32x4.splat(LOWEST_AT_HOTTEST)));
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
function raise(rows: i32, scale: f32, power: usize): void {
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
function clearTails(rows: i32): void {
  const mask = v128.load(tailMask);
  for (let row = 1; row <= rows; row++) {
    const last = endOfPowers(row) - POWER_BYTES;
    v128.store(last, v128.bitselect(v128.load(last), f32x4.splat(LOWEST), mask));
    for (let power = EXPONENTIAL; power <= ODD_POWER; power += 16) {
      v128.store(last + power, v128.and(v128.load(last + power), mask));
    }
  }
}

/** Sums at T = 1 and at the first odd point. */
function sumFirst(lane: i32, rows: i32, odd: i32): void {
  const end = endOfPowers(rows);
  const length = endOfPowers(1) - powers;
  let address = powers;
  do {
    const endOfRow = address + length;
    let below = f32x4.splat(0);
    // Without a constant to compare with, of which there is no room among the registers: z of all others is negative.
    let ties = i32x4.splat(vectors);
    let first = f32x4.splat(0);
    let second = f32x4.splat(0);
    let sumAtOdd = f32x4.splat(0);
    let firstAtOdd = f32x4.splat(0);
    let secondAtOdd = f32x4.splat(0);
    do {
      const exponent = v128.load(address);
      const isBelow = i32x4.shr_s(exponent, 31);
      const weight = v128.load(address, EXPONENTIAL);
      below = f32x4.add(below, v128.and(weight, isBelow));
      ties = i32x4.add(ties, isBelow);
      const product = f32x4.mul(weight, exponent);
      first = f32x4.add(first, product);
      second = f32x4.add(second, f32x4.mul(product, exponent));
      const weightAtOdd = v128.load(address, ODD_POWER);
      const productAtOdd = f32x4.mul(weightAtOdd, exponent);
      sumAtOdd = f32x4.add(sumAtOdd, weightAtOdd);
      firstAtOdd = f32x4.add(firstAtOdd, productAtOdd);
      secondAtOdd = f32x4.add(secondAtOdd, f32x4.mul(productAtOdd, exponent));
      address += POWER_BYTES;
    } while (address < endOfRow);
    keepFirst(lane, below, ties, first, second);
    keepMoments(odd, lane, sumAtOdd, firstAtOdd, secondAtOdd);
    lane++;
  } while (address < end);
}

/** As `sumFirst`, and at T = 2. */
function sumWithRoots(lane: i32, rows: i32): void {
  const end = endOfPowers(rows);
  const length = endOfPowers(1) - powers;
  let address = powers;
  do {
    const endOfRow = address + length;
    let below = f32x4.splat(0);
    let ties = i32x4.splat(vectors);
    let first = f32x4.splat(0);
    let second = f32x4.splat(0);
    let sumAtOdd = f32x4.splat(0);
    let firstAtOdd = f32x4.splat(0);
    let secondAtOdd = f32x4.splat(0);
    let sumOfRoots = f32x4.splat(0);
    let firstOfRoots = f32x4.splat(0);
    let secondOfRoots = f32x4.splat(0);
    do {
      const exponent = v128.load(address);
      const isBelow = i32x4.shr_s(exponent, 31);
      const weight = v128.load(address, EXPONENTIAL);
      below = f32x4.add(below, v128.and(weight, isBelow));
      ties = i32x4.add(ties, isBelow);
      const product = f32x4.mul(weight, exponent);
      first = f32x4.add(first, product);
      second = f32x4.add(second, f32x4.mul(product, exponent));
      const weightAtOdd = v128.load(address, ODD_POWER);
      const productAtOdd = f32x4.mul(weightAtOdd, exponent);
      sumAtOdd = f32x4.add(sumAtOdd, weightAtOdd);
      firstAtOdd = f32x4.add(firstAtOdd, productAtOdd);
      secondAtOdd = f32x4.add(secondAtOdd, f32x4.mul(productAtOdd, exponent));
      const root = f32x4.sqrt(weight);
      const productOfRoot = f32x4.mul(root, exponent);
      sumOfRoots = f32x4.add(sumOfRoots, root);
      firstOfRoots = f32x4.add(firstOfRoots, productOfRoot);
      secondOfRoots = f32x4.add(secondOfRoots, f32x4.mul(productOfRoot, exponent));
      address += POWER_BYTES;
    } while (address < endOfRow);
    keepFirst(lane, below, ties, first, second);
    keepMoments(UNCHANGED - 1, lane, sumAtOdd, firstAtOdd, secondAtOdd);
    keepMoments(UNCHANGED - 2, lane, sumOfRoots, firstOfRoots, secondOfRoots);
    lane++;
  } while (address < end);
}

/**
 * Sums at half the temperature to which a power belongs.
 * @param power its place
 */
function squareAndSum(lane: i32, rows: i32, power: usize, point: i32): void {
  const end = endOfPowers(rows);
  const length = endOfPowers(1) - powers;
  const least = f32x4.splat(LEAST_ROOT);
  let address = powers;
  do {
    const endOfRow = address + length;
    let sum = f32x4.splat(0);
    let first = f32x4.splat(0);
    let second = f32x4.splat(0);
    do {
      const exponent = v128.load(address);
      const base = f32x4.pmax(v128.load(address + power), least);
      const weight = f32x4.mul(base, base);
      v128.store(address + power, weight);
      const product = f32x4.mul(weight, exponent);
      sum = f32x4.add(sum, weight);
      first = f32x4.add(first, product);
      second = f32x4.add(second, f32x4.mul(product, exponent));
      address += POWER_BYTES;
    } while (address < endOfRow);
    keepMoments(point, lane, sum, first, second);
    lane++;
  } while (address < end);
}

/** Of T = 1, the top apart. */
function keepFirst(lane: i32, below: v128, ties: v128, first: v128, second: v128): void {
  const tied = f32x4.convert_i32x4_s(ties);
  keepLanes(BELOW, lane, below);
  keepLanes(TIES, lane, tied);
  keepMoments(UNCHANGED, lane, f32x4.add(below, tied), first, second);
}

function keepMoments(point: i32, lane: i32, sum: v128, first: v128, second: v128): void {
  keepLanes(MOMENTS + 3 * point, lane, sum);
  keepLanes(MOMENTS + 3 * point + 1, lane, first);
  keepLanes(MOMENTS + 3 * point + 2, lane, second);
}
