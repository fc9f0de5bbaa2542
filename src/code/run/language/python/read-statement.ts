import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { SYNTAX_ERROR, TOO_DEEP } from '../not-understood';
import type { BinaryOperator } from '../operators';
import { placeOf } from '../places';
import type {
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Handler,
  Place,
  Statement,
  StatementOf,
} from '../program';
import { localNamesOf } from './local-names';
import { readArguments, readExpression } from './read-expression';
import { readImportFrom, readImports } from './read-imports';
import { readMatch } from './read-match';
import { readParameters } from './read-parameters';

/** Blocks that nest deeper than this are not read. */
const DEEPEST = 60;
/** Each `elif` nests in the one before it. */
const MOST_ALTERNATIVES = 200;

/** A statement of Python as data. What the evaluator has no way for becomes `unsupported`, which fails only if it runs. */
function readStatements(block: Node | null, depth = 0): Statement[] {
  return block ? parts(block).flatMap((node) => readStatement(node, depth)) : [];
}

export function readStatement(node: Node, depth = 0): Statement[] {
  const place = placeOf(node);
  if (depth > DEEPEST) {
    return [{ place, type: 'unsupported', what: TOO_DEEP }];
  }
  if (node.isError || node.isMissing) {
    return [{ place, type: 'unsupported', what: SYNTAX_ERROR }];
  }
  if (node.type === 'import_statement') {
    return readImports(node, place);
  }
  if (node.type === 'match_statement') {
    const read = readMatch(node, (block) => readStatements(block, depth + 1));
    return read ?? [{ place, type: 'unsupported', what: node.type }];
  }
  const read = READERS[node.type];
  return [read ? read(node, place, depth + 1) : { place, type: 'unsupported', what: node.type }];
}

type Reader = (node: Node, place: Place, depth: number) => Statement;

const READERS: Readonly<Record<string, Reader>> = {
  expression_statement: readExpressionStatement,
  return_statement: (node, place) => {
    const [value] = parts(node);
    return { place, type: 'return', value: value ? readExpression(value) : null };
  },
  if_statement: readIf,
  for_statement: (node, place, depth) => ({
    place,
    type: 'for',
    target: field(node, 'left'),
    items: field(node, 'right'),
    body: readStatements(node.childForFieldName('body'), depth),
    otherwise: readElse(node.childForFieldName('alternative'), depth),
  }),
  while_statement: (node, place, depth) => ({
    place,
    type: 'while',
    test: field(node, 'condition'),
    body: readStatements(node.childForFieldName('body'), depth),
    otherwise: readElse(node.childForFieldName('alternative'), depth),
  }),
  break_statement: (_, place) => ({ place, type: 'break' }),
  continue_statement: (_, place) => ({ place, type: 'continue' }),
  pass_statement: (_, place) => ({ place, type: 'pass' }),
  raise_statement: (node, place) => {
    const [exception] = parts(node);
    return { place, type: 'raise', exception: exception ? readExpression(exception) : null };
  },
  assert_statement: (node, place) => {
    const [test, message] = parts(node).map((part) => readExpression(part));
    return test
      ? { place, type: 'assert', test, message: message ?? null }
      : { place, type: 'unsupported', what: SYNTAX_ERROR };
  },
  try_statement: readTry,
  with_statement: (node, place, depth) => ({
    place,
    type: 'with',
    items: node.descendantsOfType('with_item').flatMap((item) => readWithItem(item)),
    body: readStatements(node.childForFieldName('body'), depth),
  }),
  function_definition: (node, place) => ({ place, type: 'function', definition: readFunction(node, []) }),
  class_definition: (node, place) => ({ place, type: 'class', definition: readClass(node, []) }),
  decorated_definition: readDecorated,
  import_from_statement: readImportFrom,
  delete_statement: (node, place) => {
    const targets = parts(node).map((part) => readExpression(part));
    const [only] = targets;
    return only?.type === 'sequence'
      ? { place, type: 'delete', targets: only.items }
      : { place, type: 'delete', targets };
  },
  global_statement: (node, place) => ({
    place,
    type: 'outerNames',
    names: parts(node).map(({ text }) => text),
    scope: 'global',
  }),
  nonlocal_statement: (node, place) => ({
    place,
    type: 'outerNames',
    names: parts(node).map(({ text }) => text),
    scope: 'nonlocal',
  }),
};

function field(node: Node, name: string): Expression {
  const child = node.childForFieldName(name);
  return child ? readExpression(child) : { place: placeOf(node), type: 'unsupported', what: SYNTAX_ERROR };
}

function readExpressionStatement(node: Node, place: Place): Statement {
  const inner = parts(node);
  const [first] = inner;
  if (!first) {
    return { place, type: 'unsupported', what: SYNTAX_ERROR };
  }
  if (first.type === 'assignment') {
    return readAssignment(first, place);
  }
  if (first.type === 'augmented_assignment') {
    const operator = (first.childForFieldName('operator')?.type ?? '').slice(0, -1) as BinaryOperator;
    return { place, type: 'augmented', operator, target: field(first, 'left'), value: field(first, 'right') };
  }
  if (inner.length > 1) {
    const items = inner.map((part) => readExpression(part));
    return { place, type: 'expression', value: { place, type: 'sequence', form: 'tuple', items } };
  }
  return { place, type: 'expression', value: readExpression(first) };
}

/** `a = b = value` is an assignment whose value is an assignment. */
function readAssignment(node: Node, place: Place): Statement {
  const targets: Expression[] = [];
  let current = node;
  for (;;) {
    const target = field(current, 'left');
    targets.push(target);
    const right = current.childForFieldName('right');
    const type = current.childForFieldName('type');
    const annotated = type ? { annotation: type.text } : {};
    if (!right) {
      return { place, type: 'declaration', target, ...annotated };
    }
    if (right.type !== 'assignment') {
      return { place, type: 'assign', targets, value: readExpression(right), ...annotated };
    }
    current = right;
  }
}

function readIf(node: Node, place: Place, depth: number): Statement {
  const alternatives = node.childrenForFieldName('alternative');
  if (alternatives.length > MOST_ALTERNATIVES) {
    return { place, type: 'unsupported', what: TOO_DEEP };
  }
  let otherwise: Statement[] = [];
  for (const alternative of alternatives.reverse()) {
    if (alternative?.type === 'elif_clause') {
      const elif: StatementOf<'if'> = {
        place: placeOf(alternative),
        type: 'if',
        test: field(alternative, 'condition'),
        consequence: readStatements(alternative.childForFieldName('consequence'), depth),
        otherwise,
      };
      otherwise = [elif];
    } else if (alternative) {
      otherwise = readElse(alternative, depth);
    }
  }
  const consequence = readStatements(node.childForFieldName('consequence'), depth);
  return { place, type: 'if', test: field(node, 'condition'), consequence, otherwise };
}

function readElse(clause: Node | null, depth: number): Statement[] {
  return readStatements(clause?.childForFieldName('body') ?? null, depth);
}

function readTry(node: Node, place: Place, depth: number): Statement {
  const clauses = parts(node);
  const blockOf = (clause: Node | undefined): Node | null =>
    clause?.childForFieldName('body') ??
    clause?.namedChildren.find((child) => child?.type === 'block') ??
    null;
  const handlers = clauses
    .filter(({ type }) => type === 'except_clause')
    .map((clause): Handler => {
      const value = clause.childForFieldName('value');
      const isNamed = value?.type === 'as_pattern';
      const exception = isNamed ? parts(value)[0] : value;
      return {
        exception: exception ? readExpression(exception) : null,
        name: isNamed ? (value.childForFieldName('alias')?.text ?? null) : null,
        body: readStatements(blockOf(clause), depth),
        place: placeOf(clause),
      };
    });
  return {
    place,
    type: 'try',
    body: readStatements(node.childForFieldName('body'), depth),
    handlers,
    otherwise: readStatements(blockOf(clauses.find(({ type }) => type === 'else_clause')), depth),
    finally: readStatements(blockOf(clauses.find(({ type }) => type === 'finally_clause')), depth),
  };
}

function readWithItem(
  item: Node | null,
): { readonly value: Expression; readonly target: Expression | null }[] {
  const value = item?.childForFieldName('value');
  if (!value) {
    return [];
  }
  if (value.type !== 'as_pattern') {
    return [{ value: readExpression(value), target: null }];
  }
  const [inner] = parts(value);
  const target = value.childForFieldName('alias')?.firstNamedChild;
  return inner ? [{ value: readExpression(inner), target: target ? readExpression(target) : null }] : [];
}

function readDecorated(node: Node, place: Place): Statement {
  const decorators = parts(node)
    .filter(({ type }) => type === 'decorator')
    .flatMap((decorator) => parts(decorator).map((expression) => readExpression(expression)));
  const definition = node.childForFieldName('definition');
  if (definition?.type === 'class_definition') {
    return { place, type: 'class', definition: readClass(definition, decorators) };
  }
  return definition?.type === 'function_definition'
    ? { place, type: 'function', definition: readFunction(definition, decorators) }
    : { place, type: 'unsupported', what: SYNTAX_ERROR };
}

/** Reads the body when it is asked for: most functions of a file are never run. */
function readFunction(node: Node, decorators: readonly Expression[]): FunctionDefinition {
  const list = node.childForFieldName('parameters');
  const block = node.childForFieldName('body');
  let body: readonly Statement[] | undefined;
  let isGenerator: boolean | undefined;
  let localNames: ReadonlySet<string> | undefined;
  return {
    name: node.childForFieldName('name')?.text ?? '',
    parameters: list ? readParameters(list, readExpression, placeOf) : [],
    get body() {
      body ??= readStatements(block);
      return body;
    },
    get localNames() {
      localNames ??= localNamesOf(this.body);
      return localNames;
    },
    decorators,
    get isGenerator() {
      isGenerator ??=
        node.firstChild?.type === 'async' || (block?.descendantsOfType('yield').length ?? 0) > 0;
      return isGenerator;
    },
    place: placeOf(node),
  };
}

function readClass(node: Node, decorators: readonly Expression[]): ClassDefinition {
  const bases = node.childForFieldName('superclasses');
  const block = node.childForFieldName('body');
  let body: readonly Statement[] | undefined;
  return {
    name: node.childForFieldName('name')?.text ?? '',
    bases: bases ? readArguments(bases, 0) : [],
    get body() {
      body ??= readStatements(block);
      return body;
    },
    decorators,
    place: placeOf(node),
  };
}
