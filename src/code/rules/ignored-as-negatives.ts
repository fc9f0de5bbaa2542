import { maskedByGiven } from '../fixes/building/ignored-targets';
import { placesOf } from './evidence/edge-cases';
import type { Rule } from './rule';

/** Examples with the ignored target have a gradient. */
export const ignoredAsNegatives: Rule<'ignored-as-negatives'> = {
  id: 'ignored-as-negatives',
  severity: 'error',
  leavesUnused: ['ignoredTarget'],
  inLoss: ({ verdict }) => placesOf(verdict, 'someIgnored', 'trained').map((at) => ({ facts: {}, at })),
  fixInLoss: (loss) =>
    maskedByGiven(loss).map((edits) => ({ title: 'leave-ignored-out' as const, edits, changes: {} })),
};
