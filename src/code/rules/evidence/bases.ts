import type { ExpectedInput } from '../../../loss/variants/variant';
import { isClose, type Measure } from '../../verdict/measure';
import { type Example, examplesOf } from '../../verdict/probes';
import { probabilitiesOf } from './probabilities';

/** Two γ for the ratio of a loss. They are whole, so that a negative base gives no NaN. */
const [LOW, HIGH] = [2, 3];
const TOLERANCE = 1e-3;

/**
 * The number that γ is the exponent of for an example: the ratio of its losses under two γ.
 *
 * @returns NaN for an example without a loss, or with one that is not finite, and where the loss takes no γ
 */
export function baseOf(measure: Measure, example: Example): number {
  if (!measure.plan.gamma) {
    return Number.NaN;
  }
  const at = (gamma: number): number | null => measure.ofExample(example, { ...measure.usual, gamma });
  const [one, two] = [at(LOW), at(HIGH)];
  return one === null || two === null || one === 0 ? Number.NaN : two / one;
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
  const basesOf = (target: number, input: ExpectedInput): WrongBase[] =>
    examplesOf(layout)
      .filter((example) => example.target === target)
      .map((example) => ({
        base: baseOf(measure, example),
        p: probabilitiesOf(example, input)[0] ?? Number.NaN,
      }));
  for (const input of ['logits', 'probabilities'] as const) {
    const arePositivesRight = basesOf(1, input).every(({ base, p }) => isClose(base, 1 - p, TOLERANCE));
    if (!arePositivesRight) {
      continue;
    }
    const negatives = basesOf(0, input);
    const isWrong = ({ base, p }: WrongBase): boolean =>
      Number.isFinite(base) && !isClose(base, p, TOLERANCE) && !isClose(base, 1 - p, TOLERANCE);
    // σ(x · y) is 1/2 for every negative: such a loss is written for the targets −1 and 1.
    const isOfSigns = input === 'logits' && negatives.every(({ base }) => isClose(base, 0.5, TOLERANCE));
    if (!isOfSigns && negatives.every(isWrong)) {
      return negatives;
    }
  }
  return null;
}
