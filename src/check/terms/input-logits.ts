import { clamped, limitedLog, limitedLogit, unsquashed } from '../../numerics/limited-logit';
import type { InputKind } from '../report/report';

/** The logit of a sigmoid's value; NaN for a value outside the range of its kind. */
export function logitOfValue(value: number, input: InputKind): number {
  if (input === 'logits') {
    return value;
  }
  return input === 'probabilities' ? limitedLogit(value) : unsquashed(value);
}

/** A masked class is put this far below the largest logit, so that no temperature leaves anything of it. */
const MASKED = 1e5;

/**
 * Turns the values of one softmax example into its logits, up to a constant that does not change the softmax. A class of
 * −Infinity beside finite ones is a masked one; a row without a probability has no logits, but NaN.
 * @param row the values as given; overwritten
 */
export function logitsOfRow(row: Float64Array, input: InputKind): void {
  if (input === 'logits') {
    putMasksInReach(row);
    return;
  }
  if (input === 'probabilities' && row.every((value) => value <= 0)) {
    row.fill(Number.NaN);
  }
  for (let at = 0; at < row.length; at++) {
    row[at] = limitedLog(row[at] ?? Number.NaN);
  }
  if (input === 'probabilities') {
    return;
  }
  // The logarithms of a softmax are its logits plus a constant. Here the logits are probabilities, which sum to one.
  const mean = row.reduce((sum, one) => sum + one, 0) / row.length;
  for (let at = 0; at < row.length; at++) {
    row[at] = limitedLog(clamped((row[at] ?? Number.NaN) - mean + 1 / row.length));
  }
}

/** Arithmetic with −Infinity would give NaN where 0 is meant. */
function putMasksInReach(row: Float64Array): void {
  if (!row.includes(Number.NEGATIVE_INFINITY)) {
    return;
  }
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of row) {
    largest = value > largest ? value : largest;
  }
  if (Number.isFinite(largest)) {
    for (let at = 0; at < row.length; at++) {
      row[at] = row[at] === Number.NEGATIVE_INFINITY ? largest - MASKED : (row[at] ?? Number.NaN);
    }
  }
}
