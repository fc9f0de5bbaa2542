import { sideOfComplement } from '../../verdict/alpha';
import type { Verdict } from '../../verdict/document';
import type { LossSubject } from '../rule';
import { defaultNumber } from './parameter';

/** Roles in which α weights one side and 1 − α the other. */
const BALANCING: ReadonlySet<string> = new Set(['positives', 'classZero', 'foreground']);

/** True for a role in which α weights one side and 1 − α the other. */
export function isBalancing(role: string): boolean {
  return BALANCING.has(role);
}

/** True if α and 1 − α weight the two sides. */
export function isBalance({ computes }: Verdict): boolean {
  return !!computes?.alphaRole && isBalancing(computes.alphaRole);
}

/** True if 1 − α weights one side and the other keeps 1, with an α that is not 0 by default. */
export function isWeightedByComplement(
  { verdict, measure }: LossSubject,
  side: 'positives' | 'negatives',
): boolean {
  const isUnknown = verdict.computes !== null && verdict.computes.alphaRole === null;
  return (
    isUnknown &&
    measure !== null &&
    defaultNumber(verdict, 'alpha') !== 0 &&
    sideOfComplement(measure) === side
  );
}
