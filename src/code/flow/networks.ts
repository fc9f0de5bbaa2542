import type { Node } from '@vscode/tree-sitter-wasm';
import { forwardMethodOf } from '../syntax/forward-methods';
import type { SourceFile } from '../syntax/source-file';
import { nodesOfTypes, parts } from '../syntax/tree';

/** The classes of a file that are networks and no part of another one. */
export function networksIn({ root }: SourceFile): Node[] {
  const classes = nodesOfTypes(root, 'class_definition')
    .filter((each) => /Module|Model\b|Layer/.test(each.childForFieldName('superclasses')?.text ?? ''))
    .filter(takesOneTensor);
  return classes.filter((each) => {
    const name = each.childForFieldName('name')?.text ?? '';
    return !classes.some(
      (other) => other.id !== each.id && new RegExp(String.raw`\b${name}\(`).test(other.text),
    );
  });
}

/** True for a class whose forward pass takes one tensor: a network, and no loss of predictions and targets. */
function takesOneTensor(classNode: Node): boolean {
  const list = forwardMethodOf(classNode)?.childForFieldName('parameters');
  return (
    !!list &&
    parts(list).filter(({ type }) => type === 'identifier' || type === 'typed_parameter').length === 2
  );
}
