import { WITHOUT_LOSS } from '../../numerics/float-bin-layout';
import { INFINITY_BITS } from '../simd/float-limits.as';
import { addMargin } from './row-margins.as';
import { LARGEST_MARGIN } from './top-class.as';

/** Index of the first histogram by weight; the histograms by count come before it. */
const SHARES: i32 = 2;
/** Smallest cross-entropy that float32 represents well; a smaller one is computed as e^(−x_t). */
const LEAST_CROSS_ENTROPY: f64 = 1e-30;

/** Terms that `addRows` keeps for each row; see `setUpTerms`. */
let terms: usize = 0;
/** Two float64, for negatives and positives: rows with a larger weighted cross-entropy are told to the host. */
let limits: usize = 0;

/** Called for a row among the hardest, with its index in the batch. */
declare function hard(place: i32, weightedCrossEntropy: f64): void;

export function setUpWeightedRows(termsOfRows: usize, limitsOfSides: usize): void {
  terms = termsOfRows;
  limits = limitsOfSides;
}

/**
 * Counts the rows last added by `addRows` by their weights, and removes rows with another weight than one from those that
 * `addRowMargins` adds.
 * @param margins x_t of each row, float32
 * @param codes class of each row: negative, positive or `WITHOUT_LOSS`, one byte each
 * @param weights of each row, float64
 * @returns false if an x_t is beyond float32
 */
export function addWeightedRows(margins: usize, codes: usize, rows: i32, weights: usize): bool {
  for (let row = 0; row < rows; row++) {
    const side: i32 = load<u8>(codes + row);
    if (side === WITHOUT_LOSS) {
      continue;
    }
    const margin = load<f32>(margins + ((<usize>row) << 2));
    if ((reinterpret<i32>(margin) & 0x7fffffff) >= INFINITY_BITS) {
      return false;
    }
    const weight = load<f64>(weights + ((<usize>row) << 3));
    if (weight > 0) {
      addMargin(SHARES + side, margin, weight);
    }
    if (weight === 1) {
      continue;
    }
    store<u8>(codes + row, <u8>WITHOUT_LOSS);
    addMargin(side, margin, 1);
    tellHard(row, side, margin, weight);
  }
  return true;
}

/** @param margin x_t */
function tellHard(row: i32, side: i32, margin: f64, weight: f64): void {
  let crossEntropy = <f64>load<f32>(terms + ((<usize>row) << 3));
  // Cross-entropies that underflow in float32 still have an order.
  if (crossEntropy < LEAST_CROSS_ENTROPY) {
    crossEntropy = margin < LARGEST_MARGIN ? Math.exp(-margin) : 0;
  }
  const weighted = weight * crossEntropy;
  if (weighted > load<f64>(limits + ((<usize>side) << 3))) {
    hard(row, weighted);
  }
}
