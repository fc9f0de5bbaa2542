import type { Node } from '@vscode/tree-sitter-wasm';
import { givenArguments } from '../losses/focal-calls';
import type { SourceFile } from '../syntax/source-file';
import type { CallSubject, Rule, TextRange } from './rule';

/** A loss that a library does not reduce by default reaches `backward()` as it is. */
export const torchvisionDefaultNone: Rule<'torchvision-default-none'> = {
  id: 'torchvision-default-none',
  severity: 'error',
  atCall: (subject) => {
    const { convention, call, file } = subject;
    const reduction = givenArguments(call, file).text('reduction') ?? convention.defaultReduction;
    const isUnreduced = /^['"]?none['"]?$/.test(reduction) && !call.unpacks;
    const at = isUnreduced ? backwardOf(subject) : null;
    return at ? [{ facts: {}, at }] : [];
  },
};

/** The first `backward()` of the result, with nothing in between that could reduce it; null if there is none. */
function backwardOf({ call: { node }, file }: CallSubject): TextRange | null {
  const assigned = node.parent?.type === 'assignment' ? node.parent.childForFieldName('left') : null;
  const block = node.parent?.parent?.parent;
  if (assigned?.type !== 'identifier' || !block) {
    return null;
  }
  const name = assigned.text;
  const rest = textAfter(node, block, file);
  const [text] = new RegExp(String.raw`(?<![\w.])${name}\.backward\(`).exec(rest) ?? [];
  const offset = text === undefined ? -1 : rest.indexOf(text);
  const isChanged = new RegExp(String.raw`(?<![\w.])${name}\s*(?:[-+*/]?=(?!=)|\.(?:mean|sum)\()`).test(
    rest.slice(0, Math.max(offset, 0)),
  );
  if (text === undefined || isChanged) {
    return null;
  }
  const start = node.endIndex + offset;
  return { start, end: start + text.length + 1 };
}

function textAfter({ endIndex }: Node, block: Node, { text }: SourceFile): string {
  return text.slice(endIndex, block.endIndex);
}
