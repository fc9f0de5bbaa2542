import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes, parts } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { pythonCall } from './calls';
import { complementsOf, isValue } from './complements';
import { functionAround, replaced, wrapped } from './nodes';
import { tensorNames } from './tensor-names';

/** Ways to weight negatives by 1 − α, where positives are weighted by α and negatives by 1. */
export function weightedNegatives(loss: LossSubject): Edits[] {
  const { code } = loss;
  return namesOfAlpha(loss).flatMap((alpha) => [
    ...tensorNames(loss).targets.flatMap((target) =>
      complementsOf(code.node, target).map((node) => [
        replaced(wrapped(node), `(1 - ${alpha}) * (1 - ${target})`),
      ]),
    ),
    ...nodesOfTypes(code.node, 'call').flatMap((node) => chosenComplement(node, alpha)),
  ]);
}

/** Ways to weight positives by α and negatives by 1 − α, where both are weighted by α. */
export function weightedSides(loss: LossSubject): Edits[] {
  const { code, measure } = loss;
  if (measure?.layout.width !== 1) {
    return [];
  }
  return namesOfAlpha(loss).flatMap((alpha) => {
    const uses = nodesOfTypes(code.node, 'identifier', 'attribute').filter(
      (node) => node.text === alpha && isValue(node) && isFactor(node) && !isInConstructor(node),
    );
    return tensorNames(loss).targets.flatMap((target) =>
      uses.map((use) => [replaced(use, `(${alpha} * ${target} + (1 - ${alpha}) * (1 - ${target}))`)]),
    );
  });
}

function namesOfAlpha({ measure }: LossSubject): string[] {
  const name = measure?.plan.alpha?.name;
  return name === undefined ? [] : [name, `self.${name}`];
}

function isFactor({ parent }: Node): boolean {
  return (
    parent?.type === 'binary_operator' || parent?.type === 'assignment' || parent?.type === 'unary_operator'
  );
}

function isInConstructor(node: Node): boolean {
  return functionAround(node)?.childForFieldName('name')?.text === '__init__';
}

/** Weights by 1 − α what `where(condition, alpha, 1)` or `where(condition, alpha * loss, loss)` chooses otherwise. */
function chosenComplement(node: Node, alpha: string): Edits[] {
  const [, one, other] = parts(node.childForFieldName('arguments') ?? node);
  if (pythonCall(node)?.name !== 'where' || !one || !other) {
    return [];
  }
  const isOne = one.text === alpha && /^(?:1(?:\.0*)?|\w+\.ones_like\(.*\))$/.test(other.text);
  const isProduct = one.text === `${alpha} * ${other.text}`;
  return [
    ...(isOne ? [[replaced(other, `1 - ${alpha}`)]] : []),
    ...(isProduct ? [[replaced(other, `(1 - ${alpha}) * ${other.text}`)]] : []),
  ];
}
