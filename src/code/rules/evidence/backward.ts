import type { Node } from '@vscode/tree-sitter-wasm';
import { callsOf } from '../../flow/calls';
import { onlyDefinition } from '../../flow/definitions';
import { classAround, scopeOf } from '../../flow/values-given';
import type { SourceFile } from '../../syntax/source-file';
import { ancestors } from '../../syntax/tree';

/** Most functions that hand a result on. */
const MOST_RETURNS = 3;

/** The block that a statement is in. What `with` holds goes on behind it: autocast ends before `backward()`. */
function blockAround(statement: Node): Node | undefined {
  return [...ancestors(statement)].find(
    ({ type, parent }) => type === 'module' || (type === 'block' && parent?.type !== 'with_statement'),
  );
}

/**
 * True if `backward()` of the result is called, with nothing in between that could reduce it: where the call stands, or where
 * the function around it is called that returns the result as it is.
 */
export function reachesBackward(node: Node, file: SourceFile, steps = MOST_RETURNS): boolean {
  return (
    goesBackward(node, file) ||
    (steps > 0 && callsReturning(node, file).some((call) => reachesBackward(call, file, steps - 1)))
  );
}

/** The calls of the only function of its name in a file that returns an expression, beside the function itself. */
function callsReturning(node: Node, { root }: SourceFile): readonly Node[] {
  const definition = node.parent?.type === 'return_statement' ? scopeOf(node) : null;
  const name = definition?.childForFieldName('name')?.text;
  if (!definition || !name || !onlyDefinition(name, 'function_definition', root)) {
    return [];
  }
  const callee = classAround(definition) ? `self.${name}` : name;
  return callsOf(callee, root);
}

function goesBackward(node: Node, file: SourceFile): boolean {
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
