import type { Computes } from './document';
import type { GammaReading } from './gamma';
import { isClose, type Measure } from './measure';
import { exampleOf } from './probes';

/**
 * Tells whether the numbers of a row are K independent decisions or one of K classes. A softmax shows in its gradient: it
 * adds up to 0 over the row, since a constant that is added to all logits changes nothing. Decisions are independent if
 * the slope of one does not change with the others.
 *
 * @param measure in a layout of rows
 * @param gamma what the input of the loss is and what γ is the exponent of
 * @returns null if the row is neither
 */
export function linkOfRows(measure: Measure, { input, base }: GammaReading): Computes['link'] {
  const { width } = measure.layout;
  const example = exampleOf(width, 0, 1);
  const row = slopesOf(measure, example.input);
  if (!row) {
    return null;
  }
  const others = row.filter((_, at) => at !== example.target);
  if (input === 'probabilities') {
    // The base of the power is 1 − p of the class itself, and only of that: the row is one of K classes.
    const isOfOneClass = base !== null && base !== 'none';
    const isNormalised = addUpToNothing(row.map((slope, at) => slope * (example.input[at] ?? 0)));
    return isOfOneClass || isNormalised || others.every((slope) => slope === 0) ? 'softmax' : 'sigmoid';
  }
  // The numbers of this row do not add up to 1, so that those of a squared error do not cancel.
  const changed = slopesOf(measure, example.input.with(0, (example.input[0] ?? 0) + 0.25));
  if (addUpToNothing(row) && addUpToNothing(changed ?? [])) {
    return 'softmax';
  }
  // The loss of one number of a row may be that of a logit, of a probability or of the logarithm of one.
  if (input === null && others.every((slope) => slope === 0)) {
    return null;
  }
  const [one, other] = [row[example.target] ?? 0, changed?.[example.target] ?? Number.NaN];
  const isUnclear = input === null && base === null && couplesExamples(measure);
  return isClose(one, other, 1e-6) && !isUnclear ? 'sigmoid' : null;
}

/** The slopes of the loss of an example of class 1 with this row, by each number of it. */
function slopesOf(measure: Measure, row: readonly number[]): readonly number[] | null {
  const { width } = measure.layout;
  const total = measure.total([{ input: row, target: 1 }, exampleOf(width, 1, 0)], measure.usual);
  const slopes = total?.gradient.slice(0, row.length) ?? [];
  return slopes.some((slope) => slope !== 0) ? slopes : null;
}

/** True if numbers cancel each other. */
export function addUpToNothing(numbers: readonly number[]): boolean {
  const sum = numbers.reduce((whole, number) => whole + number, 0);
  const size = numbers.reduce((whole, number) => whole + Math.abs(number), 0);
  return numbers.length > 1 && size > 0 && Math.abs(sum) <= 1e-6 * size;
}

/** True if the slope of one example changes with the input of the next one. */
export function couplesExamples(measure: Measure): boolean {
  const { width, rowWidth } = measure.layout;
  const [first, second] = [exampleOf(width, 0, 1), exampleOf(width, 1, 0)];
  const other = { ...second, input: second.input.map((value, at) => (at === 0 ? value + 0.25 : value)) };
  const [one, two] = [second, other].map((beside) => {
    const { gradient = [] } = measure.total([first, beside], measure.usual) ?? {};
    return gradient.slice(0, rowWidth);
  });
  return one?.some((slope, at) => !isClose(slope, two?.[at] ?? Number.NaN, 1e-6)) ?? false;
}

/**
 * Numbers with a target each are independent decisions if a negative has a loss of its own; without one, they may as well
 * be the rows of a one-hot tensor.
 */
export function linkOfDecisions(measure: Measure): Computes['link'] {
  const negatives = [0, 1].map((at) => exampleOf(1, at, 0));
  return negatives.some((example) => (measure.ofExample(example, measure.usual) ?? 0) !== 0)
    ? 'sigmoid'
    : null;
}
