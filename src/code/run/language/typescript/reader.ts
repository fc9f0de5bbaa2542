import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { SYNTAX_ERROR, TOO_DEEP } from '../not-understood';
import { placeOf } from '../places';
import type { ClassDefinition, Expression, FunctionDefinition, Statement } from '../program';
import { readClass, readFunction } from './read-definitions';
import { readExpression } from './read-expression';
import { readTarget } from './read-pattern';
import { readStatement } from './read-statement';
import { notReadable, type Reading } from './reading';

/** Code that nests deeper than this is not read: it comes from no person. */
const DEEPEST = 200;

/** Reads TypeScript and JavaScript at one depth of nesting. */
class Reader implements Reading {
  private readonly depth: number;

  constructor(depth: number) {
    this.depth = depth;
  }

  expression(node: Node | null, parent: Node): Expression {
    const reading = this.deeper(node);
    return reading && node ? readExpression(node, reading) : this.refused(node ?? parent);
  }

  target(node: Node | null, parent: Node): Expression {
    const reading = this.deeper(node);
    return reading && node ? readTarget(node, reading) : this.refused(node ?? parent);
  }

  statements(node: Node | null): readonly Statement[] {
    if (!node) {
      return [];
    }
    return (node.type === 'statement_block' ? parts(node) : [node]).flatMap((statement) => {
      const reading = this.deeper(statement);
      return reading ? readStatement(statement, reading) : [this.refused(statement)];
    });
  }

  /** The body of a function is read later, when it runs. */
  function(node: Node): FunctionDefinition {
    return readFunction(node, new Reader(0));
  }

  class(node: Node): ClassDefinition {
    return readClass(node, new Reader(this.depth + 1));
  }

  private deeper(node: Node | null): Reader | null {
    return !node || node.isError || node.isMissing || this.depth > DEEPEST
      ? null
      : new Reader(this.depth + 1);
  }

  private refused(node: Node): Expression & Statement {
    return notReadable(node, this.depth > DEEPEST ? TOO_DEEP : SYNTAX_ERROR);
  }
}

/** A statement of a file as data. */
export function readTopStatement(node: Node): readonly Statement[] {
  return new Reader(0).statements(node);
}

/** An expression of a file as data. */
export function readExpressionOf(node: Node): Expression {
  return new Reader(0).expression(node, node);
}

/** A function or class, wherever it stands, as an expression. */
export function readDefinition(node: Node): Expression {
  const place = placeOf(node);
  const reading = new Reader(0);
  return node.type === 'class' || node.type.endsWith('class_declaration')
    ? { place, type: 'classExpression', definition: reading.class(node) }
    : { place, type: 'lambda', definition: reading.function(node) };
}
