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
  vectors,
} from './row-memory';
import { clearTails, endOfPowers, raise, raiseNear, shift } from './row-powers';
import { inverseTemperature, UNCHANGED } from './temperatures';

// Loops are written as in row-powers.ts.

/** 2^−63: the square of anything less is no normal float32, and takes a hundred times as long. */
const LEAST_ROOT: f32 = 1.0842021724855044e-19;
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
  raiseNear(logits, entry, rows, isAbove);
  if ((classes & 3) !== 0) {
    clearTails(rows);
  }
  if (firstTemperature === UNCHANGED - 2) {
    sumWithRoots(lane, rows);
  } else {
    sumFirst(lane, rows, odd);
  }
  for (let point = UNCHANGED + 1; point <= lastTemperature; point++) {
    if (point !== odd) {
      squareAndSum(lane, rows, (point & 1) === 1 ? ODD_POWER : EXPONENTIAL, point);
    }
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
  if ((classes & 3) !== 0) {
    clearTails(rows);
  }
  sumFirst(lane, rows, odd);
  for (let point = firstTemperature; point <= lastTemperature; point++) {
    if (point === UNCHANGED || point === odd) {
      continue;
    }
    const power = (point & 1) === 1 ? ODD_POWER : EVEN_POWER;
    if (point === UNCHANGED + 1 || point === UNCHANGED + 2) {
      raise(rows, <f32>inverseTemperature(point - 2), power);
    }
    squareAndSum(lane, rows, power, point);
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

/** As `sumFirst`, and at T = 2. Written again, since sums stay in registers only as variables of one loop. */
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
