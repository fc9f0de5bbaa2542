import { weightedSides } from '../fixes/building/side-weights';
import { defaultNumber, placeOfAlpha } from './evidence/parameter';
import type { Rule } from './rule';

/** Words that say that α only scales the loss. */
const IS_SCALE =
  /(?:alpha|α)[^\n]{0,60}\b(?:scal(?:e|es|ing)|multiplier|loss weight|overall|constant factor)\b/iu;

/** One α, not 1 by default, multiplies every class. */
export const alphaSameForBoth: Rule<'alpha-same-for-both'> = {
  id: 'alpha-same-for-both',
  severity: 'warning',
  inLoss: ({ verdict, file, code }) => {
    if (verdict.computes?.alphaRole !== 'everyClass' || IS_SCALE.test(file.textOf(code.node))) {
      return [];
    }
    const isOne = defaultNumber(verdict, 'alpha') === 1;
    return [{ facts: {}, at: placeOfAlpha(verdict), ...(isOne ? { severity: 'information' as const } : {}) }];
  },
  fixInLoss: (loss) =>
    weightedSides(loss).map((edits) => ({
      title: 'alpha-to-positives' as const,
      edits,
      changes: { alphaRole: 'positives' as const },
    })),
};
