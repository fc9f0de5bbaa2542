import { linesOf } from './edge-cases';
import type { LossRule } from './rule';

/** The loss of a batch without positives is not finite. */
export const zeroPositives: LossRule<'zero-positives'> = {
  id: 'zero-positives',
  severity: 'error',
  find: ({ verdict }) => linesOf(verdict, 'noPositives', 'lossNotFinite').map((at) => ({ facts: {}, at })),
};
