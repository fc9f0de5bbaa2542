import type { Node } from '@vscode/tree-sitter-wasm';
import { pythonCall, withArgument } from '../fixes/building/calls';
import { quoted } from '../fixes/building/quoted';
import { givenArguments } from '../losses/focal-calls';
import type { SourceFile } from '../syntax/source-file';
import type { CallSubject, Rule } from './rule';

/** A loss that a library does not reduce by default reaches `backward()` as it is. */
export const torchvisionDefaultNone: Rule<'torchvision-default-none'> = {
  id: 'torchvision-default-none',
  severity: 'error',
  atCall: (subject) => {
    const { convention, call, file } = subject;
    const reduction = givenArguments(call, file).text('reduction') ?? convention.defaultReduction;
    const isUnreduced = /^['"]?none['"]?$/.test(reduction) && !call.unpacks;
    return isUnreduced && reachesBackward(subject) ? [{ facts: {}, at: null }] : [];
  },
  fixAtCall: ({ call: { node }, file }) => {
    const call = pythonCall(node);
    const edit = call && withArgument(call, 'reduction', quoted('mean', file));
    return edit ? [{ title: 'mean-reduction', edits: [edit] }] : [];
  },
};

/** True if `backward()` of the result is called, with nothing in between that could reduce it. */
function reachesBackward({ call: { node }, file }: CallSubject): boolean {
  const assigned = node.parent?.type === 'assignment' ? node.parent.childForFieldName('left') : null;
  const block = node.parent?.parent?.parent;
  if (assigned?.type !== 'identifier' || !block) {
    return false;
  }
  const name = assigned.text;
  const [before, ...after] = textAfter(node, block, file).split(
    new RegExp(String.raw`(?<![\w.])${name}\.backward\(`),
  );
  const isChanged = new RegExp(String.raw`(?<![\w.])${name}\s*(?:[-+*/]?=(?!=)|\.(?:mean|sum)\()`);
  return after.length > 0 && !isChanged.test(before ?? '');
}

function textAfter({ endIndex }: Node, block: Node, { text }: SourceFile): string {
  return text.slice(endIndex, block.endIndex);
}
