import {
  BINS_PER_OCTAVE,
  FLOAT_BINS,
  LOWEST_EXPONENT,
  OFFSET_BITS,
  WITHOUT_LOSS,
} from '../../numerics/float-bin-layout';
import { binOf, centreOf } from '../../numerics/margin-bins';
import { focalStarFrom, power } from '../../numerics/margin-losses';
import {
  BIN_BALANCED,
  BIN_COUNTS,
  BIN_CROSS_ENTROPY,
  BIN_FOCAL,
  BIN_GRADIENT,
  COUNTS,
  CROSS_ENTROPY,
  FOCAL,
  FOCAL_STAR,
  GRADIENT,
  LOGIT_COUNTS,
  NEGATIVE_COUNTS,
  NEGATIVE_CROSS_ENTROPY,
  NEGATIVE_FOCAL,
  NEGATIVE_FOCAL_STAR,
  NEGATIVE_GRADIENT,
  ODD_VALUES,
  PROBABILITY_BINS,
  RELIABILITY,
  SQUARES,
  SUMS,
  VALUE_BINS,
} from '../../numerics/row-segments';
import { sigmoid } from '../../numerics/stable';
import { SATURATED_LOGIT } from '../simd/float-limits.as';
import { addTo, countOdd, SATURATED, valueBin } from '../sums/logit-statistics.as';
import { addSpread, addToHistogram } from '../sums/margin-histograms.as';
import { addOutcomes } from '../sums/reliability.as';
import { alphas, segment } from '../sums/row-memory.as';
import { ROW_BYTES } from './compact-bins.as';

/** The current point: elements so close together that mean and variance suffice. */
let group: i32 = 0;
let count: f64 = 0;
/** Mean of x_t; of x for elements without a loss. */
let mean: f64 = 0;
let variance: f64 = 0;

/** @param row of BinRows */
function read(row: usize): void {
  const key = <u32>load<f64>(row, 32);
  const place = key >>> 1;
  const bin = place & (FLOAT_BINS - 1);
  const side = place / FLOAT_BINS;
  const octave = reinterpret<f64>((<u64>(1023 + LOWEST_EXPONENT + bin / BINS_PER_OCTAVE)) << 52);
  const low = bin === 0 ? 0 : octave * (1 + <f64>(bin % BINS_PER_OCTAVE) / BINS_PER_OCTAVE);
  const unit = bin === 0 ? 0 : octave / <f64>(BINS_PER_OCTAVE << OFFSET_BITS);
  count = load<f64>(row);
  const beyond = (load<f64>(row, 8) / count) * unit;
  const squares = load<f64>(row, 24) * 4294967296 + load<f64>(row, 16);
  group = side >>> 1;
  mean = (side & 1) === 1 ? -(low + beyond) : low + beyond;
  variance = max(0, (squares / count) * unit * unit - beyond * beyond);
}

/**
 * Adds the elements of rows of BinRows to the segments as one channel: logits, losses, p_t and reliability, in float64,
 * to second order about the mean of each row. α of negatives and positives is stored in place of α of classes.
 */
export function addBinLosses(rows: usize, length: i32, gamma: f64): void {
  for (let row = 0; row < length; row++) {
    read(rows + ROW_BYTES * row);
    addLogit();
    if (group === WITHOUT_LOSS) {
      addTo(segment(ODD_VALUES), count);
    } else {
      addLosses(gamma);
    }
  }
}

function addLogit(): void {
  const x = group === 0 ? -mean : mean;
  addTo(segment(LOGIT_COUNTS), count);
  addTo(segment(SUMS), count * x);
  addTo(segment(SQUARES), count * (mean * mean + variance));
  if (abs(x) > SATURATED_LOGIT) {
    countOdd(SATURATED, count);
  }
  addToBin(VALUE_BINS, valueBin(x), count);
}

function addLosses(gamma: f64): void {
  clearTerms();
  if (variance === 0) {
    addTerms(mean, gamma, count);
  } else {
    // Mean of the terms of two elements with this mean and variance.
    const deviation = Math.sqrt(variance);
    addTerms(mean - deviation, gamma, count / 2);
    addTerms(mean + deviation, gamma, count / 2);
  }
  const isPositive = group === 1;
  addTo(segment(isPositive ? COUNTS : NEGATIVE_COUNTS), count);
  addTo(segment(isPositive ? CROSS_ENTROPY : NEGATIVE_CROSS_ENTROPY), crossEntropy);
  addTo(segment(isPositive ? FOCAL : NEGATIVE_FOCAL), focal);
  addTo(segment(isPositive ? FOCAL_STAR : NEGATIVE_FOCAL_STAR), focalStar);
  addTo(segment(isPositive ? GRADIENT : NEGATIVE_GRADIENT), gradient);
  const alpha = load<f64>(alphas + ((<usize>group) << 3));
  const bin = min(PROBABILITY_BINS - 1, <i32>(sigmoid(mean) * PROBABILITY_BINS)) + group * PROBABILITY_BINS;
  addToBin(BIN_COUNTS, bin, count);
  addToBin(BIN_CROSS_ENTROPY, bin, crossEntropy);
  addToBin(BIN_BALANCED, bin, alpha * crossEntropy);
  addToBin(BIN_FOCAL, bin, alpha * focal);
  addToBin(BIN_GRADIENT, bin, abs(alpha) * gradient);
  const confidence = (isPositive ? probability : missing) / count;
  addOutcomes(segment(RELIABILITY), sigmoid(isPositive ? mean : -mean), confidence, <f64>group, count);
}

function addToBin(index: i32, bin: i32, value: f64): void {
  addTo(segment(index) + ((<usize>bin) << 3), value);
}

/** Sums of the terms of the current point: losses without α, |dFL/dx|, p_t and 1 − p_t. */
let crossEntropy: f64 = 0;
let focal: f64 = 0;
let focalStar: f64 = 0;
let gradient: f64 = 0;
let probability: f64 = 0;
let missing: f64 = 0;

function clearTerms(): void {
  crossEntropy = 0;
  focal = 0;
  focalStar = 0;
  gradient = 0;
  probability = 0;
  missing = 0;
}

/** Adds the terms of a number of equal elements. */
function addTerms(margin: f64, gamma: f64, elements: f64): void {
  const decay = Math.exp(-abs(margin));
  const large = 1 / (1 + decay);
  const small = decay * large;
  const p = margin >= 0 ? large : small;
  const q = margin >= 0 ? small : large;
  const loss = Math.log1p(decay) + max(0, -margin);
  const modulating = power(q, gamma);
  crossEntropy += elements * loss;
  focal += elements * modulating * loss;
  focalStar += elements * focalStarFrom(margin, decay, gamma);
  gradient += elements * modulating * (gamma * p * loss + q);
  probability += elements * p;
  missing += elements * q;
}

/**
 * Adds x_t of the elements with a loss in rows of BinRows to the histograms (negatives first). All elements of a row are
 * in one bin.
 */
export function addBinMargins(rows: usize, length: i32): void {
  for (let row = 0; row < length; row++) {
    read(rows + ROW_BYTES * row);
    if (group === WITHOUT_LOSS) {
      continue;
    }
    const bin = binOf(mean);
    addToHistogram(group, <i32>bin, mean - centreOf(bin), count);
    addSpread(group, <i32>bin, count * variance);
  }
}
