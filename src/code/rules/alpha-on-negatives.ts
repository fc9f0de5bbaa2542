import { exchangedSides } from '../fixes/building/exchanged-sides';
import { placeOfAlpha } from './evidence/parameter';
import { placeOfWeights } from './evidence/weights';
import { type Rule, relatedAt } from './rule';

/** Comments that call α the weight of class 0 or of the negatives, or name it first in [α, 1 − α]: the author meant it. */
const MEANT =
  /(?:alpha|α)[^.\n]{0,60}(?:class(?:es)?[ -]?(?:0|zero)\b|background|negative|背景|第一类|负样本|类别 ?0)|\[ ?α ?, ?1 ?[-−] ?α/iu;

/** Target 1 is weighted by 1 − α and target 0 by α. */
export const alphaOnNegatives: Rule<'alpha-on-negatives'> = {
  id: 'alpha-on-negatives',
  severity: 'error',
  inLoss: (loss) => {
    const { verdict, file, code } = loss;
    if (verdict.computes?.alphaRole !== 'classZero') {
      return [];
    }
    const isMeant = MEANT.test(file.textOf(code.node));
    return [
      {
        facts: { isOfClasses: verdict.computes.link === 'softmax' },
        at: placeOfAlpha(verdict),
        related: relatedAt(
          placeOfWeights(loss, (alpha) => [alpha, 1 - alpha]),
          'reachesLoss',
        ),
        ...(isMeant ? { severity: 'information' as const } : {}),
      },
    ];
  },
  fixInLoss: (loss, at) => {
    const role = (loss.measure?.layout.width ?? 1) > 2 ? 'foreground' : 'positives';
    return exchangedSides(loss, at).map((edits) => ({
      title: 'alpha-to-positives' as const,
      edits,
      changes: { alphaRole: role },
    }));
  },
};
