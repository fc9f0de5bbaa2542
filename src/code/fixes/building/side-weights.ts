import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { type CodeCall, callsIn } from './calls';
import { complementsOf, isValue } from './complements';
import { functionAround, isWhole, replaced, wrapped } from './nodes';
import { tensorNames } from './tensor-names';

/** Ways to weight negatives by 1 − α, where positives are weighted by α and negatives by 1. */
export function weightedNegatives(loss: LossSubject): Edits[] {
  const { code } = loss;
  const { product, complement } = arithmeticOf(loss);
  return namesOfAlpha(loss).flatMap((alpha) => [
    ...tensorNames(loss).targets.flatMap((target) =>
      complementsOf(code.node, target).map((node) => [
        replaced(wrapped(node), product(complement(alpha), complement(target))),
      ]),
    ),
    ...callsIn(code.node).flatMap((call) => chosenComplement(call, alpha)),
  ]);
}

/** Ways to weight positives by α and negatives by 1 − α, where both are weighted by α. */
export function weightedSides(loss: LossSubject): Edits[] {
  const { code, measure } = loss;
  if (measure?.layout.width !== 1) {
    return [];
  }
  const { sum, product, complement } = arithmeticOf(loss);
  return namesOfAlpha(loss).flatMap((alpha) => {
    const uses = nodesOfTypes(code.node, 'identifier', 'attribute').filter(
      (node) => node.text === alpha && isValue(node) && isFactor(node) && !isInConstructor(node),
    );
    return tensorNames(loss).targets.flatMap((target) =>
      uses.map((use) => {
        const weight = sum(product(alpha, target), product(complement(alpha), complement(target)));
        return [replaced(use, isWhole(weight) ? weight : `(${weight})`)];
      }),
    );
  });
}

function namesOfAlpha({ measure }: LossSubject): string[] {
  const name = measure?.plan.alpha?.name;
  return name === undefined ? [] : [name, `self.${name}`];
}

const FACTORS: ReadonlySet<string> = new Set([
  'binary_operator',
  'assignment',
  'unary_operator',
  'binary_expression',
  'unary_expression',
  'variable_declarator',
  'arguments',
]);

function isFactor({ parent }: Node): boolean {
  return !!parent && FACTORS.has(parent.type);
}

function isInConstructor(node: Node): boolean {
  return functionAround(node)?.childForFieldName('name')?.text === '__init__';
}

/** Weights by 1 − α what `where(condition, alpha, 1)` or `where(condition, alpha * loss, loss)` chooses otherwise. */
function chosenComplement({ name, given }: CodeCall, alpha: string): Edits[] {
  const [, one, other] = given.map(({ node }) => node);
  if (name !== 'where' || !one || !other) {
    return [];
  }
  const isOne = one.text === alpha && /^(?:1(?:\.0*)?|\w+\.ones_like\(.*\))$/.test(other.text);
  const isProduct = one.text === `${alpha} * ${other.text}`;
  return [
    ...(isOne ? [[replaced(other, `1 - ${alpha}`)]] : []),
    ...(isProduct ? [[replaced(other, `(1 - ${alpha}) * ${other.text}`)]] : []),
  ];
}
