import { exponentialsOfPlain } from '../fixes/building/cross-entropy';
import { isClose } from '../verdict/measure';
import { kindOfParameter } from '../verdict/parameters';
import { powerOfOwnWeightsAt, powerOfWeightAt } from './evidence/weighted-power';
import type { LossSubject, Rule, TextRange } from './rule';

/** A weight of the positives that is not 1. */
const POSITIVE_WEIGHT = 2.5;

/** p_t is exp(−ce) of a cross-entropy with `pos_weight`. */
export const ptFromPosWeight: Rule<'pt-from-pos-weight'> = {
  id: 'pt-from-pos-weight',
  severity: 'warning',
  inLoss: (loss) => {
    const at = placeOfPower(loss);
    return at ? [{ facts: {}, at }] : [];
  },
  fixInLoss: (loss) =>
    exponentialsOfPlain(loss).map((edits) => ({ title: 'plain-pt' as const, edits, changes: {} })),
};

function placeOfPower(loss: LossSubject): TextRange | null {
  const { measure } = loss;
  if (measure?.layout.width !== 1) {
    return null;
  }
  const parameter = measure.plan.parameters.find((each) => kindOfParameter(each) === 'positiveWeight');
  if (!parameter) {
    return powerOfOwnWeightsAt(loss, ([ofNegatives = 0]) => isClose(ofNegatives, 1, 1e-6));
  }
  const value = measure.plan.alphaValue(parameter, [POSITIVE_WEIGHT]);
  return powerOfWeightAt(loss, { other: { name: parameter.name, value } }, [1, POSITIVE_WEIGHT]);
}
