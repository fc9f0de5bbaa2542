import { sideOfComplement } from '../../verdict/alpha';
import type { Verdict } from '../../verdict/document';
import { isClose } from '../../verdict/measure';
import { examplesOf } from '../../verdict/probes';
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

/** True for a loss of single decisions in which γ changes the loss of each negative and of no positive. */
export function focusesOnNegativesAlone({ measure }: LossSubject): boolean {
  if (!measure?.plan.gamma || measure.layout.width > 1) {
    return false;
  }
  return examplesOf(measure.layout).every((example) => {
    const [low, high] = [1.5, 2.5].map((gamma) => measure.ofExample(example, { ...measure.usual, gamma }));
    const isSame = typeof low === 'number' && typeof high === 'number' && isClose(low, high, 1e-9);
    return isSame === (example.target === 1);
  });
}
