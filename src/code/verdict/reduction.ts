import type { Computes } from './document';
import type { Outcome } from './loss-runner';
import { isClose, type Measure, totalOf } from './measure';
import { exampleOf, mixedExamples } from './probes';
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

/** Examples in each row of the matrix that shows a reduction of rows. */
const ROW = 3;

/** True if decisions in a matrix are reduced over each row in another way than over the rows: summed here and averaged there. */
function isOfRows({ layout, plan, runner }: Measure, reduction: Computes['reduction']): boolean {
  if (layout.width > 1 || layout.rows || reduction === null || reduction === 'other') {
    return false;
  }
  const rows = [exampleOf(1, 0, 1), exampleOf(1, 0, 1)];
  const single = layout.batch(rows);
  const inRows = (numbers: ArrayLike<number>): number[] =>
    Array.from(numbers).flatMap((number) => new Array<number>(ROW).fill(number));
  const shape = [rows.length, ROW];
  const matrix = {
    ...single,
    inputs: inRows(single.inputs),
    inputShape: shape,
    targets: inRows(single.targets),
    targetShape: shape,
  };
  const [one, other] = [single, matrix].map((batch) => runner.run(plan.with({}), [batch])[0]);
  if (one?.kind !== 'value' || other?.kind !== 'value') {
    return false;
  }
  const [loss, ofMatrix] = [totalOf(one)?.loss ?? 0, totalOf(other)?.loss ?? 0];
  if (loss === 0) {
    return false;
  }
  const growth = ofMatrix / loss;
  if (reduction === 'sum') {
    return isClose(growth, 1, 1e-6) || (isClose(growth, ROW, 1e-6) && other.value.size === rows.length);
  }
  return isClose(growth, ROW, 1e-6) || (isClose(growth, rows.length, 1e-6) && other.value.size === 1);
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
 * cannot be compared.
 */
export function isSeparable(
  measure: Measure,
  reduction: Computes['reduction'],
  outcome: Outcome,
  settings: ProbeSettings,
): boolean | null {
  const examples = mixedExamples(measure.layout.width, 6);
  const total = totalOf(outcome);
  const own = examples.map((example) => measure.ofExample(example, settings));
  if (!total || own.some((loss) => loss === null) || reduction === null || reduction === 'other') {
    return null;
  }
  const sum = own.reduce((whole: number, loss) => whole + (loss ?? 0), 0);
  // A batch of equal examples gives the mean, or four times the loss of one.
  const expected =
    reduction === 'mean' ? sum / examples.length : reduction === 'meanOverPositives' ? null : sum / 4;
  return expected === null ? null : isClose(total.loss, expected, 1e-6);
}
