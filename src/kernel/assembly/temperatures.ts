import { RELIABILITY_BINS, TEMPERATURE_POINTS, TEMPERATURE_RELIABILITY, TEMPERATURES } from '../row-segments';
import { logarithm } from './functions';
import { MOMENTS, sumsOfRows } from './lane-sums';
import { addTo } from './logit-statistics';
import { addOutcome } from './reliability';
import { firstTemperature, lastTemperature, segment } from './row-memory';
import { upper } from './shuffles';

/** The grid point of T = 1. */
export const UNCHANGED: i32 = 10;

/**
 * Adds the cross-entropy of up to four rows and its derivatives by 1 / T, at the temperatures of the grid that are
 * gathered, and the reliability there, from the sums in lanes.
 * @param row place of the first among the rows of the tile
 * @param ahead float32 of each row: the target's logit less the largest
 * @param outcomes float32 of each row: 1 when the top class is the target
 */
export function addTemperatures(row: i32, count: i32, ahead: usize, outcomes: usize): void {
  for (let point = firstTemperature; point <= lastTemperature; point++) {
    const sum = sumsOfRows(MOMENTS + 3 * point, row);
    const mean = f32x4.div(sumsOfRows(MOMENTS + 3 * point + 1, row), sum);
    const meanSquare = f32x4.div(sumsOfRows(MOMENTS + 3 * point + 2, row), sum);
    const logarithms = logarithm(sum);
    const logits = v128.load(ahead);
    addPair(point, count, sum, logarithms, mean, meanSquare, logits, outcomes);
    if (count <= 2) continue;
    addPair(
      point,
      count - 2,
      upper(sum),
      upper(logarithms),
      upper(mean),
      upper(meanSquare),
      upper(logits),
      outcomes + 8,
    );
  }
}

/** The first two rows of four, or one. */
function addPair(
  point: i32,
  count: i32,
  sums: v128,
  logarithms: v128,
  means: v128,
  meanSquares: v128,
  logits: v128,
  outcomes: usize,
): void {
  // The sums are those of binary logarithms.
  const ln2 = f64x2.splat(Math.LN2);
  const ahead = f64x2.promote_low_f32x4(logits);
  const mean = f64x2.mul(f64x2.promote_low_f32x4(means), ln2);
  const meanSquare = f64x2.mul(f64x2.promote_low_f32x4(meanSquares), f64x2.mul(ln2, ln2));
  const crossEntropy = f64x2.sub(
    f64x2.promote_low_f32x4(logarithms),
    f64x2.mul(ahead, f64x2.splat(inverseTemperature(point))),
  );
  const entry = segment(TEMPERATURES) + ((<usize>point) << 3);
  addLanes(entry, count, crossEntropy);
  addLanes(entry + 8 * TEMPERATURE_POINTS, count, f64x2.sub(mean, ahead));
  addLanes(entry + 16 * TEMPERATURE_POINTS, count, f64x2.sub(meanSquare, f64x2.mul(mean, mean)));
  const reliability = segment(TEMPERATURE_RELIABILITY) + <usize>point * 24 * RELIABILITY_BINS;
  const confidences = f64x2.div(f64x2.splat(1), f64x2.promote_low_f32x4(sums));
  addOutcome(reliability, f64x2.extract_lane(confidences, 0), <f64>load<f32>(outcomes));
  if (count > 1) addOutcome(reliability, f64x2.extract_lane(confidences, 1), <f64>load<f32>(outcomes, 4));
}

function addLanes(address: usize, count: i32, values: v128): void {
  addTo(address, f64x2.extract_lane(values, 0) + (count > 1 ? f64x2.extract_lane(values, 1) : 0));
}

/** 1 / T at a point of the grid: 2^n, and 3/2 · 2^n at odd ones. */
export function inverseTemperature(point: i32): f64 {
  const octaves = (point - UNCHANGED) >> 1;
  const whole = reinterpret<f64>((<i64>(1023 + octaves)) << 52);
  return ((point - UNCHANGED) & 1) === 1 ? 1.5 * whole : whole;
}
