import type { Node } from '@vscode/tree-sitter-wasm';
import { constantOf } from './constant';
import type { Call, Definition, LanguageSyntax, Mapping, Mention, Slot } from './constructs';
import { pythonImports } from './python-imports';
import { isSame, parts } from './tree';

/** Python, as tree-sitter-python 0.25 parses it. */
export const pythonSyntax: LanguageSyntax = {
  imports: pythonImports,
  mentionAt,
  callOfCallee,
  call,
  mapping,
  definition,
  path,
  stringContent,
  constant: (expression) => constantOf(expression),
};

const PARAMETER_TYPES = new Set(['default_parameter', 'typed_default_parameter', 'typed_parameter']);
const TUPLES = new Set(['pattern_list', 'tuple_pattern', 'expression_list', 'tuple']);
const SPLATS = new Set(['list_splat', 'dictionary_splat']);
const PARAMETER_LISTS = new Set(['parameters', 'lambda_parameters']);

function mentionAt(name: Node): Mention | undefined {
  if (name.type === 'string_content') {
    return mentionOfString(name);
  }
  if (name.type !== 'identifier') {
    return undefined;
  }
  const parent = name.parent;
  if (!parent) {
    return undefined;
  }
  if (parent.type === 'keyword_argument' && isSame(parent.childForFieldName('name'), name)) {
    return mentionOfArgument(parent);
  }
  if (PARAMETER_LISTS.has(parent.type)) {
    return mentionOfParameter(name, parent.parent);
  }
  if (PARAMETER_TYPES.has(parent.type) && isSame(parameterName(parent), name)) {
    return mentionOfParameter(parent, parent.parent?.parent ?? null);
  }
  const target = targetOf(name);
  if (!target) {
    return undefined;
  }
  return mentionOfTarget(target);
}

/** `gamma=2.0` in a call, or in a `dict(...)`, which is a mapping. */
function mentionOfArgument(argument: Node): Mention | undefined {
  const node = argument.parent?.parent;
  if (node?.type !== 'call') {
    return undefined;
  }
  const slot = slotOfArgument(argument);
  const asMapping = mapping(node);
  if (asMapping) {
    return { kind: 'entry', mapping: asMapping, slot };
  }
  const asCall = call(node);
  return asCall && { kind: 'argument', call: asCall, slot };
}

function mentionOfParameter(parameter: Node, owner: Node | null): Mention | undefined {
  const asDefinition = owner ? definition(owner) : undefined;
  return asDefinition && { kind: 'parameter', definition: asDefinition, slot: slotOfParameter(parameter) };
}

/** The dotted path that ends in this name, or the name that is an object by itself; undefined in the middle of a path. */
function targetOf(name: Node): Node | undefined {
  const parent = name.parent;
  if (parent?.type !== 'attribute') {
    return name;
  }
  return isSame(parent.childForFieldName('attribute'), name) ? parent : name;
}

function mentionOfTarget(target: Node): Mention | undefined {
  const wholePath = path(target);
  const parent = target.parent;
  if (!wholePath || !parent) {
    return undefined;
  }
  if (parent.type === 'assignment' && isSame(parent.childForFieldName('left'), target)) {
    const value = parent.childForFieldName('right') ?? undefined;
    const inClass = parent.parent?.parent?.parent;
    if (inClass?.type === 'class_definition' && target.type === 'identifier') {
      return { kind: 'field', owner: inClass, slot: { name: target.text, nameNode: target, value } };
    }
    return value && { kind: 'assignment', path: wholePath, value };
  }
  const together = valueInTuple(target, parent);
  if (together) {
    return { kind: 'assignment', path: wholePath, value: together, apart: true };
  }
  if (parent.type === 'dotted_name' || parent.type === 'type' || parent.type === 'aliased_import') {
    return undefined;
  }
  return { kind: 'use', path: wholePath, node: target };
}

/** The `2.0` of `alpha, gamma = 0.25, 2.0` for the target `gamma`. */
function valueInTuple(target: Node, targets: Node): Node | undefined {
  const assignment = targets.parent;
  if (!TUPLES.has(targets.type) || !isSame(assignment?.childForFieldName('left'), targets)) {
    return undefined;
  }
  const right = assignment?.childForFieldName('right');
  const [names, values] = [parts(targets), right && TUPLES.has(right.type) ? parts(right) : []];
  return names.length === values.length ? values[names.findIndex((name) => isSame(name, target))] : undefined;
}

/** A quoted key (`{'gamma': 2}`, `h['fl_gamma'] = 1.5`) or the option of a command line. */
function mentionOfString(content: Node): Mention | undefined {
  const string = content.parent;
  const parent = string?.parent;
  if (!string || !parent) {
    return undefined;
  }
  if (parent.type === 'pair' && isSame(parent.childForFieldName('key'), string)) {
    const asMapping = parent.parent ? mapping(parent.parent) : undefined;
    const value = parent.childForFieldName('value') ?? undefined;
    return (
      asMapping && {
        kind: 'entry',
        mapping: asMapping,
        slot: { name: content.text, nameNode: string, value },
      }
    );
  }
  if (parent.type === 'argument_list') {
    return mentionOfOption(string, content, parent);
  }
  return parent.type === 'subscript' ? mentionOfTarget(parent) : undefined;
}

/** `parser.add_argument('--focal-gamma', default=2.0)`, and the same in click and others. */
function mentionOfOption(string: Node, content: Node, list: Node): Mention | undefined {
  const name = /^--?([\w-]+)$/.exec(content.text)?.[1];
  if (name === undefined) {
    return undefined;
  }
  const slots = parts(list).map(slotOfArgument);
  const given = (argument: string) => slots.find((slot) => slot.name === argument)?.value;
  return {
    kind: 'option',
    slot: { name, nameNode: string, value: given('default') },
    help: given('help'),
  };
}

function callOfCallee(name: Node): Call | undefined {
  const callee = targetOf(name);
  const node = callee?.parent;
  return node?.type === 'call' && isSame(node.childForFieldName('function'), callee) ? call(node) : undefined;
}

function call(node: Node): Call | undefined {
  if (node.type !== 'call') {
    return undefined;
  }
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (!callee || list?.type !== 'argument_list') {
    return undefined;
  }
  const all = parts(list);
  const given = all.filter(({ type }) => !SPLATS.has(type));
  const unpacked = all.filter(({ type }) => SPLATS.has(type)).flatMap(parts);
  return { node, path: path(callee), slots: given.map(slotOfArgument), unpacked };
}

function slotOfArgument(argument: Node): Slot {
  if (argument.type !== 'keyword_argument') {
    return { name: undefined, nameNode: undefined, value: argument };
  }
  const nameNode = argument.childForFieldName('name') ?? undefined;
  return { name: nameNode?.text, nameNode, value: argument.childForFieldName('value') ?? undefined };
}

function mapping(node: Node): Mapping | undefined {
  if (node.type === 'call' && node.childForFieldName('function')?.text === 'dict') {
    return { node, slots: call(node)?.slots.filter((slot) => slot.name !== undefined) ?? [] };
  }
  if (node.type !== 'dictionary') {
    return undefined;
  }
  const slots = parts(node).flatMap((pair) => {
    const key = pair.type === 'pair' ? pair.childForFieldName('key') : null;
    if (!key) {
      return [];
    }
    return [{ name: stringContent(key), nameNode: key, value: pair.childForFieldName('value') ?? undefined }];
  });
  return { node, slots };
}

function definition(node: Node): Definition | undefined {
  if (node.type === 'class_definition') {
    return { node, form: 'class', name: node.childForFieldName('name')?.text, parameters: [] };
  }
  if (node.type !== 'function_definition' && node.type !== 'lambda') {
    return undefined;
  }
  const list = node.childForFieldName('parameters');
  return {
    node,
    form: 'function',
    name: node.childForFieldName('name')?.text ?? nameOfLambda(node),
    parameters: list ? parts(list).map(slotOfParameter) : [],
  };
}

function nameOfLambda(node: Node): string | undefined {
  const left = node.parent?.type === 'assignment' ? node.parent.childForFieldName('left') : null;
  return left ? path(left)?.at(-1) : undefined;
}

function slotOfParameter(parameter: Node): Slot {
  const nameNode = parameterName(parameter);
  return { name: nameNode?.text, nameNode, value: parameter.childForFieldName('value') ?? undefined };
}

function parameterName(parameter: Node): Node | undefined {
  if (parameter.type === 'identifier') {
    return parameter;
  }
  return parameter.childForFieldName('name') ?? parts(parameter).find((part) => part.type === 'identifier');
}

function path(expression: Node): readonly string[] | undefined {
  if (expression.type === 'identifier') {
    return [expression.text];
  }
  if (expression.type === 'attribute') {
    const object = expression.childForFieldName('object');
    const attribute = expression.childForFieldName('attribute');
    const start = object && path(object);
    return start && attribute ? [...start, attribute.text] : undefined;
  }
  if (expression.type === 'subscript') {
    const [key, second] = expression.childrenForFieldName('subscript');
    const value = expression.childForFieldName('value');
    const start = value && path(value);
    const name = key && !second ? stringContent(key) : undefined;
    return start && name !== undefined ? [...start, name] : undefined;
  }
  return undefined;
}

function stringContent(expression: Node): string | undefined {
  if (expression.type !== 'string') {
    return undefined;
  }
  const content = parts(expression);
  if (content.some((part) => part.type === 'interpolation')) {
    return undefined;
  }
  return content
    .filter((part) => part.type === 'string_content')
    .map((part) => part.text)
    .join('');
}
