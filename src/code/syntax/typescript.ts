import type { Node } from '@vscode/tree-sitter-wasm';
import { constantOf } from './constant';
import type { Call, Definition, LanguageSyntax, Mapping, Mention, Slot } from './constructs';
import { isSame, parts } from './tree';
import { typescriptImports } from './typescript-imports';

/** TypeScript, TSX and JavaScript, as tree-sitter-typescript 0.23 parses them. */
export const typescriptSyntax: LanguageSyntax = {
  imports: typescriptImports,
  mentionAt,
  callOfCallee,
  call,
  mapping,
  definition,
  path,
  stringContent,
  constant: (expression) => constantOf(expression),
};

const CALL_TYPES = new Set(['call_expression', 'new_expression']);
const FUNCTION_TYPES = new Set([
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'generator_function',
  'arrow_function',
  'method_definition',
  'function_signature',
  'method_signature',
]);
const CLASS_TYPES = new Set([
  'class_declaration',
  'abstract_class_declaration',
  'class',
  'interface_declaration',
  'type_alias_declaration',
]);
const FIELD_TYPES = new Set(['public_field_definition', 'property_signature']);
const ASSIGNMENT_FIELDS: Readonly<Record<string, readonly [target: string, value: string]>> = {
  variable_declarator: ['name', 'value'],
  assignment_expression: ['left', 'right'],
  augmented_assignment_expression: ['left', 'right'],
};

function mentionAt(name: Node): Mention | undefined {
  const parent = name.parent;
  if (!parent) {
    return undefined;
  }
  switch (name.type) {
    case 'string_fragment':
      return mentionOfString(name);
    case 'shorthand_property_identifier':
      return mentionOfEntry(parent, { name: name.text, nameNode: name, value: name });
    case 'shorthand_property_identifier_pattern':
      return mentionOfPattern(parent.type === 'object_assignment_pattern' ? parent : name);
    case 'identifier':
    case 'property_identifier':
    case 'private_property_identifier':
      return mentionOfName(name, parent);
    default:
      return undefined;
  }
}

function mentionOfName(name: Node, parent: Node): Mention | undefined {
  if (parent.type === 'pair' && isSame(parent.childForFieldName('key'), name)) {
    return mentionOfEntry(parent.parent, slotOfPair(parent, name.text, name));
  }
  if (parent.type === 'required_parameter' || parent.type === 'optional_parameter') {
    const owner = parent.parent?.parent;
    const asDefinition = owner ? definition(owner) : undefined;
    const value = parent.childForFieldName('value') ?? undefined;
    const isName = isSame(parent.childForFieldName('pattern'), name);
    if (asDefinition && isName) {
      return {
        kind: 'parameter',
        definition: asDefinition,
        slot: { name: name.text, nameNode: name, value },
      };
    }
  }
  if (FIELD_TYPES.has(parent.type) && isSame(parent.childForFieldName('name'), name)) {
    const owner = ancestorClass(parent);
    const value = parent.childForFieldName('value') ?? undefined;
    return owner && { kind: 'field', owner, slot: { name: name.text, nameNode: name, value } };
  }
  const target = targetOf(name);
  return target && mentionOfTarget(target);
}

function ancestorClass(field: Node): Node | undefined {
  let current: Node | null = field.parent;
  while (current && !CLASS_TYPES.has(current.type)) {
    current = current.parent;
  }
  return current ?? undefined;
}

/** `{ alpha = 0.25 }`: a destructured property of a parameter or variable. */
function mentionOfPattern(property: Node): Mention | undefined {
  const parameter = property.parent?.parent;
  const owner = parameter?.parent?.parent;
  const asDefinition = owner ? definition(owner) : undefined;
  return asDefinition && { kind: 'parameter', definition: asDefinition, slot: slotOfProperty(property) };
}

function mentionOfEntry(object: Node | null, slot: Slot): Mention | undefined {
  const asMapping = object ? mapping(object) : undefined;
  return asMapping && { kind: 'entry', mapping: asMapping, slot };
}

/** The dotted path that ends in this name, or the name that is an object by itself. */
function targetOf(name: Node): Node | undefined {
  const parent = name.parent;
  if (parent?.type !== 'member_expression') {
    return name.type === 'identifier' ? name : undefined;
  }
  return isSame(parent.childForFieldName('property'), name) || name.type !== 'identifier' ? parent : name;
}

function mentionOfTarget(target: Node): Mention | undefined {
  const wholePath = path(target);
  const parent = target.parent;
  if (!wholePath || !parent) {
    return undefined;
  }
  const fields = Object.hasOwn(ASSIGNMENT_FIELDS, parent.type) ? ASSIGNMENT_FIELDS[parent.type] : undefined;
  if (fields && isSame(parent.childForFieldName(fields[0]), target)) {
    const value = parent.childForFieldName(fields[1]);
    return value ? { kind: 'assignment', path: wholePath, value } : undefined;
  }
  if (parent.type === 'import_specifier' || parent.type === 'export_specifier') {
    return undefined;
  }
  return { kind: 'use', path: wholePath, node: target };
}

function mentionOfString(fragment: Node): Mention | undefined {
  const string = fragment.parent;
  const parent = string?.parent;
  if (!string || !parent) {
    return undefined;
  }
  if (parent.type === 'pair' && isSame(parent.childForFieldName('key'), string)) {
    return mentionOfEntry(parent.parent, slotOfPair(parent, fragment.text, string));
  }
  return parent.type === 'subscript_expression' ? mentionOfTarget(parent) : undefined;
}

function callOfCallee(name: Node): Call | undefined {
  const callee = targetOf(name);
  const node = callee?.parent;
  return node && isSame(calleeOf(node), callee) ? call(node) : undefined;
}

function calleeOf(node: Node): Node | null {
  return node.childForFieldName('function') ?? node.childForFieldName('constructor');
}

function call(node: Node): Call | undefined {
  if (!CALL_TYPES.has(node.type)) {
    return undefined;
  }
  const callee = calleeOf(node);
  const list = node.childForFieldName('arguments');
  if (!callee || list?.type !== 'arguments') {
    return undefined;
  }
  const all = parts(list);
  const given = all.filter((part) => part.type !== 'spread_element');
  const slots = given.flatMap((value): readonly Slot[] => {
    const options = mapping(value);
    return options?.slots ?? [{ name: undefined, nameNode: undefined, value }];
  });
  const spread = all.flatMap((part) => (part.type === 'object' ? parts(part) : part));
  const unpacked = spread.filter((part) => part.type === 'spread_element').flatMap(parts);
  return { node, path: path(callee), slots, unpacked };
}

function mapping(node: Node): Mapping | undefined {
  if (node.type !== 'object') {
    return undefined;
  }
  const slots = parts(node).flatMap((part): Slot[] => {
    if (part.type === 'shorthand_property_identifier') {
      return [{ name: part.text, nameNode: part, value: part }];
    }
    const key = part.type === 'pair' ? part.childForFieldName('key') : null;
    if (!key) {
      return [];
    }
    return [slotOfPair(part, stringContent(key) ?? key.text, key)];
  });
  return { node, slots };
}

function slotOfPair(pair: Node, name: string, nameNode: Node): Slot {
  return { name, nameNode, value: pair.childForFieldName('value') ?? undefined };
}

function definition(node: Node): Definition | undefined {
  if (CLASS_TYPES.has(node.type)) {
    return { node, form: 'class', name: node.childForFieldName('name')?.text, parameters: [] };
  }
  if (!FUNCTION_TYPES.has(node.type)) {
    return undefined;
  }
  const list = node.childForFieldName('parameters');
  return {
    node,
    form: 'function',
    name: node.childForFieldName('name')?.text ?? nameOfFunctionExpression(node),
    parameters: list ? parts(list).flatMap(slotsOfParameter) : [],
  };
}

function nameOfFunctionExpression(node: Node): string | undefined {
  const parent = node.parent;
  const name = parent?.childForFieldName('name') ?? parent?.childForFieldName('key');
  if (name) {
    return name.text;
  }
  const left = parent?.type === 'assignment_expression' ? parent.childForFieldName('left') : null;
  return left ? path(left)?.at(-1) : undefined;
}

function slotsOfParameter(parameter: Node): Slot[] {
  const pattern = parameter.childForFieldName('pattern');
  if (pattern?.type === 'object_pattern') {
    return parts(pattern).map(slotOfProperty);
  }
  const nameNode = pattern?.type === 'identifier' ? pattern : undefined;
  return [{ name: nameNode?.text, nameNode, value: parameter.childForFieldName('value') ?? undefined }];
}

function slotOfProperty(property: Node): Slot {
  if (property.type !== 'object_assignment_pattern') {
    return { name: property.text, nameNode: property, value: undefined };
  }
  const nameNode = property.childForFieldName('left') ?? undefined;
  return { name: nameNode?.text, nameNode, value: property.childForFieldName('right') ?? undefined };
}

function path(expression: Node): readonly string[] | undefined {
  switch (expression.type) {
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'this':
      return [expression.text];
    case 'member_expression': {
      const object = expression.childForFieldName('object');
      const property = expression.childForFieldName('property');
      const start = object && path(object);
      return start && property ? [...start, property.text] : undefined;
    }
    case 'subscript_expression': {
      const object = expression.childForFieldName('object');
      const index = expression.childForFieldName('index');
      const start = object && path(object);
      const name = index ? stringContent(index) : undefined;
      return start && name !== undefined ? [...start, name] : undefined;
    }
    default:
      return undefined;
  }
}

function stringContent(expression: Node): string | undefined {
  if (expression.type !== 'string') {
    return undefined;
  }
  return parts(expression)
    .map((part) => part.text)
    .join('');
}
