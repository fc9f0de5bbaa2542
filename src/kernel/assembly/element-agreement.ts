import { isSameLoss } from '../../check/statistics/loss-tolerance';
import { GRADIENT_AGREEMENT, LOSS_AGREEMENT } from '../element-segments';
import {
  BALANCED,
  block,
  CROSS_ENTROPY,
  channels,
  elementSegment,
  FOCAL,
  GRADIENT,
  PLACE,
  WEIGHT,
} from './element-memory';
import { addTo } from './logit-statistics';

/**
 * The gradients that were given beside the closed form.
 * @param gradients float64, one a row or one a logit
 */
export function addGradientAgreement(length: i32, gradients: usize, perRow: i32): void {
  const sums = elementSegment(GRADIENT_AGREEMENT);
  const end = block + ((<usize>length) << 3);
  for (let entry = block; entry < end; entry += 8) {
    const given = load<f64>(placeOf(entry, gradients, perRow));
    if (!Number.isFinite(given)) {
      continue;
    }
    const expected = load<f64>(entry, GRADIENT);
    addTo(sums, given * given);
    addTo(sums + 8, expected * expected);
    addTo(sums + 16, given * expected);
  }
}

/**
 * The losses that were given beside the closed form, and beside formulas that are easily taken for it; see LossAgreement.
 * @param losses as the gradients
 */
export function addLossAgreement(length: i32, first: f64, losses: usize, perRow: i32): void {
  const agreement = elementSegment(LOSS_AGREEMENT);
  const end = block + ((<usize>length) << 3);
  addTo(agreement, <f64>length);
  for (let entry = block; entry < end; entry += 8) {
    const given = load<f64>(placeOf(entry, losses, perRow));
    const focal = load<f64>(entry, FOCAL);
    const crossEntropy = load<f64>(entry, CROSS_ENTROPY);
    const balanced = load<f64>(entry, BALANCED);
    if (!isSameLoss(given, focal)) {
      addDisagreement(agreement, entry, first, given, focal);
    }
    // A loss of zero is zero under every formula.
    const alpha = crossEntropy === 0 ? 1 : balanced / crossEntropy;
    if (!isSameLoss(given, focal / load<f64>(entry, WEIGHT))) {
      addTo(agreement + 16, 1);
    }
    if (!isSameLoss(given, focal / alpha)) {
      addTo(agreement + 24, 1);
    }
    if (!isSameLoss(given, balanced)) {
      addTo(agreement + 32, 1);
    }
    if (!isSameLoss(given, crossEntropy)) {
      addTo(agreement + 40, 1);
    }
  }
}

function addDisagreement(agreement: usize, entry: usize, first: f64, given: f64, expected: f64): void {
  addTo(agreement + 8, 1);
  const difference = Math.abs(given - expected);
  if (Number.isFinite(difference)) {
    store<f64>(agreement, Math.max(load<f64>(agreement, 48), difference), 48);
  }
  if (load<f64>(agreement, 56) !== 0) {
    return;
  }
  store<f64>(agreement, 1, 56);
  store<f64>(agreement, first + <f64>load<i32>(entry, PLACE), 64);
  store<f64>(agreement, given, 72);
  store<f64>(agreement, expected, 80);
}

/** Where the element's value is in a column with one a row or one a logit. */
function placeOf(entry: usize, values: usize, perRow: i32): usize {
  const place = load<i32>(entry, PLACE);
  return values + ((<usize>(perRow === channels ? place : place / channels)) << 3);
}
