import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** Words of a dense detector. */
const DENSE = /\banchors?\b|retina_?net|dense (?:head|detector|detection)|锚框/i;

/** The loss of a dense detector is averaged over all anchors. */
export const normaliserAllElements: Rule<'normaliser-all-elements'> = {
  id: 'normaliser-all-elements',
  severity: 'information',
  inLoss: (loss) => {
    const { computes } = loss.verdict;
    const isMean = computes?.link === 'sigmoid' && computes.reduction === 'mean';
    return isMean && DENSE.test(loss.file.textOf(loss.code.node))
      ? [{ facts: {}, at: lastReturn(loss) }]
      : [];
  },
};
