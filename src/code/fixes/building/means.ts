import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import { applyEdits, type Edits } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { callsIn } from './calls';
import { inPlaceOf } from './complements';
import { type FrameworkCode, frameworkCode } from './framework-code';
import { nearestFirst, replaced } from './nodes';
import { tensorNames } from './tensor-names';

/** A mean over a whole array. */
export interface Mean {
  readonly node: Node;
  readonly array: Node;
  /** The same with the sum in place of the mean. */
  readonly sum: string;
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number', 'unary_operator']);

/** The means over whole arrays within a node, in their order. */
export function meansIn(node: Node): Mean[] {
  return callsIn(node).flatMap(({ node: call, object, name, given }) => {
    const callee = call.childForFieldName('function');
    const own = callee?.childForFieldName('attribute') ?? callee?.childForFieldName('property');
    const [only, ...more] = given;
    const array = only ? only.value : object;
    const isOfAxis = more.length > 0 || (only && (only.name !== null || NUMBERS.has(only.value.type)));
    if (!own || !array || isOfAxis || !/^(?:reduce_)?mean$/.test(name)) {
      return [];
    }
    const { start, end, text } = replaced(own, name.replace('mean', 'sum'));
    const from = call.startIndex;
    return [
      { node: call, array, sum: applyEdits(call.text, [{ start: start - from, end: end - from, text }]) },
    ];
  });
}

/** Ways to divide the sum by the number of elements, at least 1, in place of the mean nearest to a place. */
export function meansOfSome(loss: LossSubject, at: TextRange): Edits[] {
  return dividedSums(loss, at, ({ size }, { array }) => namesIn(array).map(size));
}

/** Ways to divide the sum by the number of positives in place of a mean. */
export function meansOverPositives(loss: LossSubject, at: TextRange): Edits[] {
  const { targets } = tensorNames(loss);
  return dividedSums(loss, at, ({ count }) => targets.map(count));
}

/**
 * Ways to divide the sum by something else in place of a mean, the one nearest to a place first.
 *
 * @param divisors the texts of what it may be divided by
 */
export function dividedSums(
  loss: LossSubject,
  at: TextRange,
  divisors: (code: FrameworkCode, mean: Mean) => readonly string[],
): Edits[] {
  const { quotient } = arithmeticOf(loss);
  const means = meansIn(loss.code.node);
  return nearestFirst(
    means.map(({ node }) => node),
    at,
  ).flatMap((node) => {
    const mean = means.find((each) => each.node === node);
    return mean
      ? frameworkCode(loss).flatMap((code) =>
          divisors(code, mean).map((divisor) => [
            replaced(node, inPlaceOf(node, quotient(mean.sum, divisor))),
          ]),
        )
      : [];
  });
}

/** The names and the parts of arrays in an expression, those that are written last first, each once. */
function namesIn(expression: Node): string[] {
  const names = nodesOfTypes(expression, 'identifier', 'subscript').map(({ text }) => text);
  return [...new Set(names.toReversed())];
}
