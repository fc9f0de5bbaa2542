import { exponentialsOfPlain } from '../fixes/building/cross-entropy';
import { Measure } from '../verdict/measure';
import { kindOfParameter } from '../verdict/parameters';
import { classWeights } from '../verdict/settings';
import { smoothingParameterOf } from './evidence/smoothed-targets';
import { powerOfOwnWeightsAt, powerOfWeightAt } from './evidence/weighted-power';
import type { LossSubject, Rule, TextRange } from './rule';

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
  if (!whole || whole.layout.width === 1) {
    return null;
  }
  const measure = withoutSmoothing(whole);
  const loss = { ...rest, measure };
  const { plan, layout } = measure;
  const weights = classWeights(layout.width);
  for (const parameter of plan.parameters) {
    const kind = kindOfParameter(parameter);
    if (kind === 'classWeights' || kind === 'alpha') {
      const other = { name: parameter.name, value: plan.alphaValue(parameter, weights) };
      const at = powerOfWeightAt(loss, { other }, weights);
      if (at) {
        return at;
      }
    }
  }
  return powerOfOwnWeightsAt(loss, () => true);
}

/** The loss without the smoothing of its targets, beside which the weights would not show. */
function withoutSmoothing(measure: Measure): Measure {
  const { runner, plan, layout } = measure;
  const smoothing = smoothingParameterOf(measure);
  return smoothing ? new Measure(runner, plan.withFixed([smoothing.name, 0]), layout) : measure;
}
