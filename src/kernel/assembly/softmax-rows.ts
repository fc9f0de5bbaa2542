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
  vectors,
} from './row-memory';
import { inverseTemperature, UNCHANGED } from './temperatures';

// The loops below end with their condition: V8 takes constants of 128 bits out of such, and only of such. Powers are kept
// in memory between a loop that raises and one that sums: in one loop there are not registers enough for both.

const LOG2_E: f32 = <f32>Math.LOG2E;
/** Below it 2^x is no normal float32; below the other one it is none at T = 32 either, the hottest of the grid. */
const LOWEST: f32 = -126;
const LOWEST_AT_HOTTEST: f32 = 32 * LOWEST;
/** 2^−63: the square of anything less is no normal float32, and takes a hundred times as long. */
const LEAST_ROOT: f32 = 1.0842021724855044e-19;
/** 2^−84, of which the same is true for the power of 3/2. */
const LEAST_CUBE: f32 = 5.169878828456423e-26;

/**
 * Sums e^z of a row, z being the logit less the largest, and at the temperatures that are gathered e^(bz) and its
 * moments, all in lanes. Every other temperature is half the one before, and its powers are squares.
 * @param row place among the rows of the tile
 */
export function sumRow(logits: usize, largest: f32, row: i32): void {
  if (firstTemperature >= UNCHANGED - 2 && firstTemperature <= UNCHANGED + 2) sumNear(logits, largest, row);
  else sumFar(logits, largest, row);
}

/** From T = 2 on down: one exponential a value gives all. */
function sumNear(logits: usize, largest: f32, row: i32): void {
  const isAbove = firstTemperature < UNCHANGED;
  const odd = isAbove ? UNCHANGED - 1 : UNCHANGED + 1;
  if (isAbove) raiseAbove(logits, largest);
  else raiseBelow(logits, largest);
  if ((classes & 3) !== 0) clearTail();
  if (firstTemperature === UNCHANGED - 2) sumWithRoots(row);
  else sumFirst(row, odd);
  for (let point = UNCHANGED + 1; point <= lastTemperature; point++) {
    if (point !== odd) squareAndSum(row, (point & 1) === 1 ? ODD_POWER : EXPONENTIAL, point);
  }
}

/** At any temperatures: errors double with every square, so halfway through the grid they are begun anew. */
function sumFar(logits: usize, largest: f32, row: i32): void {
  const even = (firstTemperature + 1) & ~1;
  const odd = firstTemperature | 1;
  shift(logits, largest);
  raise(1, EXPONENTIAL);
  raise(<f32>inverseTemperature(odd), ODD_POWER);
  // To be squared.
  raise(<f32>inverseTemperature(even - 2), EVEN_POWER);
  if ((classes & 3) !== 0) clearTail();
  sumFirst(row, odd);
  for (let point = firstTemperature; point <= lastTemperature; point++) {
    if (point === UNCHANGED || point === odd) continue;
    const power = (point & 1) === 1 ? ODD_POWER : EVEN_POWER;
    if (point === UNCHANGED + 1 || point === UNCHANGED + 2) raise(<f32>inverseTemperature(point - 2), power);
    squareAndSum(row, power, point);
  }
}

/** Where the powers of a row end. */
function endOfPowers(): usize {
  return powers + <usize>vectors * POWER_BYTES;
}

/**
 * For T up to 2: leaves log2(e^z), e^z, its root as the even power and its power of 3/4 as the odd one, as far as they
 * matter there. The rounding of log2(e^z) is an error of e^z of 6e-8 |z| relative: where it is large, e^z is nothing beside
 * the top's 1.
 */
function raiseAbove(logits: usize, largest: f32): void {
  const end = endOfPowers();
  const top = f32x4.splat(largest);
  const lowest = f32x4.splat(LOWEST);
  let from = logits;
  let to = powers;
  do {
    const difference = f32x4.sub(v128.load(from), top);
    const exponent = f32x4.pmax(f32x4.mul(difference, f32x4.splat(LOG2_E)), lowest);
    const power = powerOfTwo(exponent);
    const root = f32x4.sqrt(power);
    v128.store(to, exponent);
    v128.store(to, power, EXPONENTIAL);
    v128.store(to, root, EVEN_POWER);
    v128.store(to, f32x4.mul(root, f32x4.sqrt(root)), ODD_POWER);
    from += 16;
    to += POWER_BYTES;
  } while (to < end);
}

/** For T down from 1: the same with the power of 3/2 as the odd one, and no root. */
function raiseBelow(logits: usize, largest: f32): void {
  const end = endOfPowers();
  const top = f32x4.splat(largest);
  const lowest = f32x4.splat(LOWEST);
  let from = logits;
  let to = powers;
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
  } while (to < end);
}

/** Leaves log2(e^z), as far as it matters at any temperature. */
function shift(logits: usize, largest: f32): void {
  const end = endOfPowers();
  const top = f32x4.splat(largest);
  let from = logits;
  let to = powers;
  do {
    const difference = f32x4.sub(v128.load(from), top);
    const exponent = f32x4.mul(difference, f32x4.splat(LOG2_E));
    v128.store(to, f32x4.pmax(exponent, f32x4.splat(LOWEST_AT_HOTTEST)));
    from += 16;
    to += POWER_BYTES;
  } while (to < end);
}

/**
 * e^(bz) from log2(e^z).
 * @param power place of what it becomes
 */
function raise(scale: f32, power: usize): void {
  const end = endOfPowers();
  const scales = f32x4.splat(scale);
  let address = powers;
  do {
    const exponent = f32x4.mul(v128.load(address), scales);
    v128.store(address + power, powerOfTwo(f32x4.pmax(exponent, f32x4.splat(LOWEST))));
    address += POWER_BYTES;
  } while (address < end);
}

/** The lanes behind a row belong to the next one: they are no top class, and weigh nothing. */
function clearTail(): void {
  const mask = v128.load(tailMask);
  const last = endOfPowers() - POWER_BYTES;
  v128.store(last, v128.bitselect(v128.load(last), f32x4.splat(LOWEST), mask));
  for (let power = EXPONENTIAL; power <= ODD_POWER; power += 16) {
    v128.store(last + power, v128.and(v128.load(last + power), mask));
  }
}

/** Sums at T = 1 and at the first odd point. */
function sumFirst(row: i32, odd: i32): void {
  const end = endOfPowers();
  let below = f32x4.splat(0);
  // Without a constant to compare with, of which there is no room among the registers: z of all others is negative.
  let ties = i32x4.splat(vectors);
  let first = f32x4.splat(0);
  let second = f32x4.splat(0);
  let sumAtOdd = f32x4.splat(0);
  let firstAtOdd = f32x4.splat(0);
  let secondAtOdd = f32x4.splat(0);
  let address = powers;
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
  } while (address < end);
  keepFirst(row, below, ties, first, second);
  keepMoments(odd, row, sumAtOdd, firstAtOdd, secondAtOdd);
}

/** As `sumFirst`, and at T = 2. */
function sumWithRoots(row: i32): void {
  const end = endOfPowers();
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
  let address = powers;
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
    const root = v128.load(address, EVEN_POWER);
    const productOfRoot = f32x4.mul(root, exponent);
    sumOfRoots = f32x4.add(sumOfRoots, root);
    firstOfRoots = f32x4.add(firstOfRoots, productOfRoot);
    secondOfRoots = f32x4.add(secondOfRoots, f32x4.mul(productOfRoot, exponent));
    address += POWER_BYTES;
  } while (address < end);
  keepFirst(row, below, ties, first, second);
  keepMoments(UNCHANGED - 1, row, sumAtOdd, firstAtOdd, secondAtOdd);
  keepMoments(UNCHANGED - 2, row, sumOfRoots, firstOfRoots, secondOfRoots);
}

/**
 * Sums at half the temperature to which a power belongs.
 * @param power its place
 */
function squareAndSum(row: i32, power: usize, point: i32): void {
  const end = endOfPowers();
  const least = f32x4.splat(LEAST_ROOT);
  let sum = f32x4.splat(0);
  let first = f32x4.splat(0);
  let second = f32x4.splat(0);
  let address = powers;
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
  } while (address < end);
  keepMoments(point, row, sum, first, second);
}

/** Of T = 1, the top apart. */
function keepFirst(row: i32, below: v128, ties: v128, first: v128, second: v128): void {
  const tied = f32x4.convert_i32x4_s(ties);
  keepLanes(BELOW, row, below);
  keepLanes(TIES, row, tied);
  keepMoments(UNCHANGED, row, f32x4.add(below, tied), first, second);
}

function keepMoments(point: i32, row: i32, sum: v128, first: v128, second: v128): void {
  keepLanes(MOMENTS + 3 * point, row, sum);
  keepLanes(MOMENTS + 3 * point + 1, row, first);
  keepLanes(MOMENTS + 3 * point + 2, row, second);
}
