import type { Report } from '../../../../src/check/report/report';
import { sigmoid } from '../../../../src/numerics/stable';
import { check, randomNumbers, vector } from '../tensors';

/** A report on logits and binary targets. */
export function reportOf(
  logits: readonly number[],
  targets: readonly number[],
  parameters: { readonly alpha?: number | number[] | null; readonly gamma?: number } = {},
): Promise<Report> {
  return check({ logits: vector(logits), targets: vector(targets, 'int64') }, { parameters });
}

/** Logits, and targets drawn with the probabilities that a map gives them. */
export function drawnBy(count: number, map: (logit: number) => number) {
  const random = randomNumbers(7);
  const logits = Array.from({ length: count }, () => 6 * random() - 4);
  return { logits, targets: logits.map((logit) => (random() < sigmoid(map(logit)) ? 1 : 0)) };
}
