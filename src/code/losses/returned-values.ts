import type { Node } from '@vscode/tree-sitter-wasm';
import { isFunction } from '../syntax/node-shapes';
import { ancestors, isSame, nodesOfTypes, parts } from '../syntax/tree';

/** The values that a function returns itself, without those of functions in it. */
export function returnedValues(definition: Node): Node[] {
  const body = definition.childForFieldName('body');
  if (definition.type === 'arrow_function' && body && body.type !== 'statement_block') {
    return [body];
  }
  return nodesOfTypes(definition, 'return_statement').flatMap((statement) => {
    const around = [...ancestors(statement)].find((each) => isFunction(each) || each.type === 'lambda');
    return isSame(around, definition) ? parts(statement) : [];
  });
}
