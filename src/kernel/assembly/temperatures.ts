import { RELIABILITY_BINS, TEMPERATURE_POINTS, TEMPERATURE_RELIABILITY, TEMPERATURES } from '../row-segments';
import { exponential, logarithm } from './functions';
import { addTo } from './logit-statistics';
import { addOutcome } from './reliability';
import {
  exponentials,
  firstTemperature,
  lastTemperature,
  powers,
  segment,
  shifted,
  tailMask,
  temperatureSums,
  vectors,
} from './row-memory';

/** The grid point of T = 1. */
export const UNCHANGED: i32 = 10;
/** Bytes of one row of `temperatureSums`: a float32 a point, padded. */
const SUM_BYTES: usize = 96;

/**
 * Adds the cross-entropy of one row and its derivatives by 1 / T, at the temperatures of the grid that are gathered,
 * and the reliability there, from its sums at each.
 * @param ahead the target's logit less the largest
 * @param outcome 1 when the top class is the target
 */
export function addTemperatures(ahead: f64, outcome: f64): void {
  for (let point = firstTemperature & ~3; point <= lastTemperature; point += 4) {
    const sums = temperatureSums + ((<usize>point) << 2);
    const sum = v128.load(sums);
    const mean = f32x4.div(v128.load(sums, SUM_BYTES), sum);
    const meanSquare = f32x4.div(v128.load(sums, 2 * SUM_BYTES), sum);
    const logarithms = logarithm(sum);
    addPoint(
      point,
      ahead,
      outcome,
      f32x4.extract_lane(sum, 0),
      f32x4.extract_lane(logarithms, 0),
      f32x4.extract_lane(mean, 0),
      f32x4.extract_lane(meanSquare, 0),
    );
    addPoint(
      point + 1,
      ahead,
      outcome,
      f32x4.extract_lane(sum, 1),
      f32x4.extract_lane(logarithms, 1),
      f32x4.extract_lane(mean, 1),
      f32x4.extract_lane(meanSquare, 1),
    );
    addPoint(
      point + 2,
      ahead,
      outcome,
      f32x4.extract_lane(sum, 2),
      f32x4.extract_lane(logarithms, 2),
      f32x4.extract_lane(mean, 2),
      f32x4.extract_lane(meanSquare, 2),
    );
    addPoint(
      point + 3,
      ahead,
      outcome,
      f32x4.extract_lane(sum, 3),
      f32x4.extract_lane(logarithms, 3),
      f32x4.extract_lane(mean, 3),
      f32x4.extract_lane(meanSquare, 3),
    );
  }
}

function addPoint(
  point: i32,
  ahead: f64,
  outcome: f64,
  sum: f32,
  logarithmOfSum: f32,
  mean: f32,
  meanSquare: f32,
): void {
  if (point < firstTemperature || point > lastTemperature) return;
  const entry = segment(TEMPERATURES) + ((<usize>point) << 3);
  addTo(entry, <f64>logarithmOfSum - inverseTemperature(point) * ahead);
  addTo(entry + 8 * TEMPERATURE_POINTS, <f64>mean - ahead);
  addTo(entry + 16 * TEMPERATURE_POINTS, <f64>meanSquare - <f64>mean * <f64>mean);
  const reliability = segment(TEMPERATURE_RELIABILITY) + <usize>point * 24 * RELIABILITY_BINS;
  addOutcome(reliability, 1 / <f64>sum, outcome);
}

/** 2^((point − 10) / 2). */
export function inverseTemperature(point: i32): f64 {
  const octaves = (point - UNCHANGED) >> 1;
  const whole = reinterpret<f64>((<i64>(1023 + octaves)) << 52);
  return ((point - UNCHANGED) & 1) === 1 ? whole * Math.SQRT2 : whole;
}

/**
 * Sums one row at all temperatures that are gathered, from `shifted` and `exponentials`. Squaring e^(z / T) halves T,
 * so two exponentials, √2 apart, give all.
 */
export function sumAllTemperatures(): void {
  sumChain(firstTemperature);
  if (firstTemperature < lastTemperature) sumChain(firstTemperature + 1);
}

/** The sums at every other temperature from a first one on. */
function sumChain(start: i32): void {
  const scale = f32x4.splat(<f32>inverseTemperature(start));
  for (let point = start; point <= lastTemperature; point += 2) {
    let sum = f32x4.splat(0);
    let first = f32x4.splat(0);
    let second = f32x4.splat(0);
    for (let vector = 0; vector < vectors; vector++) {
      const offset = (<usize>vector) << 4;
      const logits = v128.load(shifted + offset);
      let weight: v128;
      if (point > start) {
        weight = v128.load(powers + offset);
        weight = f32x4.mul(weight, weight);
      } else if (point === UNCHANGED) {
        weight = v128.load(exponentials + offset);
      } else {
        weight = exponential(f32x4.mul(logits, scale));
        if (vector === vectors - 1) weight = v128.and(weight, v128.load(tailMask));
      }
      v128.store(powers + offset, weight);
      const weighted = f32x4.mul(weight, logits);
      sum = f32x4.add(sum, weight);
      first = f32x4.add(first, weighted);
      second = f32x4.add(second, f32x4.mul(weighted, logits));
    }
    storeSums(point, sum, first, second);
  }
}

/** Keeps Σ e^(bz), Σ z e^(bz) and Σ z² e^(bz) of a row, from their lanes. */
export function storeSums(point: i32, sum: v128, first: v128, second: v128): void {
  const sums = temperatureSums + ((<usize>point) << 2);
  store<f32>(sums, sumOfLanes(sum));
  store<f32>(sums, sumOfLanes(first), SUM_BYTES);
  store<f32>(sums, sumOfLanes(second), 2 * SUM_BYTES);
}

function sumOfLanes(values: v128): f32 {
  const pairs = f32x4.add(
    values,
    i8x16.shuffle(values, values, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7),
  );
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}
