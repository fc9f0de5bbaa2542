import { isClose } from '../../verdict/measure';
import { type Example, examplesOf } from '../../verdict/probes';
import type { ProbeSettings } from '../../verdict/settings';
import type { LossSubject, TextRange } from '../rule';
import { targetProbabilityOf } from './probabilities';
import { arraysOf, holdsExponentials, placeOfArray, tracedExamples } from './trace';

/**
 * The place at which a loss takes p^w for p_t, w being the weights of the examples; null if it does not.
 *
 * @param settings give the loss these weights
 * @param weights by target or class
 */
export function powerOfWeightAt(
  { measure }: LossSubject,
  settings: ProbeSettings,
  weights: readonly number[],
): TextRange | null {
  if (!measure) {
    return null;
  }
  const examples = tracedExamples(measure);
  const weightOf = (target: number): number => weights[target] ?? 1;
  const losses = examples.map(
    (example) => -weightOf(example.target) * Math.log(targetProbabilityOf(example)),
  );
  const sum = losses.reduce((total, loss) => total + loss, 0);
  const sumOfWeights = examples.reduce((total, { target }) => total + weightOf(target), 0);
  // Equal weights cancel where their sum divides.
  const areEqual = weights.every((weight) => weight === weights[0]);
  const reduced = [...(areEqual ? [] : [sum / sumOfWeights]), sum / examples.length, sum];
  const powers = [losses, ...reduced.map((loss) => [loss])].map((each) =>
    each.map((loss) => Math.exp(-loss)),
  );
  const arrays = arraysOf(measure, examples, settings);
  return placeOfArray(arrays.find((array) => powers.some((power) => holdsExponentials(array, power))));
}

/** Weights of the classes that differ by less are taken for equal. */
const APART = 0.01;

/**
 * The place at which a loss takes p^w for p_t, w being weights of the classes that its code sets; null if it does not.
 *
 * @param isMeant tells the weights by target or class
 */
export function powerOfOwnWeightsAt(
  { measure }: LossSubject,
  isMeant: (weights: readonly number[]) => boolean,
): TextRange | null {
  // Unlike counts of the targets, from which code may make its weights.
  const examples = measure ? examplesOf(measure.layout).slice(0, -1) : [];
  const found = measure
    ? arraysOf(measure, examples).find(({ tensor: { data } }) =>
        [(value: number) => value, (value: number) => 1 - value].some((form) => {
          const weights = weightsOf([...data].map(form), examples);
          return weights !== null && isMeant(weights) && Math.max(...weights) > Math.min(...weights) + APART;
        }),
      )
    : undefined;
  return placeOfArray(found);
}

/** The exponent of p_t for each target, where the numbers are such powers; null otherwise. */
function weightsOf(numbers: readonly number[], examples: readonly Example[]): number[] | null {
  const exponents = examples.map(
    (example, at) => Math.log(numbers[at] ?? Number.NaN) / Math.log(targetProbabilityOf(example)),
  );
  const weights: number[] = [];
  for (const [at, { target }] of examples.entries()) {
    weights[target] ??= exponents[at] ?? Number.NaN;
  }
  const isPower = exponents.every((each, at) => {
    const weight = weights[examples[at]?.target ?? 0] ?? Number.NaN;
    return weight > 0 && isClose(each, weight, 1e-6);
  });
  return isPower && numbers.length === examples.length ? weights : null;
}
