import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { PYTHON2_NAMES } from '../../run/language/python/python2-names';
import { nodesOfTypes, parts } from '../../syntax/tree';
import type { Edits, TextEdit } from '../text-edit';
import { replaced } from './nodes';

/** Writes the name of Python 3; of a tuple of types that has it already, the old one is taken away. */
export function renamedToPython3(name: string, { code }: LossSubject): Edits {
  const successor = PYTHON2_NAMES.get(name) ?? undefined;
  return nodesOfTypes(code.node, 'identifier')
    .filter((node) => successor !== undefined && node.text === name && node.parent?.type !== 'attribute')
    .map((node) => renamed(node, successor ?? name));
}

function renamed(node: Node, successor: string): TextEdit {
  const types = node.parent?.type === 'tuple' ? parts(node.parent) : [];
  const at = types.findIndex(({ id }) => id === node.id);
  const isKnown = types.some(({ text }) => text === successor);
  if (!isKnown || types.length < 3) {
    return replaced(node, successor);
  }
  const [before, after] = [types[at - 1], types[at + 1]];
  return before
    ? { start: before.endIndex, end: node.endIndex, text: '' }
    : { start: node.startIndex, end: after?.startIndex ?? node.endIndex, text: '' };
}
