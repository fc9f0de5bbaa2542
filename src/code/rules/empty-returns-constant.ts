import { zerosWithGradient } from '../fixes/building/returned-constants';
import { placesOf } from './evidence/edge-cases';
import type { Rule } from './rule';

/** The loss is a constant without gradient where every example is left out, or no positive is there. */
export const emptyReturnsConstant: Rule<'empty-returns-constant'> = {
  id: 'empty-returns-constant',
  severity: 'warning',
  inLoss: ({ verdict }) =>
    (['allIgnored', 'noExamples', 'noPositives'] as const)
      .flatMap((input) => placesOf(verdict, input, 'noGradient'))
      .slice(0, 1)
      .map((at) => ({ facts: {}, at })),
  fixInLoss: (loss, at) =>
    zerosWithGradient(loss, at).map((edits) => ({ title: 'zero-with-gradient' as const, edits })),
};
