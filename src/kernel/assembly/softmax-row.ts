import { exponential } from './functions';
import { exponentials, firstTemperature, lastTemperature, shifted, tailMask, vectors } from './row-memory';
import { inverseTemperature, storeSums, sumAllTemperatures, UNCHANGED } from './temperatures';

/** Of the row summed last: Σ e^z of the classes below the top, z being the logit less the largest. */
export let below: f64 = 0;
/** How many classes share the top. */
export let tied: i32 = 0;

/** Sums e^z of a row at T = 1 and at the temperatures that are gathered, and leaves e^z in `exponentials`. */
export function sumRow(logits: usize, largest: f32): void {
  const isNarrow = lastTemperature - firstTemperature === 1 || lastTemperature - firstTemperature === 2;
  if (isNarrow) sumWithNeighbours(logits, largest);
  else {
    sumAlone(logits, largest);
    sumAllTemperatures();
  }
}

function sumAlone(logits: usize, largest: f32): void {
  const top = f32x4.splat(largest);
  const end = (<usize>vectors) << 4;
  let sum = f32x4.splat(0);
  let ties = i32x4.splat(0);
  for (let offset: usize = 0; offset < end; offset += 16) {
    let difference = f32x4.sub(v128.load(logits + offset), top);
    let weight = exponential(difference);
    let isTop = f32x4.eq(difference, f32x4.splat(0));
    if (offset + 16 === end) {
      const mask = v128.load(tailMask);
      difference = v128.and(difference, mask);
      weight = v128.and(weight, mask);
      isTop = v128.and(isTop, mask);
    }
    v128.store(shifted + offset, difference);
    v128.store(exponentials + offset, weight);
    sum = f32x4.add(sum, v128.andnot(weight, isTop));
    ties = i32x4.sub(ties, isTop);
  }
  keep(sum, ties);
}

/** The same with the sums at two or three neighbouring temperatures, the likely case, in one go. */
function sumWithNeighbours(logits: usize, largest: f32): void {
  const top = f32x4.splat(largest);
  const end = (<usize>vectors) << 4;
  const point = firstTemperature;
  const isThree = lastTemperature - point === 2;
  // Every second temperature is twice the one before: its powers are squares.
  const isSecondNext = point + 2 === UNCHANGED;
  const scale0 = f32x4.splat(<f32>inverseTemperature(point));
  const scale1 = f32x4.splat(<f32>inverseTemperature(point + 1));
  let sum = f32x4.splat(0);
  let ties = i32x4.splat(0);
  let sum0 = f32x4.splat(0);
  let first0 = f32x4.splat(0);
  let second0 = f32x4.splat(0);
  let sum1 = f32x4.splat(0);
  let first1 = f32x4.splat(0);
  let second1 = f32x4.splat(0);
  let sum2 = f32x4.splat(0);
  let first2 = f32x4.splat(0);
  let second2 = f32x4.splat(0);
  for (let offset: usize = 0; offset < end; offset += 16) {
    let difference = f32x4.sub(v128.load(logits + offset), top);
    let weight = exponential(difference);
    let weight0 = weight;
    if (isSecondNext) weight0 = f32x4.sqrt(weight);
    else if (point !== UNCHANGED) weight0 = exponential(f32x4.mul(difference, scale0));
    let weight1 = point + 1 === UNCHANGED ? weight : exponential(f32x4.mul(difference, scale1));
    let isTop = f32x4.eq(difference, f32x4.splat(0));
    if (offset + 16 === end) {
      const mask = v128.load(tailMask);
      difference = v128.and(difference, mask);
      weight = v128.and(weight, mask);
      weight0 = v128.and(weight0, mask);
      weight1 = v128.and(weight1, mask);
      isTop = v128.and(isTop, mask);
    }
    v128.store(exponentials + offset, weight);
    sum = f32x4.add(sum, v128.andnot(weight, isTop));
    ties = i32x4.sub(ties, isTop);
    const product0 = f32x4.mul(weight0, difference);
    sum0 = f32x4.add(sum0, weight0);
    first0 = f32x4.add(first0, product0);
    second0 = f32x4.add(second0, f32x4.mul(product0, difference));
    const product1 = f32x4.mul(weight1, difference);
    sum1 = f32x4.add(sum1, weight1);
    first1 = f32x4.add(first1, product1);
    second1 = f32x4.add(second1, f32x4.mul(product1, difference));
    if (isThree) {
      const weight2 = f32x4.mul(weight0, weight0);
      const product2 = f32x4.mul(weight2, difference);
      sum2 = f32x4.add(sum2, weight2);
      first2 = f32x4.add(first2, product2);
      second2 = f32x4.add(second2, f32x4.mul(product2, difference));
    }
  }
  keep(sum, ties);
  storeSums(point, sum0, first0, second0);
  storeSums(point + 1, sum1, first1, second1);
  if (isThree) storeSums(point + 2, sum2, first2, second2);
}

function keep(sum: v128, ties: v128): void {
  const high = i8x16.shuffle(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
  const pairs = f64x2.add(f64x2.promote_low_f32x4(sum), f64x2.promote_low_f32x4(high));
  below = f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
  tied =
    i32x4.extract_lane(ties, 0) +
    i32x4.extract_lane(ties, 1) +
    i32x4.extract_lane(ties, 2) +
    i32x4.extract_lane(ties, 3);
}
