import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { placeOf } from '../places';
import type { Expression, Place, Statement, StatementOf } from '../program';
import { readImport } from './read-imports';
import { notReadable, type Reading } from './reading';

type Reader = (node: Node, place: Place, reading: Reading) => Statement[];

/** A statement of TypeScript as data. What the evaluator has no way for becomes `unsupported`, which fails only if it runs. */
export function readStatement(node: Node, reading: Reading): Statement[] {
  const read = READERS[node.type];
  return read ? read(node, placeOf(node), reading) : [notReadable(node, node.type)];
}

const nothing: Reader = () => [];

const READERS: Readonly<Record<string, Reader>> = {
  empty_statement: nothing,
  interface_declaration: nothing,
  type_alias_declaration: nothing,
  ambient_declaration: nothing,
  function_signature: nothing,
  import_alias: nothing,
  debugger_statement: nothing,
  hash_bang_line: nothing,
  expression_statement: (node, place, reading) => [
    { place, type: 'expression', value: reading.expression(parts(node)[0] ?? null, node) },
  ],
  lexical_declaration: readDeclaration,
  variable_declaration: readDeclaration,
  return_statement: (node, place, reading) => {
    const [value] = parts(node);
    return [{ place, type: 'return', value: value ? reading.expression(value, node) : null }];
  },
  if_statement: (node, place, reading) => {
    const alternative = node.childForFieldName('alternative');
    return [
      {
        place,
        type: 'if',
        test: reading.expression(node.childForFieldName('condition'), node),
        consequence: asBlock(node.childForFieldName('consequence'), reading),
        otherwise: alternative ? asBlock(parts(alternative)[0] ?? null, reading) : [],
      },
    ];
  },
  for_statement: readFor,
  for_in_statement: readEach,
  while_statement: (node, place, reading) => [
    {
      place,
      type: 'while',
      test: reading.expression(node.childForFieldName('condition'), node),
      body: asBlock(node.childForFieldName('body'), reading),
      otherwise: [],
    },
  ],
  do_statement: (node, place, reading) => [
    {
      place,
      type: 'loop',
      initial: null,
      test: reading.expression(node.childForFieldName('condition'), node),
      update: null,
      isTestedAfter: true,
      body: asBlock(node.childForFieldName('body'), reading),
    },
  ],
  break_statement: (node, place) =>
    node.childForFieldName('label') ? [notReadable(node, 'label')] : [{ place, type: 'break' }],
  continue_statement: (node, place) =>
    node.childForFieldName('label') ? [notReadable(node, 'label')] : [{ place, type: 'continue' }],
  throw_statement: (node, place, reading) => [
    { place, type: 'raise', exception: reading.expression(parts(node)[0] ?? null, node) },
  ],
  try_statement: readTry,
  switch_statement: readSwitch,
  statement_block: readBlock,
  function_declaration: (node, place, reading) => [
    { place, type: 'function', definition: reading.function(node) },
  ],
  generator_function_declaration: (node, place, reading) => [
    { place, type: 'function', definition: reading.function(node) },
  ],
  class_declaration: readClass,
  abstract_class_declaration: readClass,
  enum_declaration: readEnum,
  import_statement: (node) => readImport(node),
  export_statement: (node, _, reading) => [...reading.statements(node.childForFieldName('declaration'))],
};

function readBlock(node: Node, _: Place, reading: Reading): Statement[] {
  return asBlock(node, reading);
}

/** A statement, or a block with names of its own. */
function asBlock(node: Node | null, reading: Reading): Statement[] {
  return node ? [{ place: placeOf(node), type: 'block', body: reading.statements(node) }] : [];
}

function readClass(node: Node, place: Place, reading: Reading): Statement[] {
  return [{ place, type: 'class', definition: reading.class(node) }];
}

function readDeclaration(node: Node, place: Place, reading: Reading): Statement[] {
  const kind = node.type === 'variable_declaration' ? 'var' : 'let';
  const declarations = parts(node)
    .filter(({ type }) => type === 'variable_declarator')
    .map((declarator) => {
      const value = declarator.childForFieldName('value');
      return {
        target: reading.target(declarator.childForFieldName('name'), declarator),
        value: value && reading.expression(value, declarator),
      };
    });
  return [{ place, type: 'declare', kind, declarations }];
}

function readFor(node: Node, place: Place, reading: Reading): Statement[] {
  const first = node.childForFieldName('initializer');
  const [initial = null] = first && first.type !== ';' ? reading.statements(first) : [];
  const condition = node.childForFieldName('condition');
  const increment = node.childForFieldName('increment');
  const test = condition?.type === 'expression_statement' ? (parts(condition)[0] ?? null) : condition;
  return [
    {
      place,
      type: 'loop',
      initial,
      test: test?.isNamed && test.type !== 'empty_statement' ? reading.expression(test, node) : null,
      update: increment && reading.expression(increment, node),
      isTestedAfter: false,
      body: asBlock(node.childForFieldName('body'), reading),
    },
  ];
}

function readEach(node: Node, place: Place, reading: Reading): Statement[] {
  const kind = node.childForFieldName('kind')?.type;
  if (node.children.some((child) => child?.type === 'await')) {
    return [notReadable(node, 'await')];
  }
  return [
    {
      place,
      type: 'each',
      form: node.childForFieldName('operator')?.type === 'in' ? 'in' : 'of',
      declares: kind === undefined ? null : kind === 'var' ? 'var' : 'let',
      target: reading.target(node.childForFieldName('left'), node),
      items: reading.expression(node.childForFieldName('right'), node),
      body: asBlock(node.childForFieldName('body'), reading),
    },
  ];
}

function readTry(node: Node, place: Place, reading: Reading): Statement[] {
  const handler = node.childForFieldName('handler');
  const parameter = handler?.childForFieldName('parameter');
  const finalizer = node.childForFieldName('finalizer');
  return [
    {
      place,
      type: 'catch',
      body: asBlock(node.childForFieldName('body'), reading),
      handler: handler && {
        target: parameter ? reading.target(parameter, handler) : null,
        body: asBlock(handler.childForFieldName('body'), reading),
      },
      finally: finalizer ? asBlock(finalizer.childForFieldName('body'), reading) : [],
    },
  ];
}

function readSwitch(node: Node, place: Place, reading: Reading): StatementOf<'switch'>[] {
  const body = node.childForFieldName('body');
  const cases = (body ? parts(body) : []).map((part) => {
    const value = part.childForFieldName('value');
    const statements = part.childrenForFieldName('body').flatMap((child) => reading.statements(child));
    return { test: value && reading.expression(value, part), body: statements };
  });
  return [{ place, type: 'switch', value: reading.expression(node.childForFieldName('value'), node), cases }];
}

/** An enumeration is an object of constants, numbered from 0 where they have no value. */
function readEnum(node: Node, place: Place, reading: Reading): Statement[] {
  const body = node.childForFieldName('body');
  let next = 0;
  const members = (body ? parts(body) : []).map((part) => {
    const assigned = part.type === 'enum_assignment' ? part.childForFieldName('value') : null;
    const keyNode = assigned ? (part.childForFieldName('name') ?? part) : part;
    const at = placeOf(part);
    const value: Expression = assigned
      ? reading.expression(assigned, part)
      : { place: at, type: 'constant', value: next };
    next = value.type === 'constant' && typeof value.value === 'number' ? value.value + 1 : next + 1;
    return { kind: 'value', key: { place: at, type: 'constant', value: keyNode.text }, value } as const;
  });
  const target: Expression = { place, type: 'name', name: node.childForFieldName('name')?.text ?? '' };
  return [
    {
      place,
      type: 'declare',
      kind: 'let',
      declarations: [{ target, value: { place, type: 'object', members } }],
    },
  ];
}
