import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { type Constant, ELLIPSIS } from '../constant';
import { SYNTAX_ERROR, TOO_DEEP } from '../not-understood';
import type { BinaryOperator, ComparisonOperator, UnaryOperator } from '../operators';
import { placeOf } from '../places';
import type {
  Argument,
  ComprehensionClause,
  Expression,
  ExpressionOf,
  FunctionDefinition,
  Place,
  SequenceForm,
  TemplatePart,
} from '../program';
import { readNumber, unescaped } from './read-literals';
import { readParameters } from './read-parameters';

/** Expressions that nest deeper than this are not read: they come from no person. */
const DEEPEST = 150;

/** An expression of Python as data. What the evaluator has no way for becomes `unsupported`, which fails only if it runs. */
export function readExpression(node: Node, depth = 0): Expression {
  const place = placeOf(node);
  if (depth > DEEPEST) {
    return { place, type: 'unsupported', what: TOO_DEEP };
  }
  if (node.isError || node.isMissing) {
    return { place, type: 'unsupported', what: SYNTAX_ERROR };
  }
  const read = READERS[node.type];
  return read ? read(node, place, depth + 1) : { place, type: 'unsupported', what: node.type };
}

type Reader = (node: Node, place: Place, depth: number) => Expression;

const constant =
  (constantOf: (node: Node) => Constant): Reader =>
  (node, place) => ({ place, type: 'constant', value: constantOf(node) });

const sequence =
  (form: SequenceForm): Reader =>
  (node, place, depth) => ({
    place,
    type: 'sequence',
    form,
    items: parts(node).map((item) => readExpression(item, depth)),
  });

const READERS: Readonly<Record<string, Reader>> = {
  identifier: (node, place) => ({ place, type: 'name', name: node.text }),
  true: constant(() => true),
  false: constant(() => false),
  none: constant(() => null),
  ellipsis: constant(() => ELLIPSIS),
  integer: readNumber,
  float: readNumber,
  string: readString,
  concatenated_string: readStrings,
  parenthesized_expression: (node, place, depth) => {
    const [inner] = parts(node);
    return inner ? readExpression(inner, depth) : { place, type: 'unsupported', what: SYNTAX_ERROR };
  },
  attribute: (node, place, depth) => ({
    place,
    type: 'attribute',
    object: field(node, 'object', depth),
    name: node.childForFieldName('attribute')?.text ?? '',
  }),
  call: readCall,
  subscript: readSubscript,
  slice: readSlice,
  binary_operator: (node, place, depth) => ({
    place,
    type: 'binary',
    operator: (node.childForFieldName('operator')?.type ?? '') as BinaryOperator,
    left: field(node, 'left', depth),
    right: field(node, 'right', depth),
  }),
  unary_operator: (node, place, depth) => ({
    place,
    type: 'unary',
    operator: (node.childForFieldName('operator')?.type ?? '') as UnaryOperator,
    operand: field(node, 'argument', depth),
  }),
  not_operator: (node, place, depth) => ({
    place,
    type: 'unary',
    operator: 'not',
    operand: field(node, 'argument', depth),
  }),
  boolean_operator: (node, place, depth) => ({
    place,
    type: 'logical',
    operator: node.childForFieldName('operator')?.type === 'or' ? 'or' : 'and',
    left: field(node, 'left', depth),
    right: field(node, 'right', depth),
  }),
  comparison_operator: readComparison,
  conditional_expression: (node, place, depth) => {
    const [consequence, test, otherwise] = parts(node).map((part) => readExpression(part, depth));
    return consequence && test && otherwise
      ? { place, type: 'conditional', test, consequence, otherwise }
      : { place, type: 'unsupported', what: SYNTAX_ERROR };
  },
  named_expression: (node, place, depth) => ({
    place,
    type: 'assignment',
    name: node.childForFieldName('name')?.text ?? '',
    value: field(node, 'value', depth),
  }),
  lambda: (node, place, depth) => ({ place, type: 'lambda', definition: readLambda(node, place, depth) }),
  list: sequence('list'),
  tuple: sequence('tuple'),
  expression_list: sequence('tuple'),
  pattern_list: sequence('tuple'),
  tuple_pattern: sequence('tuple'),
  list_pattern: sequence('list'),
  set: sequence('set'),
  list_splat: readSpread,
  list_splat_pattern: readSpread,
  dictionary: readDictionary,
  list_comprehension: comprehension('list'),
  generator_expression: comprehension('list'),
  set_comprehension: comprehension('set'),
  dictionary_comprehension: comprehension('mapping'),
};

function field(node: Node, name: string, depth: number): Expression {
  const child = node.childForFieldName(name);
  return child
    ? readExpression(child, depth)
    : { place: placeOf(node), type: 'unsupported', what: SYNTAX_ERROR };
}

function readSpread(node: Node, place: Place, depth: number): Expression {
  const [inner] = parts(node);
  return inner
    ? { place, type: 'spread', value: readExpression(inner, depth) }
    : { place, type: 'unsupported', what: SYNTAX_ERROR };
}

function readString(node: Node, place: Place, depth: number): Expression {
  return joinedString(place, stringParts(node, depth));
}

function readStrings(node: Node, place: Place, depth: number): Expression {
  return joinedString(
    place,
    parts(node).flatMap((part) => stringParts(part, depth)),
  );
}

function joinedString(place: Place, pieces: readonly (string | TemplatePart)[]): Expression {
  return pieces.every((piece) => typeof piece === 'string')
    ? { place, type: 'constant', value: pieces.join('') }
    : { place, type: 'template', parts: pieces };
}

function stringParts(node: Node, depth: number): (string | TemplatePart)[] {
  const prefix = node.firstChild?.text.replace(/["']+$/, '') ?? '';
  return parts(node).flatMap((part): (string | TemplatePart)[] => {
    if (part.type === 'interpolation') {
      const format = part.childForFieldName('format_specifier')?.text.slice(1) ?? '';
      return [{ value: field(part, 'expression', depth), format }];
    }
    return part.type === 'string_content' ? [unescaped(part.text, prefix)] : [];
  });
}

function readCall(node: Node, place: Place, depth: number): Expression {
  const list = node.childForFieldName('arguments');
  const callee = field(node, 'function', depth);
  if (list?.type === 'generator_expression') {
    const value = readExpression(list, depth);
    return { place, type: 'call', callee, arguments: [{ kind: 'positional', name: null, value }] };
  }
  return { place, type: 'call', callee, arguments: list ? readArguments(list, depth) : [] };
}

export function readArguments(list: Node, depth: number): Argument[] {
  return parts(list).map((argument): Argument => {
    switch (argument.type) {
      case 'keyword_argument':
        return {
          kind: 'keyword',
          name: argument.childForFieldName('name')?.text ?? '',
          value: field(argument, 'value', depth),
        };
      case 'list_splat':
      case 'dictionary_splat': {
        const [inner] = parts(argument);
        const kind = argument.type === 'list_splat' ? 'list' : 'mapping';
        return { kind, name: null, value: readExpression(inner ?? argument, depth) };
      }
      default:
        return { kind: 'positional', name: null, value: readExpression(argument, depth) };
    }
  });
}

function readSubscript(node: Node, place: Place, depth: number): Expression {
  const entries = node
    .childrenForFieldName('subscript')
    .flatMap((entry) => (entry ? [readExpression(entry, depth)] : []));
  const isTuple = entries.length > 1 || node.text.slice(0, -1).trimEnd().endsWith(',');
  const [only] = entries;
  const index: Expression =
    isTuple || !only ? { place, type: 'sequence', form: 'tuple', items: entries } : only;
  return { place, type: 'subscript', object: field(node, 'value', depth), index };
}

function readSlice(node: Node, place: Place, depth: number): Expression {
  const bounds: (Expression | null)[] = [null, null, null];
  let position = 0;
  for (const child of node.children) {
    if (child?.type === ':') {
      position++;
    } else if (child?.isNamed) {
      bounds[position] = readExpression(child, depth);
    }
  }
  const [start = null, stop = null, step = null] = bounds;
  return { place, type: 'slice', start, stop, step };
}

function readComparison(node: Node, place: Place, depth: number): Expression {
  const operands = parts(node).map((operand) => readExpression(operand, depth));
  const operators = node.childrenForFieldName('operators').map((operator) => operator?.type ?? '');
  const [first, ...others] = operands;
  if (!first || others.length !== operators.length || operators.includes('<>')) {
    return { place, type: 'unsupported', what: SYNTAX_ERROR };
  }
  const rest = others.map((operand, at) => ({ operator: operators[at] as ComparisonOperator, operand }));
  return { place, type: 'comparison', first, rest };
}

function readLambda(node: Node, place: Place, depth: number): FunctionDefinition {
  const body = node.childForFieldName('body');
  const list = node.childForFieldName('parameters');
  return {
    name: '<lambda>',
    parameters: list ? readParameters(list, (value) => readExpression(value, depth), placeOf) : [],
    body: body ? [{ place: placeOf(body), type: 'return', value: readExpression(body, depth) }] : [],
    decorators: [],
    isGenerator: false,
    place,
  };
}

function readDictionary(node: Node, place: Place, depth: number): Expression {
  const entries = parts(node).map((entry) => {
    const [inner] = parts(entry);
    return entry.type === 'pair'
      ? { key: field(entry, 'key', depth), value: field(entry, 'value', depth) }
      : { key: null, value: readExpression(inner ?? entry, depth) };
  });
  return { place, type: 'mapping', entries };
}

function comprehension(form: SequenceForm | 'mapping'): Reader {
  return (node, place, depth): ExpressionOf<'comprehension'> => {
    const body = node.childForFieldName('body');
    const isPair = form === 'mapping' && body !== null;
    const clauses = parts(node).flatMap((part): ComprehensionClause[] => {
      if (part.type === 'for_in_clause') {
        return [{ type: 'for', target: field(part, 'left', depth), items: field(part, 'right', depth) }];
      }
      const [test] = parts(part);
      return part.type === 'if_clause' && test ? [{ type: 'if', test: readExpression(test, depth) }] : [];
    });
    return {
      place,
      type: 'comprehension',
      form,
      key: isPair ? field(body, 'key', depth) : null,
      element: isPair ? field(body, 'value', depth) : field(node, 'body', depth),
      clauses,
    };
  };
}
