import type { Node } from '@vscode/tree-sitter-wasm';
import { ancestors, isSame, nodesOfTypes, parts } from '../syntax/tree';

/** The values that a function of Python returns itself, without those of functions in it. */
export function returnedValues(definition: Node): Node[] {
  return nodesOfTypes(definition, 'return_statement').flatMap((statement) => {
    const around = [...ancestors(statement)].find(
      ({ type }) => type === 'function_definition' || type === 'lambda',
    );
    return isSame(around, definition) ? parts(statement) : [];
  });
}
