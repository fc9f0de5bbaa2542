import { naturalLogarithms } from '../fixes/building/logarithms';
import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** The logarithm is one to the base 2 or 10. */
export const logBase: Rule<'log-base'> = {
  id: 'log-base',
  severity: 'warning',
  inLoss: (loss) =>
    loss.verdict.computes?.variant?.startsWith('log-base') ? [{ facts: {}, at: lastReturn(loss) }] : [],
  fixInLoss: (loss) => [{ title: 'natural-logarithm', edits: naturalLogarithms(loss), changes: {} }],
};
