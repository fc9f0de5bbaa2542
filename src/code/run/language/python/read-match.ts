import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { placeOf } from '../places';
import { type Expression, LIBRARY_PLACE, type Statement, type StatementOf } from '../program';
import { readExpression } from './read-expression';

/** The name of a subject that is evaluated once; no name of a program is like it. */
const SUBJECT = '<subject>';
const CONSTANTS: ReadonlySet<string> = new Set(['string', 'concatenated_string', 'integer', 'float']);
const SINGLETONS: ReadonlySet<string> = new Set(['none', 'true', 'false']);

/**
 * A `match` as the conditions that it stands for.
 *
 * @param readBody reads the statements of a case
 * @returns null for a pattern that takes its subject apart
 */
export function readMatch(node: Node, readBody: (block: Node | null) => Statement[]): Statement[] | null {
  const place = placeOf(node);
  const subjects = node.childrenForFieldName('subject');
  const [written] = subjects;
  if (!written || subjects.length > 1) {
    return null;
  }
  const value = readExpression(written);
  const isNamed = value.type === 'name' || value.type === 'attribute';
  const subject: Expression = isNamed ? value : { place: value.place, type: 'name', name: SUBJECT };
  const first: Statement[] = isNamed ? [] : [{ place, type: 'assign', targets: [subject], value }];
  let otherwise: Statement[] = [];
  for (const clause of parts(node.childForFieldName('body') ?? node).toReversed()) {
    const read = clause.type === 'case_clause' ? readCase(clause, subject, readBody) : null;
    if (!read) {
      return null;
    }
    otherwise = [{ ...read, otherwise }];
  }
  return [...first, ...otherwise];
}

function readCase(
  clause: Node,
  subject: Expression,
  readBody: (block: Node | null) => Statement[],
): Omit<StatementOf<'if'>, 'otherwise'> | null {
  const place = placeOf(clause);
  const [first, another] = parts(clause).filter(({ type }) => type === 'case_pattern');
  const left = first && !another ? readPattern(first, subject) : null;
  const guard = clause.childForFieldName('guard')?.firstNamedChild;
  return (
    left && {
      place,
      type: 'if',
      test: guard ? { place, type: 'logical', operator: 'and', left, right: readExpression(guard) } : left,
      consequence: readBody(clause.childForFieldName('consequence')),
    }
  );
}

/** The condition under which a pattern takes its subject; null for one that is not read. */
function readPattern(node: Node, subject: Expression): Expression | null {
  const place = placeOf(node);
  const compared = (operator: '==' | 'is', operand: Expression): Expression => ({
    place,
    type: 'comparison',
    first: subject,
    rest: [{ operator, operand }],
  });
  if (CONSTANTS.has(node.type)) {
    return compared('==', readExpression(node));
  }
  if (SINGLETONS.has(node.type)) {
    return compared('is', readExpression(node));
  }
  const [first, another] = parts(node);
  switch (node.type) {
    case 'case_pattern':
      if (!first) {
        return node.text === '_' ? { place, type: 'constant', value: true } : null;
      }
      if (node.text.startsWith('-')) {
        const operand = readExpression(first);
        return another ? null : compared('==', { place, type: 'unary', operator: '-', operand });
      }
      return another ? null : readPattern(first, subject);
    case 'dotted_name':
      return another ? compared('==', readDotted(parts(node))) : bound(node.text, subject);
    case 'class_pattern':
      return first && !another ? isInstance(subject, readDotted(parts(first))) : null;
    case 'union_pattern': {
      const tests = parts(node).map((part) => readPattern(part, subject));
      return tests.reduce(
        (left, right) => left && right && { place, type: 'logical', operator: 'or', left, right },
      );
    }
    default:
      return null;
  }
}

/** A name takes everything. */
function bound(name: string, value: Expression): Expression {
  const { place } = value;
  return { place, type: 'sequence', form: 'tuple', items: [{ place, type: 'assignment', name, value }] };
}

function readDotted([first, ...others]: readonly Node[]): Expression {
  return others.reduce<Expression>(
    (object, { text }) => ({ place: object.place, type: 'attribute', object, name: text }),
    first ? readExpression(first) : { place: LIBRARY_PLACE, type: 'unsupported', what: 'dotted_name' },
  );
}

function isInstance(subject: Expression, of: Expression): Expression {
  const { place } = of;
  return {
    place,
    type: 'call',
    callee: { place, type: 'name', name: 'isinstance' },
    arguments: [subject, of].map((value) => ({ kind: 'positional', name: null, value })),
  };
}
