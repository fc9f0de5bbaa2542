import { placeOfAlpha } from './evidence/parameter';
import type { Rule } from './rule';

/** The background is a class like all others, and gets the α of the foreground. */
export const backgroundIncluded: Rule<'background-included'> = {
  id: 'background-included',
  severity: 'information',
  inLoss: ({ verdict, file, code: { node } }) =>
    verdict.computes?.link === 'softmax' &&
    verdict.computes.alphaRole === 'everyClass' &&
    /background|背景/i.test(file.textOf(node))
      ? [{ facts: {}, at: placeOfAlpha(verdict) }]
      : [],
};
