import type { Computes } from './document';
import type { Outcome } from './loss-runner';
import { isClose, type Measure, totalOf } from './measure';
import { exampleOf, mixedExamples } from './probes';

/** How the default arguments reduce the losses of a batch. */
export function readReduction(measure: Measure): Computes['reduction'] {
  const { layout, plan, runner } = measure;
  const examples = mixedExamples(layout.width, 5);
  const [outcome] = runner.run(plan.with({}), [layout.batch(examples)]);
  if (outcome?.kind !== 'value') {
    return null;
  }
  const { size } = outcome.value;
  if (size > 1) {
    return size === examples.length || size === examples.length * layout.width ? 'none' : 'other';
  }
  return ofNumber(measure);
}

function ofNumber(measure: Measure): Computes['reduction'] {
  const { width } = measure.layout;
  const targets = width === 1 ? [1, 0] : [1, 0, 2];
  const growths = targets.map((target) => measure.growth(exampleOf(width, 0, target)));
  const areAll = (expected: readonly number[]): boolean =>
    growths.every((growth, at) => growth !== null && isClose(growth, expected[at] ?? Number.NaN, 1e-6));
  if (areAll(targets.map(() => 1))) {
    return 'mean';
  }
  if (areAll(targets.map(() => 2))) {
    return 'sum';
  }
  return width === 1 && areAll([1, 2]) ? 'meanOverPositives' : 'other';
}

/**
 * True if the loss of a mixed batch is what the losses of its examples add up to under the reduction; null where they
 * cannot be compared.
 */
export function isSeparable(
  measure: Measure,
  reduction: Computes['reduction'],
  outcome: Outcome,
): boolean | null {
  const examples = mixedExamples(measure.layout.width, 6);
  const total = totalOf(outcome);
  const own = examples.map((example) => measure.ofExample(example, {}));
  if (!total || own.some((loss) => loss === null) || reduction === null || reduction === 'other') {
    return null;
  }
  const sum = own.reduce((whole: number, loss) => whole + (loss ?? 0), 0);
  // A batch of equal examples gives the mean, or four times the loss of one.
  const expected =
    reduction === 'mean' ? sum / examples.length : reduction === 'meanOverPositives' ? null : sum / 4;
  return expected === null ? null : isClose(total.loss, expected, 1e-6);
}
