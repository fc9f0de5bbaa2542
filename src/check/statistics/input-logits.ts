import { clamped, limitedLog, limitedLogit, unsquashed } from '../../numerics/limited-logit';
import type { InputKind } from '../report/report';

/** The logit of a sigmoid's value; NaN for one that the kind cannot have. */
export function logitOfValue(value: number, input: InputKind): number {
  if (input === 'logits') {
    return value;
  }
  return input === 'probabilities' ? limitedLogit(value) : unsquashed(value);
}

/**
 * Turns the values of one softmax example into its logits, up to a constant that a softmax does not see.
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
  // A softmax's logarithms are its logits but for a constant: here probabilities, which sum to one.
  const mean = row.reduce((sum, one) => sum + one, 0) / row.length;
  for (let at = 0; at < row.length; at++) {
    row[at] = limitedLog(clamped((row[at] ?? Number.NaN) - mean + 1 / row.length));
  }
}
