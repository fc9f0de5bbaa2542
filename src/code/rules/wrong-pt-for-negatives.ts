import { numberText } from '../../format/number-text';
import { otherDifferences } from '../fixes/building/complements';
import { powersOfOneMinusPt } from '../fixes/building/powers-of-one-minus-pt';
import { isClose } from '../verdict/measure';
import { examplesOf } from '../verdict/probes';
import { type WrongBase, wrongBasesOfNegatives } from './evidence/bases';
import { isPower, operationsOf } from './evidence/operations';
import { placeOfGamma } from './evidence/parameter';
import { arraysOf, placeOfArray } from './evidence/trace';
import type { LossSubject, Rule, TextRange } from './rule';

/** p_t is right for positives, and neither p nor 1 − p for negatives. */
export const wrongPtForNegatives: Rule<'wrong-pt-for-negatives'> = {
  id: 'wrong-pt-for-negatives',
  severity: 'error',
  inLoss: (loss) => {
    const wrong = loss.measure && wrongBasesOfNegatives(loss.measure);
    const [first] = wrong ?? [];
    if (!wrong || !first || isWithoutPower(loss, wrong)) {
      return [];
    }
    const facts = { base: numberText(first.base), p: numberText(first.p) };
    return [{ facts, at: placeOf(loss, wrong) ?? placeOfGamma(loss.verdict) }];
  },
  fixInLoss: (loss) =>
    [...otherDifferences(loss), ...powersOfOneMinusPt(loss)].map((edits) => ({
      title: 'power-of-one-minus-pt' as const,
      edits,
      changes: { gammaIsExponentOf: '1-p_t' as const },
    })),
};

/** True if γ is not meant for the negatives: a base of 1 that no power has. */
function isWithoutPower({ measure }: LossSubject, wrong: readonly WrongBase[]): boolean {
  if (!measure || !wrong.every(({ base }) => isClose(base, 1, 1e-6))) {
    return false;
  }
  const examples = examplesOf(measure.layout);
  return !operationsOf(measure, examples).some(
    (operation) =>
      isPower(operation) &&
      examples.every(
        ({ target }, at) => ((operation.operands[0]?.tensor.data[at] ?? 0) === 1) === (target === 0),
      ),
  );
}

/** The place of the first array with the wrong p_t, or the wrong 1 − p_t, of the negatives. */
function placeOf({ measure }: LossSubject, wrong: readonly WrongBase[]): TextRange | null {
  if (!measure) {
    return null;
  }
  const negatives = examplesOf(measure.layout).flatMap(({ target }, at) => (target === 0 ? [at] : []));
  const found = arraysOf(measure, examplesOf(measure.layout)).find(({ tensor }) =>
    [(base: number) => base, (base: number) => 1 - base].some((expected) =>
      wrong.every(({ base }, at) =>
        isClose(tensor.data[negatives[at] ?? 0] ?? Number.NaN, expected(base), 1e-4),
      ),
    ),
  );
  return placeOfArray(found);
}
