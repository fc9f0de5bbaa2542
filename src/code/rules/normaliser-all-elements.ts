import { meansOverPositives } from '../fixes/building/means';
import { kindOfParameter } from '../verdict/parameters';
import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** Words of a dense detector. RetinaNet is none of them: comments name it as the origin of focal loss, whatever the loss is for. */
const DENSE = /\banchors?\b|dense (?:head|detector)|锚框/i;

/** The loss of a dense detector is averaged over all anchors, and takes no number of positives to divide by instead. */
export const normaliserAllElements: Rule<'normaliser-all-elements'> = {
  id: 'normaliser-all-elements',
  severity: 'information',
  inLoss: (loss) => {
    const { computes } = loss.verdict;
    const isMean = computes?.link === 'sigmoid' && computes.reduction === 'mean';
    const takesNormaliser = loss.measure?.plan.parameters.some(
      (parameter) => kindOfParameter(parameter) === 'normaliser',
    );
    return isMean && !takesNormaliser && DENSE.test(loss.file.textOf(loss.code.node))
      ? [{ facts: {}, at: lastReturn(loss) }]
      : [];
  },
  fixInLoss: (loss, at) =>
    meansOverPositives(loss, at).map((edits) => ({
      title: 'divide-by-positives' as const,
      edits,
      changes: { reduction: 'meanOverPositives' as const },
    })),
};
