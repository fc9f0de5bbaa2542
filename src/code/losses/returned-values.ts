import type { Node } from '@vscode/tree-sitter-wasm';
import { isFunction } from '../syntax/node-shapes';
import { ancestors, isSame, parts } from '../syntax/tree';

/** The values that a function returns itself, without those of functions in it. */
export function returnedValues(definition: Node): Node[] {
  const body = definition.childForFieldName('body');
  if (definition.type === 'arrow_function' && body && body.type !== 'statement_block') {
    return [body];
  }
  return definition.descendantsOfType('return_statement').flatMap((statement) => {
    const around =
      statement && [...ancestors(statement)].find((each) => isFunction(each) || each.type === 'lambda');
    return statement && isSame(around, definition) ? parts(statement) : [];
  });
}
