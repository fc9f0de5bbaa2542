import { meansOverKept } from '../fixes/building/ignored-targets';
import { placesOf } from './evidence/edge-cases';
import { meansOfMasked } from './evidence/masked-means';
import type { Rule } from './rule';

/** Ignored examples have no loss, and the mean counts them. */
export const ignoredCounted: Rule<'ignored-counted'> = {
  id: 'ignored-counted',
  severity: 'warning',
  inLoss: ({ verdict }) => placesOf(verdict, 'someIgnored', 'countedInMean').map((at) => ({ facts: {}, at })),
  inFile: (subject) => meansOfMasked(subject).map((at) => ({ facts: {}, at })),
  fixInLoss: (loss, at) =>
    meansOverKept(loss, at).map((edits) => ({ title: 'mean-over-kept' as const, edits })),
};
