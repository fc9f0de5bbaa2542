import type { Node } from '@vscode/tree-sitter-wasm';
import type { ConstantExpression } from './constructs';
import { parts } from './tree';

const NOT_CONSTANT: ConstantExpression = { isConstant: false };

/** Node types that wrap an expression without changing its value, in either language. */
const WRAPPERS = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
]);
const LISTS = new Set(['list', 'tuple', 'array']);
const NUMBERS = new Set(['integer', 'float', 'number']);
const NOTHINGS = new Set(['none', 'null', 'undefined']);

/** Evaluates numbers, None and null, lists of numbers, signs, and the four operations: `-1`, `1 / 3`, `[0.25, 0.75]`. */
export function constantOf(expression: Node): ConstantExpression {
  const { type } = expression;
  if (NUMBERS.has(type)) {
    return constant(numberOfLiteral(expression.text));
  }
  if (NOTHINGS.has(type)) {
    return { isConstant: true, value: 'none' };
  }
  const inner = parts(expression);
  if (WRAPPERS.has(type)) {
    return inner[0] ? constantOf(inner[0]) : NOT_CONSTANT;
  }
  if (LISTS.has(type)) {
    return listOf(inner);
  }
  if (type === 'unary_operator' || type === 'unary_expression') {
    return signed(expression);
  }
  if (type === 'binary_operator' || type === 'binary_expression') {
    return operation(expression);
  }
  return NOT_CONSTANT;
}

function constant(value: number | undefined): ConstantExpression {
  return value === undefined || !Number.isFinite(value) ? NOT_CONSTANT : { isConstant: true, value };
}

function numberOf(expression: Node | null): number | undefined {
  const found = expression && constantOf(expression);
  return found?.isConstant && typeof found.value === 'number' ? found.value : undefined;
}

/** `[[0.25, 0.75]]` is the one row of a matrix that broadcasts: the same as `[0.25, 0.75]`. */
function listOf(items: readonly Node[]): ConstantExpression {
  const [first, second] = items;
  if (first && !second && LISTS.has(first.type)) {
    return constantOf(first);
  }
  const numbers = items.map((item) => numberOf(item)).filter((item) => item !== undefined);
  return items.length > 0 && numbers.length === items.length
    ? { isConstant: true, value: numbers }
    : NOT_CONSTANT;
}

function signed(expression: Node): ConstantExpression {
  const argument = numberOf(expression.childForFieldName('argument'));
  const operator = expression.child(0)?.type;
  if (argument === undefined || (operator !== '-' && operator !== '+')) {
    return NOT_CONSTANT;
  }
  return constant(operator === '-' ? -argument : argument);
}

function operation(expression: Node): ConstantExpression {
  const left = numberOf(expression.childForFieldName('left'));
  const right = numberOf(expression.childForFieldName('right'));
  if (left === undefined || right === undefined) {
    return NOT_CONSTANT;
  }
  switch (expression.childForFieldName('operator')?.type) {
    case '+':
      return constant(left + right);
    case '-':
      return constant(left - right);
    case '*':
      return constant(left * right);
    case '/':
      return constant(left / right);
    default:
      return NOT_CONSTANT;
  }
}

/** Reads a number as Python and TypeScript write it (`2.`, `1_000`, `1e-2`, `.25`); undefined for anything else. */
function numberOfLiteral(text: string): number | undefined {
  const digits = text.replaceAll('_', '');
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) {
    return undefined;
  }
  return Number(digits);
}
