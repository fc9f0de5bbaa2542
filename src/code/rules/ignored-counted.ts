import { placesOf } from './evidence/edge-cases';
import type { Rule } from './rule';

/** Ignored examples have no loss, and the mean counts them. */
export const ignoredCounted: Rule<'ignored-counted'> = {
  id: 'ignored-counted',
  severity: 'warning',
  inLoss: ({ verdict }) => placesOf(verdict, 'someIgnored', 'countedInMean').map((at) => ({ facts: {}, at })),
};
