import { powerOfTwo } from './functions';
import { BELOW, keepLanes, MOMENTS, TIES } from './lane-sums';
import {
  evenPowers,
  exponentials,
  firstTemperature,
  lastTemperature,
  octaves,
  oddPowers,
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

/**
 * Sums e^z of a row, z being the logit less the largest, and at the temperatures that are gathered e^(bz) and its
 * moments, all in lanes. Every other temperature is half the one before, and its powers are squares, so that three
 * exponentials give all; near T = 1 two are enough.
 * @param row place among the rows of the tile
 */
export function sumRow(logits: usize, largest: f32, row: i32): void {
  const even = (firstTemperature + 1) & ~1;
  const odd = firstTemperature | 1;
  const isNear = even >= UNCHANGED - 2 && even <= UNCHANGED + 2;
  if (isNear) raiseNear(logits, largest, <f32>inverseTemperature(odd));
  else {
    shift(logits, largest);
    raise(1, exponentials);
    raise(<f32>inverseTemperature(odd), oddPowers);
    // To be squared.
    raise(<f32>inverseTemperature(even - 2), evenPowers);
  }
  clearTail();
  sumFirst(row, odd);
  const evens = isNear ? exponentials : evenPowers;
  if (isNear && even < UNCHANGED) sumRoots(row, even);
  else if (even !== UNCHANGED) squareAndSum(row, evens, even);
  for (let point = firstTemperature + 2; point <= lastTemperature; point++) {
    if (point === UNCHANGED) continue;
    const powers = (point & 1) === 1 ? oddPowers : evens;
    // Errors double with every square: halfway through the grid it is begun anew.
    if (!isNear && (point === UNCHANGED + 1 || point === UNCHANGED + 2)) {
      raise(<f32>inverseTemperature(point - 2), powers);
    }
    squareAndSum(row, powers, point);
  }
}

/**
 * Leaves log2(e^z) in `octaves`, e^z in `exponentials` and e^(bz) in `oddPowers`, as far as they matter near T = 1. The
 * rounding of log2(e^z) is an error of e^z of 6e-8 |z| relative: where it is large, e^z is nothing beside the top's 1.
 */
function raiseNear(logits: usize, largest: f32, scale: f32): void {
  const end = (<usize>vectors) << 4;
  const top = f32x4.splat(largest);
  const scales = f32x4.splat(scale);
  const toOctaves = octaves;
  const toExponentials = exponentials;
  const toPowers = oddPowers;
  const lowest = f32x4.splat(LOWEST);
  let offset: usize = 0;
  do {
    const difference = f32x4.sub(v128.load(logits + offset), top);
    const exponent = f32x4.pmax(f32x4.mul(difference, f32x4.splat(LOG2_E)), lowest);
    v128.store(toOctaves + offset, exponent);
    v128.store(toExponentials + offset, powerOfTwo(exponent));
    v128.store(toPowers + offset, powerOfTwo(f32x4.pmax(f32x4.mul(exponent, scales), lowest)));
    offset += 16;
  } while (offset < end);
}

/** Leaves log2(e^z) in `octaves`, as far as it matters at any temperature. */
function shift(logits: usize, largest: f32): void {
  const end = (<usize>vectors) << 4;
  const top = f32x4.splat(largest);
  let offset: usize = 0;
  do {
    const difference = f32x4.sub(v128.load(logits + offset), top);
    const exponent = f32x4.mul(difference, f32x4.splat(LOG2_E));
    v128.store(octaves + offset, f32x4.pmax(exponent, f32x4.splat(LOWEST_AT_HOTTEST)));
    offset += 16;
  } while (offset < end);
}

/** e^(bz) from `octaves`. */
function raise(scale: f32, powers: usize): void {
  const end = (<usize>vectors) << 4;
  const scales = f32x4.splat(scale);
  let offset: usize = 0;
  do {
    const exponent = f32x4.mul(v128.load(octaves + offset), scales);
    v128.store(powers + offset, powerOfTwo(f32x4.pmax(exponent, f32x4.splat(LOWEST))));
    offset += 16;
  } while (offset < end);
}

/** The lanes behind a row belong to the next one: they are no top class, and weigh nothing. */
function clearTail(): void {
  const mask = v128.load(tailMask);
  const last = (<usize>(vectors - 1)) << 4;
  v128.store(octaves + last, v128.bitselect(v128.load(octaves + last), f32x4.splat(LOWEST), mask));
  v128.store(exponentials + last, v128.and(v128.load(exponentials + last), mask));
  v128.store(evenPowers + last, v128.and(v128.load(evenPowers + last), mask));
  v128.store(oddPowers + last, v128.and(v128.load(oddPowers + last), mask));
}

/** Sums at T = 1 and at the first odd point. */
function sumFirst(row: i32, odd: i32): void {
  const end = (<usize>vectors) << 4;
  const exponents = octaves;
  const weights = exponentials;
  const powers = oddPowers;
  let below = f32x4.splat(0);
  let ties = i32x4.splat(0);
  let first = f32x4.splat(0);
  let second = f32x4.splat(0);
  let sumAtOdd = f32x4.splat(0);
  let firstAtOdd = f32x4.splat(0);
  let secondAtOdd = f32x4.splat(0);
  let offset: usize = 0;
  do {
    const exponent = v128.load(exponents + offset);
    const isTop = f32x4.eq(exponent, f32x4.splat(0));
    const weight = v128.load(weights + offset);
    below = f32x4.add(below, v128.andnot(weight, isTop));
    ties = i32x4.sub(ties, isTop);
    const product = f32x4.mul(weight, exponent);
    first = f32x4.add(first, product);
    second = f32x4.add(second, f32x4.mul(product, exponent));
    const weightAtOdd = v128.load(powers + offset);
    const productAtOdd = f32x4.mul(weightAtOdd, exponent);
    sumAtOdd = f32x4.add(sumAtOdd, weightAtOdd);
    firstAtOdd = f32x4.add(firstAtOdd, productAtOdd);
    secondAtOdd = f32x4.add(secondAtOdd, f32x4.mul(productAtOdd, exponent));
    offset += 16;
  } while (offset < end);
  const tied = f32x4.convert_i32x4_s(ties);
  keepLanes(BELOW, row, below);
  keepLanes(TIES, row, tied);
  keepMoments(UNCHANGED, row, f32x4.add(below, tied), first, second);
  keepMoments(odd, row, sumAtOdd, firstAtOdd, secondAtOdd);
}

/** Sums at T = 2, from e^z. */
function sumRoots(row: i32, point: i32): void {
  const end = (<usize>vectors) << 4;
  const exponents = octaves;
  const weights = exponentials;
  let sum = f32x4.splat(0);
  let first = f32x4.splat(0);
  let second = f32x4.splat(0);
  let offset: usize = 0;
  do {
    const exponent = v128.load(exponents + offset);
    const weight = f32x4.sqrt(v128.load(weights + offset));
    const product = f32x4.mul(weight, exponent);
    sum = f32x4.add(sum, weight);
    first = f32x4.add(first, product);
    second = f32x4.add(second, f32x4.mul(product, exponent));
    offset += 16;
  } while (offset < end);
  keepMoments(point, row, sum, first, second);
}

/** Sums at half the temperature to which the powers belong. */
function squareAndSum(row: i32, powers: usize, point: i32): void {
  const end = (<usize>vectors) << 4;
  const exponents = octaves;
  const least = f32x4.splat(LEAST_ROOT);
  let sum = f32x4.splat(0);
  let first = f32x4.splat(0);
  let second = f32x4.splat(0);
  let offset: usize = 0;
  do {
    const exponent = v128.load(exponents + offset);
    const power = f32x4.pmax(v128.load(powers + offset), least);
    const weight = f32x4.mul(power, power);
    v128.store(powers + offset, weight);
    const product = f32x4.mul(weight, exponent);
    sum = f32x4.add(sum, weight);
    first = f32x4.add(first, product);
    second = f32x4.add(second, f32x4.mul(product, exponent));
    offset += 16;
  } while (offset < end);
  keepMoments(point, row, sum, first, second);
}

function keepMoments(point: i32, row: i32, sum: v128, first: v128, second: v128): void {
  keepLanes(MOMENTS + 3 * point, row, sum);
  keepLanes(MOMENTS + 3 * point + 1, row, first);
  keepLanes(MOMENTS + 3 * point + 2, row, second);
}
