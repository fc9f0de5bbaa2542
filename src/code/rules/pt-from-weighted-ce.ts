import { exponentialsOfPlain } from '../fixes/building/cross-entropy';
import { Measure } from '../verdict/measure';
import { kindOfParameter } from '../verdict/parameters';
import { classWeights } from '../verdict/settings';
import { smoothingParameterOf } from './evidence/smoothed-targets';
import { powerOfOwnWeightsAt, powerOfWeightAt } from './evidence/weighted-power';
import type { LossSubject, Rule, TextRange } from './rule';

/** A weight that is not 1. */
const WEIGHT_OF_ALL = 2.5;

/** p_t is exp(−ce) of a cross-entropy with class weights. */
export const ptFromWeightedCe: Rule<'pt-from-weighted-ce'> = {
  id: 'pt-from-weighted-ce',
  severity: 'warning',
  inLoss: (loss) => {
    const at = placeOfPower(loss);
    return at ? [{ facts: {}, at }] : [];
  },
  fixInLoss: (loss) =>
    exponentialsOfPlain(loss).map((edits) => ({ title: 'plain-pt' as const, edits, changes: {} })),
};

function placeOfPower({ measure: whole, ...rest }: LossSubject): TextRange | null {
  if (!whole) {
    return null;
  }
  const measure = withoutSmoothing(whole);
  const loss = { ...rest, measure };
  const { plan, layout } = measure;
  const isOfClasses = layout.width > 1;
  const given = isOfClasses ? classWeights(layout.width) : [WEIGHT_OF_ALL];
  // The weight of a binary cross-entropy stands beside each number, whatever its target.
  const weights = isOfClasses ? given : [WEIGHT_OF_ALL, WEIGHT_OF_ALL];
  for (const parameter of plan.parameters) {
    const kind = kindOfParameter(parameter);
    if (kind === 'classWeights' || (isOfClasses && kind === 'alpha')) {
      const other = { name: parameter.name, value: plan.alphaValue(parameter, given) };
      const at = powerOfWeightAt(loss, { other }, weights);
      if (at) {
        return at;
      }
    }
  }
  return isOfClasses ? powerOfOwnWeightsAt(loss, () => true) : null;
}

/** The loss without the smoothing of its targets, beside which the weights would not show. */
function withoutSmoothing(measure: Measure): Measure {
  const { runner, plan, layout } = measure;
  const smoothing = smoothingParameterOf(measure);
  return smoothing ? new Measure(runner, plan.withFixed([smoothing.name, 0]), layout) : measure;
}
