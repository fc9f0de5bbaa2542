import { unweightedCrossEntropies } from '../fixes/building/cross-entropy';
import { ifUnderstood } from '../run/language/not-understood';
import type { Parameter } from '../run/language/program';
import { isClose, type Measure } from '../verdict/measure';
import { kindOfParameter } from '../verdict/parameters';
import { exampleOf } from '../verdict/probes';
import { type AlphaValue, classWeights } from '../verdict/settings';
import { lossOf } from './evidence/loss-of';
import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** A weight of the classes multiplies twice. */
export const doubleWeight: Rule<'double-weight'> = {
  id: 'double-weight',
  severity: 'warning',
  inLoss: (loss) => {
    const { measure } = loss;
    const twice = measure?.plan.parameters.filter((parameter) => multipliesTwice(measure, parameter)) ?? [];
    return twice.map(({ name }) => ({ facts: { name }, at: lastReturn(loss) }));
  },
  fixInLoss: (loss) =>
    unweightedCrossEntropies(loss).map((edits) => ({ title: 'weight-once' as const, edits, changes: {} })),
};

/** Two values of a weight, whose ratio shows how often it multiplies. */
const NUMBERS: readonly AlphaValue[] = [0.3, 0.6];
const LARGER = 1.5;

function multipliesTwice(measure: Measure, parameter: Parameter): boolean {
  const kind = kindOfParameter(parameter);
  const isWeight = kind === 'alpha' || kind === 'classWeights' || kind === 'positiveWeight';
  if (!isWeight || !measure.plan.gamma) {
    return false;
  }
  const { width } = measure.layout;
  const weights = classWeights(Math.max(width, 2));
  const larger = weights.with(1, (weights[1] ?? 1) * LARGER);
  const [ofClasses, ofNumbers] = [
    ratioOf(measure, parameter, [weights, larger]),
    ratioOf(measure, parameter, NUMBERS),
  ];
  return [
    { ratio: ofClasses, expected: LARGER ** 2 },
    { ratio: ofNumbers, expected: 4 },
  ].some(({ ratio, expected }) => ratio !== null && isClose(ratio, expected, 1e-6));
}

/** By how much the loss of class 1 grows from one value of a parameter to another, without focusing. */
function ratioOf(
  measure: Measure,
  { name, ...parameter }: Parameter,
  values: readonly AlphaValue[],
): number | null {
  const example = exampleOf(measure.layout.width, 0, 1);
  const [one, two] = values.map((value) => {
    const other = { name, value: measure.plan.alphaValue({ name, ...parameter }, value) };
    return ifUnderstood(() => lossOf(measure, example, { gamma: 0, other }));
  });
  return typeof one === 'number' && typeof two === 'number' && one !== 0 ? two / one : null;
}
