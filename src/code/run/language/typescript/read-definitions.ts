import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { placeOf } from '../places';
import type {
  ClassDefinition,
  ClassMember,
  Expression,
  FunctionDefinition,
  Parameter,
  Statement,
} from '../program';
import { keyOfNode } from './read-keys';
import { notReadable, type Reading } from './reading';

/** A function in any of its forms. The body is read when it is asked for: most functions of a file are never run. */
export function readFunction(node: Node, reading: Reading): FunctionDefinition {
  const list = node.childForFieldName('parameters');
  const single = node.childForFieldName('parameter');
  const block = node.childForFieldName('body');
  let body: readonly Statement[] | undefined;
  let parameters: readonly Parameter[] | undefined;
  const isArrow = node.type === 'arrow_function';
  return {
    name: nameOf(node),
    get parameters() {
      parameters ??= list
        ? parts(list).flatMap((part) => readParameter(part, reading))
        : single
          ? [plainParameter(single)]
          : [];
      return parameters;
    },
    get body() {
      body ??= [...(list ? assignedProperties(list) : []), ...readBody(block, reading)];
      return body;
    },
    decorators: [],
    isGenerator:
      node.type.startsWith('generator') ||
      node.children.some((child) => child?.type === 'async' || child?.type === '*'),
    ...(isArrow ? { isArrow } : {}),
    place: placeOf(node),
  };
}

/** The name of a function, or that of the variable, property or field that it is given to. */
function nameOf(node: Node): string {
  const own = node.childForFieldName('name');
  if (own) {
    return own.text;
  }
  const { parent } = node;
  return (parent?.childForFieldName('name') ?? parent?.childForFieldName('key'))?.text ?? '';
}

function readBody(block: Node | null, reading: Reading): readonly Statement[] {
  if (!block) {
    return [];
  }
  return block.type === 'statement_block'
    ? reading.statements(block)
    : [{ place: placeOf(block), type: 'return', value: reading.expression(block, block) }];
}

function plainParameter(node: Node): Parameter {
  return { name: node.text, kind: 'usual', default: null, annotation: null, place: placeOf(node) };
}

function readParameter(node: Node, reading: Reading): Parameter[] {
  const place = placeOf(node);
  const pattern = node.childForFieldName('pattern') ?? node;
  if (pattern.type === 'this') {
    return [];
  }
  const value = node.childForFieldName('value');
  const annotation = node.childForFieldName('type')?.text.replace(/^:\s*/, '') ?? null;
  const isRest = pattern.type === 'rest_pattern';
  const target = isRest ? (parts(pattern)[0] ?? pattern) : pattern;
  const isName = target.type === 'identifier';
  // An optional parameter of TypeScript, `alpha?: number`, is undefined if the call leaves it out.
  const isOptional = node.type === 'optional_parameter' && !value;
  const nothing: Expression | null = isOptional ? { place, type: 'name', name: 'undefined' } : null;
  return [
    {
      name: isName ? target.text : '',
      kind: isRest ? 'list' : 'usual',
      default: value ? reading.expression(value, node) : nothing,
      ...(isName ? {} : { pattern: reading.target(target, node) }),
      annotation,
      place,
    },
  ];
}

/** `constructor(private alpha = 0.25)` gives the object a property of that name. */
function assignedProperties(list: Node): Statement[] {
  return parts(list).flatMap((node): Statement[] => {
    const isProperty = node.children.some(
      (child) => child?.type === 'accessibility_modifier' || child?.type === 'readonly',
    );
    const pattern = node.childForFieldName('pattern');
    if (!isProperty || !pattern) {
      return [];
    }
    const place = placeOf(node);
    const value: Expression = { place, type: 'name', name: pattern.text };
    const object: Expression = { place, type: 'name', name: 'this' };
    return [
      { place, type: 'assign', targets: [{ place, type: 'attribute', object, name: pattern.text }], value },
    ];
  });
}

/** A class with its methods and fields. */
export function readClass(node: Node, reading: Reading): ClassDefinition {
  const heritage = parts(node).find(({ type }) => type === 'class_heritage');
  const clause = heritage && (parts(heritage).find(({ type }) => type === 'extends_clause') ?? heritage);
  const base = clause && (clause.childForFieldName('value') ?? parts(clause)[0]);
  const body = node.childForFieldName('body');
  return {
    name: nameOf(node),
    bases:
      base && base.type !== 'implements_clause'
        ? [{ kind: 'positional', name: null, value: reading.expression(base, node) }]
        : [],
    body: [],
    decorators: [],
    members: body ? parts(body).flatMap((part) => readMember(part, reading)) : [],
    place: placeOf(node),
  };
}

function readMember(node: Node, reading: Reading): ClassMember[] {
  const isStatic = node.children.some((child) => child?.type === 'static');
  const keyNode = node.childForFieldName('name') ?? node.childForFieldName('property');
  const key = keyNode ? keyOfNode(keyNode, reading) : notReadable(node);
  switch (node.type) {
    case 'method_definition': {
      const accessor = node.children.find((child) => child?.type === 'get' || child?.type === 'set');
      const kind = accessor?.type === 'get' ? 'getter' : accessor ? 'setter' : 'method';
      const value = { place: placeOf(node), type: 'lambda', definition: reading.function(node) } as const;
      return [{ kind, isStatic, key, value }];
    }
    case 'public_field_definition':
    case 'field_definition': {
      const value = node.childForFieldName('value');
      return [{ kind: 'field', isStatic, key, value: value && reading.expression(value, node) }];
    }
    case 'class_static_block':
    case 'ERROR':
      return [{ kind: 'field', isStatic: true, key: notReadable(node, node.type), value: null }];
    default:
      return [];
  }
}
