import type { Node } from '@vscode/tree-sitter-wasm';
import { isSame, nodesOfTypes, parts } from '../../syntax/tree';
import type { TextEdit } from '../text-edit';
import { inserted, replaced } from './nodes';

/** A call in Python or TypeScript. */
export interface CodeCall {
  readonly node: Node;
  /** The object of a method, or the module of a function; null for a plain name. */
  readonly object: Node | null;
  /** The last part of the callee. */
  readonly name: string;
  readonly given: readonly Argument[];
}

interface Argument {
  /** The argument with its name. */
  readonly node: Node;
  /** Null for a positional one. */
  readonly name: string | null;
  readonly value: Node;
}

/** The calls within a node, in their order. */
export function callsIn(node: Node): CodeCall[] {
  return nodesOfTypes(node, 'call', 'call_expression').flatMap((each) => callOf(each) ?? []);
}

/** Reads a node as a call; null for any other node. */
export function callOf(node: Node): CodeCall | null {
  const isCall = node.type === 'call' || node.type === 'call_expression';
  const callee = isCall ? node.childForFieldName('function') : null;
  const list = node.childForFieldName('arguments');
  if (!callee || (list?.type !== 'argument_list' && list?.type !== 'arguments')) {
    return null;
  }
  const given = parts(list).map((argument): Argument => {
    const isNamed = argument.type === 'keyword_argument';
    const value = isNamed ? argument.childForFieldName('value') : null;
    const name = isNamed ? (argument.childForFieldName('name')?.text ?? null) : null;
    return { node: argument, name, value: value ?? argument };
  });
  const last = callee.childForFieldName('attribute') ?? callee.childForFieldName('property') ?? callee;
  return { node, object: callee.childForFieldName('object'), name: last.text, given };
}

/** The value of an argument by its name; null if it is not given by name. */
export function namedArgument({ given }: CodeCall, name: string): Node | null {
  return given.find((argument) => argument.name === name)?.value ?? null;
}

/** Gives a call a named argument, in the place of the one of that name. */
export function withArgument(call: CodeCall, name: string, value: string): TextEdit {
  const known = namedArgument(call, name);
  if (known) {
    return replaced(known, value);
  }
  const last = call.given.at(-1)?.node;
  return last
    ? inserted(last.endIndex, `, ${name}=${value}`)
    : inserted(call.node.endIndex - 1, `${name}=${value}`);
}

/** Takes an argument out of a call, with its comma. */
export function withoutArgument({ given }: CodeCall, argument: Node): TextEdit {
  const at = given.findIndex(({ node, value }) => isSame(node, argument) || isSame(value, argument));
  const [before, own, after] = [given[at - 1], given[at], given[at + 1]];
  const { node } = own ?? { node: argument };
  if (before) {
    return { start: before.node.endIndex, end: node.endIndex, text: '' };
  }
  return { start: node.startIndex, end: after?.node.startIndex ?? node.endIndex, text: '' };
}
