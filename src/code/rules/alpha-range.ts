import { exactNumberText } from '../../format/number-text';
import { percentAsShare, withoutMinus } from '../fixes/building/numbers';
import type { Proposal } from '../fixes/proposal';
import { isClose } from '../verdict/measure';
import { type Example, exampleOf } from '../verdict/probes';
import { isBalance } from './evidence/balance';
import { balanceGiven } from './evidence/given-value';
import { declarationOf, defaultNumber } from './evidence/parameter';
import type { LossSubject, Rule, TextRange } from './rule';

/** α is outside of [0, 1] where 1 − α weights the other side. Many losses are switched off by a negative α, as their run shows. */
export const alphaRange: Rule<'alpha-range'> = {
  id: 'alpha-range',
  severity: 'error',
  leadsTo: ['sign-error'],
  inLoss: (loss) => {
    const alpha = defaultNumber(loss.verdict, 'alpha');
    const isOutside =
      alpha !== null &&
      ((alpha > 1 && isBalance(loss.verdict)) || (alpha < 0 && weightsByNegative(loss, alpha)));
    return isOutside ? [{ facts: { alpha: exactNumberText(alpha) }, at: declarationOf(loss, 'alpha') }] : [];
  },
  atSite: (site) => {
    const alpha = balanceGiven(site);
    return alpha !== null && (alpha < 0 || alpha > 1) ? [{ facts: { alpha: exactNumberText(alpha) } }] : [];
  },
  fixInLoss: ({ file: { text } }, at) =>
    inRange(text, at).map((proposal) => ({ ...proposal, changes: {}, changesDefault: true })),
  fixAtSite: ({ range }, { text }) => inRange(text, range),
};

/** Takes a minus away, and writes percents as a share. */
function inRange(text: string, range: TextRange): Proposal[] {
  return [
    ...withoutMinus(text, range).map((edits) => ({ title: 'positive-alpha' as const, edits })),
    ...percentAsShare(text, range).map((edits) => ({ title: 'alpha-as-share' as const, edits })),
  ];
}

/** True if a negative α multiplies the positives and 1 − α the negatives. */
function weightsByNegative({ measure }: LossSubject, alpha: number): boolean {
  if (!measure) {
    return false;
  }
  const [positive, negative] = [1, 0].map((target) => exampleOf(measure.layout.width, 0, target));
  const lossOf = (example: Example | undefined, setting: number): number =>
    (example && measure.ofExample(example, { alpha: setting })) ?? Number.NaN;
  return (
    lossOf(positive, alpha) < 0 && isClose(lossOf(negative, alpha), (1 - alpha) * lossOf(negative, 0), 1e-6)
  );
}
