import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import type { Constant } from '../constant';
import { SYNTAX_ERROR, TOO_DEEP } from '../not-understood';
import type { BinaryOperator, PrefixOperator, ScriptOperator } from '../operators';
import { placeOf } from '../places';
import {
  type Argument,
  CHAINED,
  type Expression,
  type ExpressionOf,
  type ObjectMember,
  type Place,
} from '../program';
import { keyOfNode } from './read-keys';
import { numberOf, unescaped } from './read-literals';
import { notReadable, type Reading } from './reading';

type Reader = (node: Node, place: Place, reading: Reading) => Expression;

/** An expression of TypeScript as data. What the evaluator has no way for becomes `unsupported`, which fails only if it runs. */
export function readExpression(node: Node, reading: Reading): Expression {
  const read = READERS[node.type];
  return read ? read(node, placeOf(node), reading) : notReadable(node, node.type);
}

const constant =
  (value: Constant): Reader =>
  (_, place) => ({ place, type: 'constant', value });

/** Only the value matters: parentheses, types and assertions about them change nothing. */
const inner: Reader = (node, _, reading) => reading.expression(parts(node)[0] ?? null, node);

const name: Reader = (node, place) => ({ place, type: 'name', name: node.text });

const READERS: Readonly<Record<string, Reader>> = {
  identifier: name,
  shorthand_property_identifier: name,
  undefined: name,
  this: name,
  super: name,
  number: (node, place) => {
    const value = numberOf(node.text);
    return value === null ? notReadable(node, 'bigint') : { place, type: 'constant', value };
  },
  true: constant(true),
  false: constant(false),
  null: constant(null),
  string: readString,
  template_string: readTemplate,
  parenthesized_expression: inner,
  as_expression: inner,
  satisfies_expression: inner,
  non_null_expression: inner,
  type_assertion: (node, _, reading) => reading.expression(parts(node).at(-1) ?? null, node),
  instantiation_expression: inner,
  member_expression: readChain,
  subscript_expression: readChain,
  call_expression: readChain,
  new_expression: (node, place, reading) => ({
    place,
    type: 'new',
    callee: reading.expression(node.childForFieldName('constructor'), node),
    arguments: readArguments(node.childForFieldName('arguments'), reading),
  }),
  binary_expression: readBinary,
  unary_expression: readUnary,
  update_expression: readUpdate,
  assignment_expression: (node, place, reading) => ({
    place,
    type: 'change',
    target: reading.target(node.childForFieldName('left'), node),
    operator: null,
    value: reading.expression(node.childForFieldName('right'), node),
    gives: 'after',
  }),
  augmented_assignment_expression: (node, place, reading) => ({
    place,
    type: 'change',
    target: reading.target(node.childForFieldName('left'), node),
    operator: operatorOf((node.childForFieldName('operator')?.type ?? '=').slice(0, -1)),
    value: reading.expression(node.childForFieldName('right'), node),
    gives: 'after',
  }),
  ternary_expression: (node, place, reading) => ({
    place,
    type: 'conditional',
    test: reading.expression(node.childForFieldName('condition'), node),
    consequence: reading.expression(node.childForFieldName('consequence'), node),
    otherwise: reading.expression(node.childForFieldName('alternative'), node),
  }),
  arrow_function: readFunction,
  function_expression: readFunction,
  generator_function: readFunction,
  class: (node, place, reading) => ({ place, type: 'classExpression', definition: reading.class(node) }),
  array: (node, place, reading) => ({
    place,
    type: 'sequence',
    form: 'list',
    items: parts(node).map((item) => reading.expression(item, node)),
  }),
  spread_element: (node, place, reading) => ({
    place,
    type: 'spread',
    value: reading.expression(parts(node)[0] ?? null, node),
  }),
  object: readObject,
  sequence_expression: (node, place, reading) => ({
    place,
    type: 'commas',
    items: parts(node).map((item) => reading.expression(item, node)),
  }),
};

function readString(node: Node, place: Place): Expression {
  const value = parts(node)
    .map((part) => (part.type === 'escape_sequence' ? unescaped(part.text) : part.text))
    .join('');
  return { place, type: 'constant', value };
}

function readTemplate(node: Node, place: Place, reading: Reading): Expression {
  const pieces = parts(node).map((part) => {
    if (part.type === 'template_substitution') {
      return { value: reading.expression(parts(part)[0] ?? null, part), format: '' };
    }
    return part.type === 'escape_sequence' ? unescaped(part.text) : part.text;
  });
  return { place, type: 'template', parts: pieces };
}

function readFunction(node: Node, place: Place, reading: Reading): Expression {
  return { place, type: 'lambda', definition: reading.function(node) };
}

function operatorOf(text: string): ScriptOperator | 'and' | 'or' | '??' {
  if (text === '&&' || text === '||') {
    return text === '&&' ? 'and' : 'or';
  }
  return text as ScriptOperator | '??';
}

function readUnary(node: Node, place: Place, reading: Reading): Expression {
  const operator = node.childForFieldName('operator')?.type ?? '';
  const operand = reading.expression(node.childForFieldName('argument'), node);
  return operator === '-' || operator === '+' || operator === '~'
    ? { place, type: 'unary', operator, operand }
    : { place, type: 'prefix', operator: operator as PrefixOperator, operand };
}

/** The operators that compute a number, which every language has. */
const ARITHMETIC = new Set<string>(['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>']);

function readBinary(node: Node, place: Place, reading: Reading): Expression {
  const left = reading.expression(node.childForFieldName('left'), node);
  const right = reading.expression(node.childForFieldName('right'), node);
  const operator = operatorOf(node.childForFieldName('operator')?.type ?? '');
  if (operator === 'and' || operator === 'or' || operator === '??') {
    return { place, type: 'logical', operator, left, right };
  }
  return ARITHMETIC.has(operator)
    ? { place, type: 'binary', operator: operator as BinaryOperator, left, right }
    : { place, type: 'operation', operator, left, right };
}

function readUpdate(node: Node, place: Place, reading: Reading): Expression {
  const operator = node.childForFieldName('operator');
  const argument = node.childForFieldName('argument');
  const isPrefix = (operator?.startIndex ?? 0) < (argument?.startIndex ?? 0);
  return {
    place,
    type: 'change',
    target: reading.target(argument, node),
    operator: operator?.type === '--' ? '-' : '+',
    value: { place, type: 'constant', value: 1 },
    gives: isPrefix ? 'after' : 'before',
  };
}

/** A link of `a.b[c](d)` and what stands before a `?.` in it; null without one. */
interface Chain {
  readonly optional: Expression | null;
  readonly link: Expression;
}

const LINKS = new Set(['member_expression', 'subscript_expression', 'call_expression']);
/** Longer chains of calls and properties are not read. */
const MOST_LINKS = 150;

function readChain(node: Node, _: Place, reading: Reading): Expression {
  return whole(chainOf(node, reading));
}

function whole({ optional, link }: Chain): Expression {
  return optional ? { place: link.place, type: 'optional', object: optional, rest: link } : link;
}

function chainOf(node: Node, reading: Reading, links = 0): Chain {
  const place = placeOf(node);
  const objectNode = node.childForFieldName(node.type === 'call_expression' ? 'function' : 'object');
  if (!objectNode) {
    return { optional: null, link: notReadable(node) };
  }
  if (links > MOST_LINKS) {
    return { optional: null, link: notReadable(node, TOO_DEEP) };
  }
  const isOptional = node.children.some((child) => child?.type === 'optional_chain' || child?.type === '?.');
  if (isOptional && node.type === 'call_expression' && LINKS.has(objectNode.type)) {
    return { optional: null, link: notReadable(node, '?.()') };
  }
  const before: Chain = LINKS.has(objectNode.type)
    ? chainOf(objectNode, reading, links + 1)
    : { optional: null, link: reading.expression(objectNode, node) };
  const object: Expression = isOptional ? { place, type: 'name', name: CHAINED } : before.link;
  const optional = isOptional ? whole(before) : before.optional;
  return { optional, link: linkOf(node, place, object, reading) };
}

function linkOf(node: Node, place: Place, object: Expression, reading: Reading): Expression {
  if (node.type === 'member_expression') {
    return { place, type: 'attribute', object, name: node.childForFieldName('property')?.text ?? '' };
  }
  if (node.type === 'subscript_expression') {
    const index = reading.expression(node.childForFieldName('index'), node);
    return { place, type: 'subscript', object, index };
  }
  const list = node.childForFieldName('arguments');
  return list?.type === 'arguments'
    ? { place, type: 'call', callee: object, arguments: readArguments(list, reading) }
    : notReadable(node, list?.type ?? SYNTAX_ERROR);
}

function readArguments(list: Node | null, reading: Reading): Argument[] {
  return list
    ? parts(list).map((argument): Argument => {
        const isSpread = argument.type === 'spread_element';
        const value = isSpread ? (parts(argument)[0] ?? null) : argument;
        return {
          kind: isSpread ? 'list' : 'positional',
          name: null,
          value: reading.expression(value, argument),
        };
      })
    : [];
}

function readObject(node: Node, place: Place, reading: Reading): ExpressionOf<'object'> {
  const members = parts(node).map((part): ObjectMember => {
    switch (part.type) {
      case 'pair': {
        const key = part.childForFieldName('key');
        return {
          kind: 'value',
          key: key ? keyOfNode(key, reading) : notReadable(part),
          value: reading.expression(part.childForFieldName('value'), part),
        };
      }
      case 'spread_element':
        return { kind: 'spread', key: null, value: reading.expression(parts(part)[0] ?? null, part) };
      case 'method_definition': {
        const key = part.childForFieldName('name');
        const accessor = part.children.find((child) => child?.type === 'get' || child?.type === 'set');
        const kind = accessor?.type === 'get' ? 'getter' : accessor ? 'setter' : 'value';
        const value = { place: placeOf(part), type: 'lambda', definition: reading.function(part) } as const;
        return { kind, key: key ? keyOfNode(key, reading) : notReadable(part), value };
      }
      default:
        return {
          kind: 'value',
          key: { place: placeOf(part), type: 'constant', value: part.text },
          value: reading.expression(part, node),
        };
    }
  });
  return { place, type: 'object', members };
}
