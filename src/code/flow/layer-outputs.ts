import type { Node } from '@vscode/tree-sitter-wasm';
import type { Slot } from '../syntax/constructs';
import { calleeOf, isCall, memberOf, ownProperty, scopeOf } from '../syntax/node-shapes';
import type { SourceFile } from '../syntax/source-file';
import { isSame, parts } from '../syntax/tree';
import { propertyAt, valueAt } from './values-given';

/** The argument that says how many outputs a layer has, by the last word of the layer's name: its name and its place. */
const OUTPUTS: readonly { readonly layers: RegExp; readonly name: string; readonly place: number }[] = [
  { layers: /^Linear$/, name: 'out_features', place: 1 },
  { layers: /^LazyLinear$/, name: 'out_features', place: 0 },
  { layers: /^Conv(?:Transpose)?[123]d$/, name: 'out_channels', place: 1 },
  { layers: /^[Dd]ense$/, name: 'units', place: 0 },
  { layers: /^(?:Conv[123]D|conv[123]d)$/, name: 'filters', place: 0 },
];

/** Longest chain of names that is followed to a number. */
const MOST_STEPS = 6;

/** How many outputs or channels a layer of PyTorch or Keras has; null where the call does not say a number. */
export function outputsOfLayer(layer: Node, file: SourceFile): number | null {
  const given = countOfOutputs(layer, file);
  return given && countAt(given, file);
}

/** The expression that says how many outputs a layer has; null where its call does not say it. */
export function countOfOutputs(layer: Node, { syntax }: SourceFile): Node | null {
  const made = syntax.call(layer);
  const word = made?.path?.at(-1) ?? '';
  const { name, place } = OUTPUTS.find(({ layers }) => layers.test(word)) ?? { name: '', place: -1 };
  const positional = made?.slots.filter((slot) => slot.name === undefined) ?? [];
  const given = made?.slots.find((slot) => slot.name === name) ?? positional[place];
  return made?.unpacked.length === 0 ? (given?.value ?? null) : null;
}

/**
 * An expression in the constructor of a network, as a call of that constructor gives it.
 *
 * @returns the argument or default of the parameter that the expression is, else the expression
 */
export function givenTo(classNode: Node, call: Node, expression: Node, file: SourceFile): Node | null {
  const initialiser = scopeOf(expression);
  const isOwn =
    /^(?:__init__|constructor)$/.test(initialiser.childForFieldName('name')?.text ?? '') &&
    isWithin(initialiser, classNode);
  const property = ownProperty(expression);
  const own = property === null ? expression : propertyAt(property, expression);
  if (!isOwn || own?.type !== 'identifier') {
    return isOwn ? (own ?? null) : expression;
  }
  const all: readonly Slot[] = file.syntax.definition(initialiser)?.parameters ?? [];
  const parameters = all.filter(({ name }) => name !== 'self');
  const at = parameters.findIndex(({ name }) => name === own.text);
  if (at < 0) {
    return own;
  }
  const made = file.syntax.call(call);
  const positional = made?.slots.filter((slot) => slot.name === undefined) ?? [];
  const isChanged = valueAt(own.text, own) !== null;
  return !made || made.unpacked.length > 0 || isChanged
    ? null
    : ((made.slots.find((slot) => slot.name === own.text) ?? positional[at])?.value ??
        parameters[at]?.value ??
        null);
}

/** The whole number that an expression is; null where it is not seen: `5`, a name for it, or the length of a list. */
export function countAt(expression: Node, file: SourceFile, steps = MOST_STEPS): number | null {
  if (/^\d+$/.test(expression.text)) {
    return Number(expression.text);
  }
  if (expression.type === 'identifier' && steps > 0) {
    const value = valueAt(expression.text, expression);
    return value ? countAt(value, file, steps - 1) : null;
  }
  const member = memberOf(expression);
  const [given] = isCall(expression) ? parts(expression.childForFieldName('arguments') ?? expression) : [];
  const list =
    member?.name === 'length' ? member.object : calleeOf(expression)?.text === 'len' ? given : undefined;
  return list ? lengthAt(list, steps - 1) : null;
}

/** Calls around a list that keep its length. */
const AROUND_LISTS =
  /(?:^|\.)(?:tensor|tensor1d|as_tensor|Tensor|FloatTensor|array|asarray|to|cuda|cpu|float|type)$/;

/** The number of single values in a list, an array of it, or a name for one; null where it is not seen. */
export function lengthAt(expression: Node, steps = MOST_STEPS): number | null {
  if (steps <= 0) {
    return null;
  }
  switch (expression.type) {
    case 'list':
    case 'array':
    case 'tuple': {
      const items = parts(expression);
      return items.some(({ type }) => NO_SINGLE_VALUES.has(type)) ? null : items.length;
    }
    case 'identifier': {
      const value = isGrown(expression) ? null : valueAt(expression.text, expression);
      return value ? lengthAt(value, steps - 1) : null;
    }
    case 'call':
    case 'call_expression': {
      const callee = calleeOf(expression);
      const object = memberOf(callee)?.object;
      const [first] = parts(expression.childForFieldName('arguments') ?? expression);
      // `torch.tensor([…])`, and `….to(device)` of it
      const inner = object && isCall(object) ? object : first;
      return AROUND_LISTS.test(callee?.text ?? '') && inner ? lengthAt(inner, steps - 1) : null;
    }
    default:
      return null;
  }
}

/** True for the name of a list that the file makes longer or shorter. */
function isGrown({ text, tree }: Node): boolean {
  return new RegExp(
    String.raw`\b${text}\.(?:append|extend|insert|pop|remove|push|splice|shift|unshift)\(`,
  ).test(tree.rootNode.text);
}

const NO_SINGLE_VALUES: ReadonlySet<string> = new Set(
  'list tuple list_splat list_comprehension array spread_element'.split(' '),
);

function isWithin(node: Node, outer: Node): boolean {
  return isSame(node, outer) || (outer.startIndex <= node.startIndex && node.endIndex <= outer.endIndex);
}
