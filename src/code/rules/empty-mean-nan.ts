import { linesOf } from './evidence/edge-cases';
import type { Rule } from './rule';

/** Matches a cross-entropy that PyTorch reduces itself: its mean of nothing is NaN by definition. */
const MEAN_OF_LIBRARY = /nll_loss|cross_entropy/;

/** The loss is NaN where every example is left out, or the batch is empty. */
export const emptyMeanNan: Rule<'empty-mean-nan'> = {
  id: 'empty-mean-nan',
  severity: 'warning',
  inLoss: ({ verdict, file }) =>
    (['allIgnored', 'noExamples'] as const)
      .flatMap((input) => linesOf(verdict, input, 'lossNotFinite'))
      .filter((line) => line === null || !MEAN_OF_LIBRARY.test(file.text.split('\n')[line - 1] ?? ''))
      .slice(0, 1)
      .map((at) => ({ facts: {}, at })),
};
