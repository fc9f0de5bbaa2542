import { divisorsOfAtLeastOne } from '../fixes/building/divisors';
import { linesOf } from './evidence/edge-cases';
import { unboundedCounts } from './evidence/positives-in-divisor';
import type { Rule } from './rule';

/** The loss of a batch without positives is not finite. */
export const zeroPositives: Rule<'zero-positives'> = {
  id: 'zero-positives',
  severity: 'error',
  inLoss: ({ verdict }) => linesOf(verdict, 'noPositives', 'lossNotFinite').map((at) => ({ facts: {}, at })),
  fixInLoss: (loss, at) =>
    divisorsOfAtLeastOne(loss, at).map((edits) => ({ title: 'at-least-one-positive' as const, edits })),
  inFile: (subject) => unboundedCounts(subject).map((at) => ({ facts: {}, at })),
};
