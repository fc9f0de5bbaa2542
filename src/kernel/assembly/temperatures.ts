import { RELIABILITY_BINS, TEMPERATURE_POINTS, TEMPERATURE_RELIABILITY, TEMPERATURES } from '../row-segments';
import { logarithm } from './functions';
import { MOMENTS, sumsOfRows } from './lane-sums';
import { addTo } from './logit-statistics';
import { firstTemperature, lastTemperature, segment } from './row-memory';
import { upper } from './shuffles';

/** The grid point of T = 1. */
export const UNCHANGED: i32 = 10;
/** The sums are those of binary logarithms. */
const LN2: f32 = <f32>Math.LN2;
const SQUARE_OF_LN2: f32 = <f32>(Math.LN2 * Math.LN2);
/** Added to a whole number, it leaves it in units of ⅛ in the lowest bits: the distance in bytes of entries. */
const TO_ENTRY: f64 = 844424930131968;

/**
 * Adds the cross-entropy of up to four rows and its derivatives by 1 / T, at the temperatures of the grid that are
 * gathered, and the reliability there, from the sums in lanes.
 * @param ahead float32 of each row: the target's logit less the largest
 * @param outcomes float32 of each row: 1 when the top class is the target
 */
export function addTemperatures(count: i32, ahead: usize, outcomes: usize): void {
  const isRow = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
  const logits = v128.load(ahead);
  for (let point = firstTemperature; point <= lastTemperature; point++) {
    const sum = sumsOfRows(MOMENTS + 3 * point);
    const first = f32x4.div(sumsOfRows(MOMENTS + 3 * point + 1), sum);
    const second = f32x4.div(sumsOfRows(MOMENTS + 3 * point + 2), sum);
    const mean = f32x4.mul(first, f32x4.splat(LN2));
    const meanSquare = f32x4.mul(second, f32x4.splat(SQUARE_OF_LN2));
    const atTarget = f32x4.mul(logits, f32x4.splat(<f32>inverseTemperature(point)));
    const entry = segment(TEMPERATURES) + ((<usize>point) << 3);
    addFour(entry, v128.and(f32x4.sub(logarithm(sum), atTarget), isRow));
    addFour(entry + 8 * TEMPERATURE_POINTS, v128.and(f32x4.sub(mean, logits), isRow));
    const curvature = f32x4.sub(meanSquare, f32x4.mul(mean, mean));
    addFour(entry + 16 * TEMPERATURE_POINTS, v128.and(curvature, isRow));
    const reliability = segment(TEMPERATURE_RELIABILITY) + <usize>point * 24 * RELIABILITY_BINS;
    addOutcomes(reliability, count, sum, outcomes);
    if (count > 2) {
      addOutcomes(reliability, count - 2, upper(sum), outcomes + 8);
    }
  }
}

/** Adds up four float32. */
function addFour(address: usize, values: v128): void {
  const pairs = f64x2.add(f64x2.promote_low_f32x4(values), f64x2.promote_low_f32x4(upper(values)));
  addTo(address, f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1));
}

/** Adds the first two of some rows to reliability bins, or one, as `addOutcome` does. */
function addOutcomes(bins: usize, count: i32, sums: v128, outcomes: usize): void {
  const confidences = f64x2.div(f64x2.splat(1), f64x2.promote_low_f32x4(sums));
  const bin = f64x2.floor(f64x2.mul(confidences, f64x2.splat(RELIABILITY_BINS)));
  const entries = f64x2.add(f64x2.pmin(bin, f64x2.splat(RELIABILITY_BINS - 1)), f64x2.splat(TO_ENTRY));
  addInBin(bins + <u32>i64x2.extract_lane(entries, 0), f64x2.extract_lane(confidences, 0), outcomes);
  if (count === 1) {
    return;
  }
  addInBin(bins + <u32>i64x2.extract_lane(entries, 1), f64x2.extract_lane(confidences, 1), outcomes + 4);
}

function addInBin(entry: usize, confidence: f64, outcome: usize): void {
  addTo(entry, 1);
  addTo(entry + 8 * RELIABILITY_BINS, confidence);
  addTo(entry + 16 * RELIABILITY_BINS, <f64>load<f32>(outcome));
}

/** 1 / T at a point of the grid: 2^n, and 3/2 · 2^n at odd ones. */
export function inverseTemperature(point: i32): f64 {
  const octaves = (point - UNCHANGED) >> 1;
  const whole = reinterpret<f64>((<i64>(1023 + octaves)) << 52);
  return ((point - UNCHANGED) & 1) === 1 ? 1.5 * whole : whole;
}
