import { cellsOfTargets } from '../fixes/building/one-hot';
import type { Measure } from '../verdict/measure';
import type { Example } from '../verdict/probes';
import { documentsIndices } from './evidence/documented-input';
import { type Operation, operationsOf } from './evidence/operations';
import { cellsOf } from './evidence/smoothed-targets';
import { holds, placeOfArray, tracedExamples } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

const INDEXING: ReadonlySet<string> = new Set([
  '[]',
  'gather',
  'take_along_axis',
  'take_along_dim',
  'index_select',
  'take',
]);
const PRODUCTS: ReadonlySet<string> = new Set(['*', 'mul', 'multiply']);

/**
 * One-hot targets serve as an index, or the indices of classes as a factor. A loss with 1 − target is one of single
 * decisions, whose targets are no indices.
 */
export const oneHotIndexMix: Rule<'one-hot-index-mix'> = {
  id: 'one-hot-index-mix',
  severity: 'error',
  inLoss: (loss) => {
    const { measure, verdict } = loss;
    const examples = measure ? tracedExamples(measure) : [];
    const operations = measure && measure.layout.width > 2 ? operationsOf(measure, examples) : [];
    const isBinary = operations.some(({ result }) =>
      holds(
        result,
        examples.map(({ target }) => 1 - target),
      ),
    );
    const factors = measure ? factorsOf(loss, measure, examples) : [];
    for (const operation of isBinary ? [] : operations) {
      const asIndex = isIndexedByOneHot(operation, examples);
      const isOfClasses = verdict.computes?.link === 'softmax';
      if (asIndex || (isOfClasses && isFactor(operation, factors))) {
        return [{ facts: { asIndex }, at: placeOfArray(operation.result) }];
      }
    }
    return [];
  },
  fixInLoss: (loss, at) =>
    cellsOfTargets(loss, at).map((edits) => ({ title: 'cells-of-targets' as const, edits, changes: {} })),
};

/** True for an index of zeros and ones in the rows of the classes. A mask of booleans chooses cells. */
function isIndexedByOneHot({ name, operands, keywords }: Operation, examples: readonly Example[]): boolean {
  const [, ...given] = operands;
  return (
    INDEXING.has(name) &&
    [...given, ...keywords.values()].some(
      (index) => index && index.tensor.dtype !== 'bool' && holds(index, cellsOf(examples)),
    )
  );
}

/** What indices of classes are as a factor; where the words alone call the targets indices, the one-hot targets that the product takes. */
function factorsOf(loss: LossSubject, { layout }: Measure, examples: readonly Example[]): number[][] {
  const indices = examples.map(({ target }) => target);
  const cells = cellsOf(examples);
  return layout.hasIndexTargets
    ? [indices, indices.map((index) => -index)]
    : documentsIndices(loss)
      ? [cells, cells.map((cell) => -cell)]
      : [];
}

/** True for a product of one of the factors with something that is trained. */
function isFactor({ name, operands }: Operation, factors: readonly (readonly number[])[]): boolean {
  const [one, other] = operands;
  return (
    PRODUCTS.has(name) &&
    one !== undefined &&
    other !== undefined &&
    factors.some(
      (expected) =>
        (holds(one, expected) && other.tensor.hasGradient) ||
        (holds(other, expected) && one.tensor.hasGradient),
    )
  );
}
