import { ifUnderstood } from '../run/language/not-understood';
import type { Parameter } from '../run/language/program';
import type { Computes } from './document';
import { readGamma } from './gamma';
import { isClose, Measure } from './measure';
import { kindOfParameter } from './parameters';
import { numberOf } from './parameters-in-run';
import { mixedExamples } from './probes';

/** Weights with which a sum is one of its terms: λ · one + (1 − λ) · other, and one + λ · other. */
const ALONE = [0, 1];

/**
 * A measure of the focal part of a sum of losses, such as focal and Dice loss: one of the weights of its terms is given 0 or 1. Null where
 * the loss is known as a whole, and where no weight leaves the focal part alone.
 */
export function focalPartOf(measure: Measure, whole: Computes | null): Measure | null {
  const { plan, layout, runner } = measure;
  const isKnown = !whole || whole.input !== null || whole.gammaIsExponentOf !== null;
  const weights = isKnown || !plan.gamma ? [] : plan.parameters.filter(isWeightOfTerm);
  for (const { name } of weights) {
    for (const value of ALONE) {
      const part = new Measure(runner, plan.withFixed([name, value]), layout);
      const gamma = ifUnderstood(() => readGamma(part));
      if (gamma?.base && gamma.input && isFactor(name, measure)) {
        const own = plan.parameters.filter((each) => actsOn(part, each));
        return new Measure(runner, plan.withFixed([name, value], own), layout);
      }
    }
  }
  return null;
}

/** True for a parameter with which the loss grows evenly, as it does with the weight of a term: one of the positives acts on p_t too. */
function isFactor(name: string, measure: Measure): boolean {
  const examples = mixedExamples(measure.layout.width, 6);
  const [none = Number.NaN, one = Number.NaN, two = Number.NaN] = [0, 1, 2].map(
    (value) => ifUnderstood(() => measure.total(examples, { other: { name, value } }))?.loss,
  );
  return isClose(two - one, one - none, 1e-6);
}

/** False for a number by default that changes nothing of the focal part: it belongs to another term. */
function actsOn(part: Measure, parameter: Parameter): boolean {
  const value = parameter.default ? numberOf(parameter.default) : null;
  if (value === null || parameter === part.plan.alpha || parameter === part.plan.gamma) {
    return true;
  }
  const examples = mixedExamples(part.layout.width, 6);
  const [one, other] = [{}, { other: { name: parameter.name, value: value + 0.1 } }].map((settings) =>
    ifUnderstood(() => part.total(examples, settings)),
  );
  return one?.loss !== other?.loss;
}

/** True for a number by default whose name is that of no other setting. */
function isWeightOfTerm(parameter: Parameter): boolean {
  const kind = kindOfParameter(parameter);
  const value = parameter.default ? numberOf(parameter.default) : null;
  return value !== null && (kind === 'other' || kind === 'classWeights');
}
