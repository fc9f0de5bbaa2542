import { linesOf } from './edge-cases';
import type { Rule } from './rule';

/** The loss is NaN where every example is left out, or the batch is empty. */
export const emptyMeanNan: Rule<'empty-mean-nan'> = {
  id: 'empty-mean-nan',
  severity: 'warning',
  inLoss: ({ verdict }) =>
    (['allIgnored', 'noExamples'] as const)
      .flatMap((input) => linesOf(verdict, input, 'lossNotFinite'))
      .slice(0, 1)
      .map((at) => ({ facts: {}, at })),
};
