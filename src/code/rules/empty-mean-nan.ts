import { divisorsOfAtLeastOne } from '../fixes/building/divisors';
import { meansOfSome } from '../fixes/building/means';
import type { SourceFile } from '../syntax/source-file';
import { placesOf } from './evidence/edge-cases';
import { lineAt, rangeOf } from './evidence/place';
import type { Rule, TextRange } from './rule';

/** Matches a cross-entropy that PyTorch reduces itself: its mean of nothing is NaN by definition. */
const MEAN_OF_LIBRARY = /nll_loss|cross_entropy/;

/** The loss is NaN where every example is left out, or the batch is empty. */
export const emptyMeanNan: Rule<'empty-mean-nan'> = {
  id: 'empty-mean-nan',
  severity: 'warning',
  inLoss: ({ verdict, file }) =>
    (['allIgnored', 'noExamples'] as const)
      .flatMap((input) => placesOf(verdict, input, 'lossNotFinite'))
      .filter((at) => at === null || !MEAN_OF_LIBRARY.test(lineOf(at, file)))
      .slice(0, 1)
      .map((at) => ({ facts: {}, at })),
  fixInLoss: (loss, at) =>
    [...meansOfSome(loss, at), ...divisorsOfAtLeastOne(loss, at)].map((edits) => ({
      title: 'divide-by-one' as const,
      edits,
    })),
};

/** The text of the line in which a place starts. */
function lineOf(at: TextRange | number, file: SourceFile): string {
  return file.text.split('\n')[lineAt(file, rangeOf(at, file).start) - 1] ?? '';
}
