import { unweightedCrossEntropies } from '../fixes/building/cross-entropy';
import { ifUnderstood } from '../run/language/not-understood';
import type { Parameter } from '../run/language/program';
import { EQUAL, isClose, type Measure } from '../verdict/measure';
import { kindOfParameter } from '../verdict/parameters';
import { type Example, exampleOf } from '../verdict/probes';
import { type AlphaValue, classWeights, type ProbeSettings } from '../verdict/settings';
import { lossOf } from './evidence/loss-of';
import { lastReturn } from './evidence/place';
import { arraysOf, placeOfArray } from './evidence/trace';
import type { Rule, TextRange } from './rule';

/** A weight of the classes multiplies twice. */
export const doubleWeight: Rule<'double-weight'> = {
  id: 'double-weight',
  severity: 'warning',
  inLoss: (loss) => {
    const { measure } = loss;
    return (measure?.plan.parameters ?? []).flatMap((parameter) => {
      const twice = measure && multipliedTwice(measure, parameter);
      return twice
        ? [{ facts: { name: parameter.name }, at: placeOfSecond(measure, twice) ?? lastReturn(loss) }]
        : [];
    });
  },
  fixInLoss: (loss) =>
    unweightedCrossEntropies(loss).map((edits) => ({ title: 'weight-once' as const, edits, changes: {} })),
};

/** Two values of a weight, whose ratio shows how often it multiplies. */
const NUMBERS = [0.3, 0.6] as const;
const LARGER = 1.5;

/** Two values of a weight, and the ratio of the losses between which it multiplies twice. */
interface Twice {
  readonly parameter: Parameter;
  readonly values: readonly AlphaValue[];
  readonly ratio: number;
}

function multipliedTwice(measure: Measure, parameter: Parameter): Twice | null {
  const kind = kindOfParameter(parameter);
  const isWeight = kind === 'alpha' || kind === 'classWeights' || kind === 'positiveWeight';
  if (!isWeight || !measure.plan.gamma) {
    return null;
  }
  const { width } = measure.layout;
  const weights = classWeights(Math.max(width, 2));
  const larger = weights.with(1, (weights[1] ?? 1) * LARGER);
  const ways: Twice[] = [
    { parameter, values: [weights, larger], ratio: LARGER ** 2 },
    { parameter, values: NUMBERS, ratio: 4 },
    { parameter, values: NUMBERS.map((weight) => [weight]), ratio: 4 },
  ];
  return ways.find((way) => isClose(ratioOf(measure, way) ?? Number.NaN, way.ratio, 1e-6)) ?? null;
}

/** The settings of a loss without focusing with each of the two values. */
function settingsOf({ plan }: Measure, { parameter, values }: Twice): ProbeSettings[] {
  return values.map((value) => ({
    gamma: 0,
    other: { name: parameter.name, value: plan.alphaValue(parameter, value) },
  }));
}

/** By how much the loss of class 1 grows from one value of a parameter to another. */
function ratioOf(measure: Measure, twice: Twice): number | null {
  const example = exampleOf(measure.layout.width, 0, 1);
  const [one, two] = settingsOf(measure, twice).map((settings) =>
    ifUnderstood(() => lossOf(measure, example, settings)),
  );
  return typeof one === 'number' && typeof two === 'number' && one !== 0 ? two / one : null;
}

/** The place of the first array of the losses in which the weight has multiplied twice. */
function placeOfSecond(measure: Measure, twice: Twice): TextRange | null {
  const examples = new Array<Example>(EQUAL).fill(exampleOf(measure.layout.width, 0, 1));
  const [ofOne = [], ofTwo = []] = settingsOf(measure, twice).map((settings) =>
    arraysOf(measure, examples, settings),
  );
  const found = ofTwo.find(({ tensor, phase }, at) => {
    const before = ofOne[at]?.tensor;
    return (
      phase === 'forward' &&
      tensor.hasGradient &&
      before?.size === tensor.size &&
      tensor.data.every(
        (value, index) => value !== 0 && isClose(value, twice.ratio * (before.data[index] ?? 0), 1e-6),
      )
    );
  });
  return placeOfArray(found);
}
