import { isSameLoss, toleranceOf } from '../../check/statistics/loss-tolerance';
import { binOf, centreOf, limitedMargin } from '../../check/statistics/margin-bins';
import { WITHOUT_LOSS } from '../cell-layout';
import {
  COMPARED,
  GRADIENT_SUMS,
  HARDEST_LIMITS,
  LARGEST_DIFFERENCE,
  NOT_BALANCED,
  NOT_CROSS_ENTROPY,
  NOT_FOCAL,
  NOT_WITHOUT_ALPHA,
  NOT_WITHOUT_WEIGHT,
} from '../row-totals';
import { addTo } from './logit-statistics';
import { addToHistogram } from './margin-histograms';
import { addMargin } from './row-margins';
import { alphas } from './row-memory';
import { INFINITY_BITS } from './sizes';
import { LARGEST_MARGIN } from './top-class';

/** From here on float32 holds a cross-entropy well; what is less is e^(−x_t). */
const LEAST_CROSS_ENTROPY: f64 = 1e-30;

/** What `addRows` keeps of each row; see `setUpTerms`. */
let terms: usize = 0;
/** The entries of row-totals.ts. */
let totals: usize = 0;
/** What float32 leaves open of the tolerance within which losses are the same. */
let openShare: f64 = 0;

/** Told of a row that is among the hardest, by its place in the batch. */
declare function hard(place: i32, weightedCrossEntropy: f64): void;
/** Told of a row of whose loss float64 may say something else, or which disagrees more than all before. */
declare function doubt(place: i32): void;

/** @param share what the losses of `addRows` leave open of the tolerance within which losses are the same */
export function setUpRowTerms(termsOfRows: usize, totalsOfJob: usize, share: f64): void {
  terms = termsOfRows;
  totals = totalsOfJob;
  openShare = share;
}

/**
 * Compares the rows that `addRows` has added last, counts those with weights, and takes those out of what
 * `addRowMargins` adds whose weight is not one.
 * @param targets the class of each row, int32
 * @param margins x_t of each row, float32
 * @param codes whether each row is a negative, a positive or `WITHOUT_LOSS`, one byte each
 * @param weights of each row, float64, as `gradients` and `losses` are; null where there are none
 * @returns false where an x_t is beyond float32
 */
export function addRowTerms(
  targets: usize,
  margins: usize,
  codes: usize,
  rows: i32,
  weights: usize,
  gradients: usize,
  losses: usize,
): bool {
  for (let row = 0; row < rows; row++) {
    const side: i32 = load<u8>(codes + row);
    if (side === WITHOUT_LOSS) {
      continue;
    }
    const four = (<usize>row) << 2;
    const eight = (<usize>row) << 3;
    const weight: f64 = weights === 0 ? 1 : load<f64>(weights + eight);
    const alpha = load<f64>(alphas + ((<usize>load<i32>(targets + four)) << 3));
    if (gradients !== 0) {
      compareGradient(row, load<f64>(gradients + eight), alpha * weight);
    }
    if (losses !== 0) {
      compareLoss(row, load<f64>(losses + eight), alpha, weight);
    }
    if (weights === 0) {
      continue;
    }
    const margin = load<f32>(margins + four);
    if ((reinterpret<i32>(margin) & 0x7fffffff) >= INFINITY_BITS) {
      return false;
    }
    if (weight > 0) {
      addShare(side, margin, weight);
    }
    if (weight === 1) {
      continue;
    }
    store<u8>(codes + row, <u8>WITHOUT_LOSS);
    addMargin(side, margin);
    tellHard(row, side, margin, weight);
  }
  return true;
}

function addShare(side: i32, exact: f64, weight: f64): void {
  const margin = limitedMargin(exact);
  const bin = binOf(margin);
  addToHistogram(side, <i32>bin, margin - centreOf(bin), weight);
}

/** @param margin x_t */
function tellHard(row: i32, side: i32, margin: f64, weight: f64): void {
  let crossEntropy = crossEntropyOf(row);
  // Those that float32 takes for nothing still have an order.
  if (crossEntropy < LEAST_CROSS_ENTROPY) {
    crossEntropy = margin < LARGEST_MARGIN ? Math.exp(-margin) : 0;
  }
  const weighted = weight * crossEntropy;
  if (weighted > load<f64>(totals + ((<usize>(HARDEST_LIMITS + side)) << 3))) {
    hard(row, weighted);
  }
}

function crossEntropyOf(row: i32): f64 {
  return <f64>load<f32>(terms + ((<usize>row) << 4));
}

/** @param factor α times the weight */
function compareGradient(row: i32, given: f64, factor: f64): void {
  if (!(Math.abs(given) < Infinity)) {
    return;
  }
  const expected = -factor * <f64>load<f32>(terms + ((<usize>row) << 4), 8);
  const sums = totals + (GRADIENT_SUMS << 3);
  addTo(sums, given * given);
  addTo(sums + 8, expected * expected);
  addTo(sums + 16, given * expected);
}

/** As `LossAgreement` compares it, unless the host has to look into it. */
function compareLoss(row: i32, given: f64, alpha: f64, weight: f64): void {
  const crossEntropy = weight * crossEntropyOf(row);
  const unweighted = alpha * <f64>load<f32>(terms + ((<usize>row) << 4), 4);
  const focal = weight * unweighted;
  const balanced = alpha * crossEntropy;
  const withoutAlpha = focal / (balanced / crossEntropy);
  if (
    crossEntropy === 0 ||
    isAtEdge(given, focal) ||
    isAtEdge(given, unweighted) ||
    isAtEdge(given, withoutAlpha) ||
    isAtEdge(given, balanced) ||
    isAtEdge(given, crossEntropy) ||
    mayBeRemembered(given, focal)
  ) {
    doubt(row);
    return;
  }
  count(COMPARED, true);
  count(NOT_FOCAL, !isSameLoss(given, focal));
  count(NOT_WITHOUT_WEIGHT, !isSameLoss(given, unweighted));
  count(NOT_WITHOUT_ALPHA, !isSameLoss(given, withoutAlpha));
  count(NOT_BALANCED, !isSameLoss(given, balanced));
  count(NOT_CROSS_ENTROPY, !isSameLoss(given, crossEntropy));
}

function isAtEdge(given: f64, expected: f64): bool {
  const tolerance = toleranceOf(expected);
  return Math.abs(Math.abs(given - expected) - tolerance) <= openShare * tolerance;
}

/** Whether it may be the first difference, or the largest. */
function mayBeRemembered(given: f64, focal: f64): bool {
  if (isSameLoss(given, focal)) {
    return false;
  }
  const largest = load<f64>(totals + (LARGEST_DIFFERENCE << 3));
  if (largest < 0) {
    return true;
  }
  const most = Math.abs(given - focal) + openShare * toleranceOf(focal);
  return most < Infinity && most > largest;
}

function count(entry: i32, isCounted: bool): void {
  if (isCounted) {
    addTo(totals + ((<usize>entry) << 3), 1);
  }
}
