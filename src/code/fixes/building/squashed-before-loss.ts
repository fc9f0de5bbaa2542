import type { Node } from '@vscode/tree-sitter-wasm';
import { valueAt } from '../../flow/values-given';
import type { TextRange } from '../../rules/rule';
import { scopeOf } from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { type CodeCall, callOf, withoutArgument } from './calls';
import { assignedBy, expressionAt, replaced } from './nodes';

const SQUASHING: ReadonlySet<string> = new Set(['sigmoid', 'softmax', 'expit']);

/**
 * Ways to squash the output of a network once where code outside of a loss squashes it before: the logits go to the loss as they are, or
 * the loss is no longer told that it gets logits.
 */
export function squashedBeforeLoss(file: SourceFile, at: TextRange): Edits[] {
  const given = expressionAt(file, at);
  const value = given && expressionOf(given);
  const call = value && callOf(value);
  if (!call) {
    return [];
  }
  const ofLogits = call.given.find(({ name, value: flag }) => name === 'from_logits' && flag.text === 'True');
  const logits = SQUASHING.has(call.name) ? logitsOf(call) : null;
  return [
    ...(ofLogits ? [[withoutArgument(call, ofLogits.node)]] : []),
    ...(logits ? [[replaced(call.node, logits.text)]] : []),
  ];
}

/** An expression, or that which its name stands for where nothing else reads the name. */
function expressionOf(given: Node): Node | null {
  if (given.type !== 'identifier') {
    return given;
  }
  const value = valueAt(given.text, given);
  const mentions = nodesOfTypes(scopeOf(given), 'identifier').filter(({ text }) => text === given.text);
  const target = value && assignedBy(value.parent)?.target;
  const isReadOnce = mentions.every(({ id }) => id === given.id || id === target?.id);
  return isReadOnce ? (value ?? null) : null;
}

/** What a function or method squashes; null where it is given more than an axis beside it. */
function logitsOf({ object, given }: CodeCall): Node | null {
  const [first, ...others] = given;
  const isFunction = first?.name === null && !/^-?\d+$/.test(first.value.text);
  const isPlain = (isFunction ? others : given).every(
    ({ name, value }) => /^(?:dim|axis)$/.test(name ?? 'axis') && /^-?\d+$/.test(value.text),
  );
  return isPlain ? (isFunction ? first.value : object) : null;
}
