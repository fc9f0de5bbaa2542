import { clamped, limitedLog, limitedLogit, unsquashed } from '../../numerics/limited-logit';
import type { InputKind } from '../report/report';

/** The logit of a sigmoid's value; NaN for a value outside the range of its kind. */
export function logitOfValue(value: number, input: InputKind): number {
  if (input === 'logits') {
    return value;
  }
  return input === 'probabilities' ? limitedLogit(value) : unsquashed(value);
}

/**
 * Turns the values of one softmax example into its logits, up to a constant that does not change the softmax.
 * @param row the values as given; overwritten
 */
export function logitsOfRow(row: Float64Array, input: InputKind): void {
  if (input === 'logits') {
    return;
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
