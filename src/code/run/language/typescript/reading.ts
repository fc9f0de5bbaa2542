import type { Node } from '@vscode/tree-sitter-wasm';
import { SYNTAX_ERROR } from '../not-understood';
import { placeOf } from '../places';
import type { ClassDefinition, Expression, FunctionDefinition, Statement } from '../program';

/** The readers of expressions, statements, functions and classes as they call one another, one level deeper each. */
export interface Reading {
  expression(node: Node | null, parent: Node): Expression;
  /** Reads the left side of an assignment: a name, a property or a pattern. */
  target(node: Node | null, parent: Node): Expression;
  /** A statement, or those of a block. */
  statements(node: Node | null): readonly Statement[];
  function(node: Node): FunctionDefinition;
  class(node: Node): ClassDefinition;
}

export function notReadable(node: Node, what = SYNTAX_ERROR): Expression & Statement {
  return { place: placeOf(node), type: 'unsupported', what };
}
