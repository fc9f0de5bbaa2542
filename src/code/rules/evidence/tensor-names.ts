import type { Node } from '@vscode/tree-sitter-wasm';
import { forwardMethodOf } from '../../syntax/forward-methods';
import { FUNCTION_TYPES } from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';

/** The names of predictions and targets of a definition; null for one of other tensors. */
export function tensorNamesOf(node: Node, form: string, file: SourceFile): [string, string] | null {
  const functions = nodesOfTypes(node, ...FUNCTION_TYPES);
  const method =
    form === 'class'
      ? forwardMethodOf(node)
      : form === 'closure'
        ? functions.find((each) => each.id !== node.id)
        : node;
  const parameters = (method && file.syntax.definition(method)?.parameters) ?? [];
  const [first, second] = parameters.flatMap(({ name }) => (name && name !== 'self' ? [name] : []));
  return first !== undefined && second !== undefined ? [first, second] : null;
}
