import { isClose, type Measure } from '../../verdict/measure';
import { type Example, examplesOf } from '../../verdict/probes';
import { probabilitiesOf } from './probabilities';

/** Two γ for the ratio of a loss. They are whole, so that a negative base gives no NaN. */
const [LOW, HIGH] = [2, 3];
const TOLERANCE = 1e-3;

/**
 * The number that γ is the exponent of for each example: the ratio of its losses under two γ.
 *
 * @returns null for an example without a loss, or with one that is not finite; and for all where the loss takes no γ
 */
export function basesOf(measure: Measure, examples: readonly Example[]): (number | null)[] {
  return examples.map((example) => {
    const at = (gamma: number): number | null => measure.ofExample(example, { ...measure.usual, gamma });
    const [one, two] = [at(LOW), at(HIGH)];
    return !measure.plan.gamma || one === null || two === null || one === 0 ? null : two / one;
  });
}

/** An example of a negative for which γ has another base than for a right loss. */
export interface WrongBase {
  readonly base: number;
  /** The probability of the positive class. */
  readonly p: number;
}

/** Two wrong bases of negatives, in a loss of single decisions whose positives have the base 1 − p; null for any other. */
export function wrongBasesOfNegatives(measure: Measure): readonly WrongBase[] | null {
  const { layout } = measure;
  if (layout.width !== 1) {
    return null;
  }
  const examples = examplesOf(layout);
  const bases = basesOf(measure, examples);
  for (const input of ['logits', 'probabilities'] as const) {
    const sides = examples.map((example, at) => ({
      isPositive: example.target === 1,
      p: probabilitiesOf(example, input)[0] ?? Number.NaN,
      base: bases[at] ?? Number.NaN,
    }));
    const arePositivesRight = sides.every(
      ({ isPositive, p, base }) => !isPositive || isClose(base, 1 - p, TOLERANCE),
    );
    const negatives = sides.filter(({ isPositive }) => !isPositive);
    const isWrong = ({ base, p }: WrongBase): boolean =>
      Number.isFinite(base) && !isClose(base, p, TOLERANCE) && !isClose(base, 1 - p, TOLERANCE);
    // σ(x · y) is 1/2 for every negative: such a loss is written for the targets −1 and 1.
    const isOfSigns = input === 'logits' && negatives.every(({ base }) => isClose(base, 0.5, TOLERANCE));
    if (arePositivesRight && !isOfSigns && negatives.every(isWrong)) {
      return negatives;
    }
  }
  return null;
}
