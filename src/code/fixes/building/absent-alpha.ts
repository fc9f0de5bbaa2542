import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { ancestors, isSame, nodesOfTypes } from '../../syntax/tree';
import type { Edits, TextEdit } from '../text-edit';
import { inPlaceOf, isValue } from './complements';
import { functionAround, replaced } from './nodes';

/** Ways to compute with the weight 1 where the class weights or α are None. */
export function weightsWhereGiven(loss: LossSubject): Edits[] {
  const mentions = mentionsOfAlpha(loss);
  const isOfConstructor = (node: Node): boolean =>
    functionAround(node)?.childForFieldName('name')?.text === '__init__';
  const made = mentions.filter(isOfConstructor).flatMap((mention) => guarded(mention, 'None').slice(0, 2));
  const used = mentions
    .filter((mention) => !isOfConstructor(mention))
    .flatMap((mention) => guarded(mention, '1.0'));
  const withBoth = used.flatMap((use) => made.map((make) => [make, use]));
  return [...used.map((use) => [use]), ...made.map((make) => [make]), ...withBoth];
}

/** Ways to take None as the default of α, where a number does not work, and the weight 1 for it. */
export function weightsAbsentByDefault(loss: LossSubject): Edits[] {
  const name = loss.measure?.plan.alpha?.name;
  const declared = nodesOfTypes(loss.code.node, 'default_parameter', 'typed_default_parameter').find(
    (parameter) => parameter.childForFieldName('name')?.text === name,
  );
  const value = declared?.childForFieldName('value');
  return value ? weightsWhereGiven(loss).map((edits) => [replaced(value, 'None'), ...edits]) : [];
}

function mentionsOfAlpha({ code, measure }: LossSubject): Node[] {
  const name = measure?.plan.alpha?.name;
  return nodesOfTypes(code.node, 'identifier', 'attribute').filter(
    (node) => (node.text === name || node.text === `self.${name}`) && (isValue(node) || isObject(node)),
  );
}

/** True for what a method or property is taken of. */
function isObject(node: Node): boolean {
  const { parent } = node;
  return parent?.type === 'attribute' && isSame(parent.childForFieldName('object'), node);
}

/** The expressions around a mention, the innermost first, each replaced where the mention is None. */
function guarded(mention: Node, otherwise: string): TextEdit[] {
  const around: Node[] = [];
  for (const node of ancestors(mention)) {
    if (/statement|assignment|block|parameter|definition/.test(node.type)) {
      break;
    }
    if (node.type === 'subscript' || node.type === 'call' || node.type === 'binary_operator') {
      around.push(node);
    }
  }
  return around.map((node) => {
    const text = `${otherwise} if ${mention.text} is None else ${node.text}`;
    return replaced(node, inPlaceOf(node, text));
  });
}
