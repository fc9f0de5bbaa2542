import type { Shape } from '../run/tensor/shapes';
import type { Computes } from './document';
import { isClose, type Measure, totalOf } from './measure';
import { type Batch, exampleOf, mixedExamples } from './probes';
import type { ProbeSettings } from './settings';

/** Reads the reduction by the default arguments from the result of a batch. */
export function readReduction(measure: Measure): Computes['reduction'] {
  const { layout, plan, runner } = measure;
  const examples = mixedExamples(layout.width, 5);
  const [outcome] = runner.run(plan.with({}), [layout.batch(examples)]);
  if (outcome?.kind !== 'value') {
    return null;
  }
  const { size } = outcome.value;
  const reduction = reductionOfExamples(measure);
  if (size > 1) {
    const isOnePart = size === examples.length || size === examples.length * layout.rowWidth;
    return isOnePart && reduction === 'sum' ? 'none' : 'other';
  }
  return isOfRows(measure, reduction) ? 'other' : reduction;
}

/** Examples in each row of the matrix, or pixels of each image, that shows a reduction of rows. */
const ROW = 3;

/**
 * True if decisions in a matrix are reduced over each row in another way than over the rows, or the pixels of an image in
 * another way than the images: summed here and averaged there.
 */
function isOfRows(measure: Measure, reduction: Computes['reduction']): boolean {
  const { layout, plan, runner } = measure;
  if (layout.rows || reduction === null || reduction === 'other') {
    return false;
  }
  const examples = [exampleOf(layout.width, 0, 1), exampleOf(layout.width, 0, 1)];
  const single = layout.batch(examples);
  const matrix = inRows(single, layout.width);
  const [one, other] = matrix
    ? [single, matrix].map((batch) => runner.run(plan.with(measure.usual), [batch])[0])
    : [];
  if (one?.kind !== 'value' || other?.kind !== 'value') {
    return false;
  }
  const [loss, ofMatrix] = [totalOf(one)?.loss ?? 0, totalOf(other)?.loss ?? 0];
  if (loss === 0) {
    return false;
  }
  const growth = ofMatrix / loss;
  if (reduction === 'sum') {
    return isClose(growth, 1, 1e-6) || (isClose(growth, ROW, 1e-6) && other.value.size === examples.length);
  }
  // A sum over the classes of an anchor, divided by the number of anchors with a positive, is the paper's own.
  const isSummed = isClose(growth, ROW, 1e-6) && reduction !== 'meanOverPositives';
  return isSummed || (isClose(growth, examples.length, 1e-6) && other.value.size === 1);
}

/** Each example as a row of equal ones, or as an image of a row of equal pixels; null for rows of classes without an axis of pixels. */
function inRows(single: Batch, width: number): Batch | null {
  const repeated = (numbers: ArrayLike<number>): number[] =>
    Array.from(numbers).flatMap((number) => new Array<number>(ROW).fill(number));
  const hasPixels = [single.inputShape, single.targetShape].every(
    (shape) => shape.length > 2 && shape.at(-1) === 1,
  );
  if (width > 1 && !hasPixels) {
    return null;
  }
  const rowsOf = (shape: Shape): Shape => (hasPixels ? shape.with(-1, ROW) : [shape[0] ?? 1, ROW]);
  return {
    ...single,
    inputs: repeated(single.inputs),
    inputShape: rowsOf(single.inputShape),
    targets: repeated(single.targets),
    targetShape: rowsOf(single.targetShape),
  };
}

/** Reads the reduction over examples that stand one below the other, from the growth of the result's total with the batch. */
export function reductionOfExamples(measure: Measure): Computes['reduction'] {
  const { width } = measure.layout;
  const targets = width <= 2 ? [1, 0] : [1, 0, 2];
  const growths = targets
    .map((target) => ({ target, growth: measure.growth(exampleOf(width, 0, target)) }))
    .filter(({ growth }) => growth === null || !Number.isNaN(growth));
  const areAll = (expected: (target: number) => number): boolean =>
    growths.length > 0 &&
    growths.every(({ target, growth }) => growth !== null && isClose(growth, expected(target), 1e-6));
  if (areAll(() => 1)) {
    return 'mean';
  }
  if (areAll(() => 2)) {
    return 'sum';
  }
  return width === 1 && areAll((target) => (target === 1 ? 1 : 2)) ? 'meanOverPositives' : 'other';
}

/**
 * True if the loss of a mixed batch is what the losses of its examples add up to under the reduction; null where they
 * cannot be compared. Examples without a loss stand aside: a mean does not count those of a class that is ignored.
 */
export function isSeparable(
  measure: Measure,
  reduction: Computes['reduction'],
  settings: ProbeSettings,
): boolean | null {
  const { layout, plan, runner } = measure;
  const own = mixedExamples(layout.width, 6).map((example) => ({
    example,
    loss: measure.ofExample(example, settings),
  }));
  const counted = own.filter(({ loss }) => loss !== 0);
  const batch = layout.batch(counted.map(({ example }) => example));
  const [outcome] = counted.length > 0 ? runner.run(plan.with(settings), [batch]) : [];
  const total = outcome ? totalOf(outcome) : null;
  if (!total || own.some(({ loss }) => loss === null) || reduction === null || reduction === 'other') {
    return null;
  }
  const sum = counted.reduce((whole, { loss }) => whole + (loss ?? 0), 0);
  // A batch of equal examples gives the mean, or four times the loss of one.
  const expected =
    reduction === 'mean' ? sum / counted.length : reduction === 'meanOverPositives' ? null : sum / 4;
  return expected === null ? null : isClose(total.loss, expected, 1e-6);
}

/**
 * True if the cross-entropies of a batch are added up before the power of γ: exp(−sum) is then the product of the p_t of its examples,
 * as which it shows in the base of the power.
 */
export function isSummedBeforePower(measure: Measure): boolean {
  const { width } = measure.layout;
  const [one, other] = [exampleOf(width, 0, 1), exampleOf(width, 1, 0)];
  const [ofOne = 0, ofOther = 0, ofBoth = 0] = [[one], [other], [one, other]].map((examples) => {
    const [low = 0, high = 0] = [1.5, 2.5].map(
      (gamma) => measure.total(examples, { ...measure.usual, gamma })?.loss ?? 0,
    );
    return 1 - high / low;
  });
  const areProbabilities = [ofOne, ofOther].every((share) => share > 0 && share < 1);
  return areProbabilities && isClose(ofBoth, ofOne * ofOther, 1e-6);
}
