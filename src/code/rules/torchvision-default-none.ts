import type { Node } from '@vscode/tree-sitter-wasm';
import { pythonCall, withArgument } from '../fixes/building/calls';
import { quoted } from '../fixes/building/quoted';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import { callsOfLosses } from './evidence/loss-calls';
import type { Rule } from './rule';

/** The result of a loss that is not reduced reaches `backward()` as it is. */
export const torchvisionDefaultNone: Rule<'torchvision-default-none'> = {
  id: 'torchvision-default-none',
  severity: 'error',
  inFile: (subject) =>
    callsOfLosses(subject)
      .filter(({ call, loss }) => loss.reduction === 'none' && reachesBackward(call, subject.file))
      .map(({ call: { startIndex, endIndex } }) => ({
        facts: {},
        at: { start: startIndex, end: endIndex },
      })),
  fixInFile: (subject, { start, end }) =>
    callsOfLosses(subject)
      .filter(({ call }) => call.startIndex === start && call.endIndex === end)
      .flatMap(({ call: node }) => {
        const call = pythonCall(node);
        const edit = call && withArgument(call, 'reduction', quoted('mean', subject.file));
        return edit ? [{ title: 'mean-reduction' as const, edits: [edit] }] : [];
      }),
};

/** The block that a statement is in. What `with` holds goes on behind it: autocast ends before `backward()`. */
function blockAround(statement: Node): Node | undefined {
  return [...ancestors(statement)].find(
    ({ type, parent }) => type === 'module' || (type === 'block' && parent?.type !== 'with_statement'),
  );
}

/** True if `backward()` of the result is called, with nothing in between that could reduce it. */
function reachesBackward(node: Node, file: SourceFile): boolean {
  if (/^\s*\.backward\(/.test(file.text.slice(node.endIndex))) {
    return true;
  }
  const assigned = node.parent?.type === 'assignment' ? node.parent.childForFieldName('left') : null;
  const block = assigned && blockAround(assigned);
  if (assigned?.type !== 'identifier' || !block) {
    return false;
  }
  const name = assigned.text;
  const backward = String.raw`(?<![\w.])${name}\.backward\(|\.scale\(${name}\)\.backward\(|backward\(${name}[,)]`;
  const [before, ...after] = file.text.slice(node.endIndex, block.endIndex).split(new RegExp(backward));
  const isChanged = new RegExp(String.raw`(?<![\w.])${name}\s*(?:[-+*/]?=(?!=)|\.(?:mean|sum)\()`);
  return after.length > 0 && !isChanged.test(before ?? '');
}
