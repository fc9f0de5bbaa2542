import { logarithmAt } from '../fixes/building/log-space';
import { documentsLogits } from './evidence/documented-input';
import { logarithmOfInput } from './evidence/raw-logits';
import { placeOfArray } from './evidence/trace';
import type { Rule } from './rule';

/** The logarithm of raw logits is taken. */
export const logOfLogits: Rule<'log-of-logits'> = {
  id: 'log-of-logits',
  severity: 'error',
  leadsTo: ['sign-error', 'unstable-log', 'eps-bias', 'pt-from-logits'],
  inLoss: (loss) => {
    const logarithm = loss.measure && logarithmOfInput(loss.measure);
    return logarithm && documentsLogits(loss) ? [{ facts: {}, at: placeOfArray(logarithm) }] : [];
  },
  fixInLoss: (loss, at) =>
    logarithmAt(loss, at).map((edits) => ({ title: 'log-space' as const, edits, changes: {} })),
};
