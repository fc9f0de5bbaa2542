import { linesOf } from './edge-cases';
import type { LossRule } from './rule';

/** Ignored examples have no loss, and the mean counts them. */
export const ignoredCounted: LossRule<'ignored-counted'> = {
  id: 'ignored-counted',
  severity: 'warning',
  find: ({ verdict }) => linesOf(verdict, 'someIgnored', 'countedInMean').map((at) => ({ facts: {}, at })),
};
