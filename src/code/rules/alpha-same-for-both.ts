import { weightedSides } from '../fixes/building/side-weights';
import { scalesAlike, takesClassWeights } from '../verdict/alpha';
import { lastPart } from '../verdict/parameters';
import { defaultNumber, placeOfAlpha } from './evidence/parameter';
import type { LossSubject, Rule } from './rule';

/** Words that say that α, by this or another name, only scales the loss. */
function isSaidToScale(text: string, name: string): boolean {
  return new RegExp(
    String.raw`(?:alpha|α|\b${name})\b[^\n]{0,60}\b(?:scal(?:e|es|ing)|multiplier|loss weight|overall|constant factor|(?:only|just|merely) (?:a|one) factor|(?:whole|total|entire) loss)\b`,
    'iu',
  ).test(text);
}

/** Words that say that α is one weight an example or class. */
const IS_OF_EXAMPLES =
  /(?:alpha|α)\b[^\n]{0,40}\b(?:tensor|per[- ](?:example|sample|class)|each (?:example|sample|class))\b/iu;

/** True for an α without default that is said to be several, or that may be one weight a class or an example for all that is said. */
function mayBeSeveral({ measure }: LossSubject, text: string): boolean {
  const { alpha } = measure?.plan ?? {};
  const isNumber = /\b(?:float|number)\b/.test(alpha?.annotation ?? '');
  if (!isNumber && alpha && /weights?$/i.test(alpha.name)) {
    return true;
  }
  return IS_OF_EXAMPLES.test(text) || (!!measure && !isNumber && takesClassWeights(measure));
}

/** True for an α that multiplies every class, and for a default one whose weight is no α and the same for every class all the same. */
function isSameForAll({ verdict, measure }: LossSubject): boolean {
  const { alphaRole: role, link } = verdict.computes ?? {};
  const isNumber = defaultNumber(verdict, 'alpha') !== null;
  return (
    role === 'everyClass' ||
    (role === null && link !== null && isNumber && measure !== null && scalesAlike(measure))
  );
}

/** One α, not 1 or None by default, multiplies every class. */
export const alphaSameForBoth: Rule<'alpha-same-for-both'> = {
  id: 'alpha-same-for-both',
  severity: 'warning',
  inLoss: (loss) => {
    const { verdict, file, code } = loss;
    const text = file.textOf(code.node);
    if (!isSameForAll(loss) || isSaidToScale(text, lastPart(verdict.parameters.alpha?.name ?? 'alpha'))) {
      return [];
    }
    if ((verdict.parameters.alpha?.default ?? null) === null && mayBeSeveral(loss, text)) {
      return [];
    }
    const isOffByDefault = defaultNumber(verdict, 'alpha') === 1 || loss.measure?.plan.replaced === 'none';
    return [
      {
        facts: {},
        at: placeOfAlpha(verdict),
        ...(isOffByDefault ? { severity: 'information' as const } : {}),
      },
    ];
  },
  fixInLoss: (loss) =>
    weightedSides(loss).map((edits) => ({
      title: 'alpha-to-positives' as const,
      edits,
      changes: { alphaRole: 'positives' as const },
    })),
};
