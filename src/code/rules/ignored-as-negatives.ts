import { linesOf } from './edge-cases';
import type { LossRule } from './rule';

/** Examples with the ignored target have a gradient. */
export const ignoredAsNegatives: LossRule<'ignored-as-negatives'> = {
  id: 'ignored-as-negatives',
  severity: 'error',
  find: ({ verdict }) => linesOf(verdict, 'someIgnored', 'trained').map((at) => ({ facts: {}, at })),
};
