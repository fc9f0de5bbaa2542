import type { ExpectedInput } from '../../loss/variants/variant';
import { isClose, type Measure } from './measure';
import { CLASSES, type Example, exampleOf } from './probes';
import type { ProbeSettings } from './settings';

/**
 * The weight of a positive by that of a negative on which a loss of single decisions depends alike: other than 1 where an α that is
 * no parameter stands in the code.
 *
 * @param input the kind of the two numbers; one is the mirror image of the other
 * @param settings other values than the default ones
 * @returns null where that does not show
 */
export function balanceInCode(
  measure: Measure,
  input: ExpectedInput,
  settings: ProbeSettings = {},
): number | null {
  return shareOf(measure, mirrored(input), settings);
}

/**
 * False where an α that is no parameter weighs one side or class more than another. A power of a wrong p_t would weigh them
 * too, but for a γ of 0; a loss that γ multiplies shows nothing at 0.
 */
export function isBalancedInCode(measure: Measure): boolean {
  const settings = { gamma: 0 };
  const { width } = measure.layout;
  if (width > 1) {
    const shares = sharesOfClasses(measure, 1, settings);
    const isEmpty = shares.every((share) => share === null);
    const known = isEmpty ? sharesOfClasses(measure, 1, { gamma: 1 }) : shares;
    return known.every((share) => share === null || isClose(share, 1));
  }
  const balances = (['logits', 'probabilities'] as const).map((input) =>
    balanceInCode(measure, input, settings),
  );
  const known = balances.filter((balance) => balance !== null);
  return known.length === 0 || known.some((balance) => isClose(balance, 1));
}

/**
 * The weights of the first classes that stand in the code of a loss of rows without a parameter α, by that of class 0.
 *
 * @returns null where two rows of a class disagree, or where the weights may come from one number: those of two classes, and of a
 * background against classes that weigh the same
 */
export function classWeightsInCode(measure: Measure): readonly number[] | null {
  if (measure.layout.width === 1) {
    return null;
  }
  const [weights = [], others = []] = [1, 2].map((at) => sharesOfClasses(measure, at));
  const areKnown = weights.every(
    (weight, at) => weight !== null && isClose(weight, others[at] ?? Number.NaN, 1e-6),
  );
  const known = weights.filter((weight) => weight !== null);
  const isOfOneNumber = known.every((weight) => isClose(weight, known[0] ?? Number.NaN, 1e-6));
  return areKnown && !isOfOneNumber ? [1, ...known] : null;
}

/**
 * The weights of the classes after the first one, by that of class 0, each from an ordinary row and the row with the numbers of both
 * classes exchanged; null where one has no gradient.
 */
function sharesOfClasses(measure: Measure, at: number, settings: ProbeSettings = {}): (number | null)[] {
  const { width } = measure.layout;
  return Array.from({ length: Math.min(width, CLASSES) - 1 }, (_, before) =>
    shareOf(measure, exchanged(width, before + 1, at), settings),
  );
}

/** The size of the gradient of the first of two examples by that of the second; null where one has none. */
function shareOf(measure: Measure, pair: readonly Example[], settings: ProbeSettings): number | null {
  const { rowWidth } = measure.layout;
  const gradient = measure.total(pair, settings)?.gradient ?? [];
  const [first, second] = [0, 1].map((at) =>
    gradient.slice(at * rowWidth, (at + 1) * rowWidth).reduce((sum, slope) => sum + Math.abs(slope), 0),
  );
  const isKnown = !!first && !!second && Number.isFinite(first) && Number.isFinite(second);
  return isKnown ? first / second : null;
}

/** A positive, and the negative with the same p_t. */
function mirrored(input: ExpectedInput): Example[] {
  const positive = exampleOf(1, 0, 1);
  const [value = 0] = positive.input;
  return [positive, { input: [input === 'logits' ? -value : 1 - value], target: 0 }];
}

/** An ordinary row of a class, and the row of class 0 with the numbers of both classes exchanged. */
function exchanged(width: number, target: number, at: number): Example[] {
  const row = exampleOf(width, at, target);
  const [first = 0] = row.input;
  return [row, { input: row.input.with(0, row.input[target] ?? 0).with(target, first), target: 0 }];
}
