import type { Node } from '@vscode/tree-sitter-wasm';
import { nodesOfTypes, parts } from '../../syntax/tree';
import type { TextEdit } from '../text-edit';
import type { Arithmetic } from './arithmetic';
import { complementText } from './complements';
import { isWhole, replaced, unwrapped, wrapped } from './nodes';

/** A power in the code, such as `base ** exponent`, `torch.pow(base, exponent)` or `base.pow(exponent)`. */
export interface Power {
  readonly base: Node;
  readonly exponent: Node;
  /** True if the base is an operand, which needs parentheses around an operator. */
  readonly isOperand: boolean;
}

const FUNCTIONS: ReadonlySet<string> = new Set(['pow', 'power', 'float_power']);

/** The powers within a node, in their order. */
export function powersIn(node: Node): Power[] {
  return nodesOfTypes(node, 'binary_operator', 'binary_expression', 'call', 'call_expression').flatMap(
    (each) => powerOf(each) ?? [],
  );
}

function powerOf(node: Node): Power | null {
  const [left, operator, right] = ['left', 'operator', 'right'].map((name) => node.childForFieldName(name));
  if (operator?.text === '**' && left && right) {
    return { base: left, exponent: right, isOperand: true };
  }
  const callee = node.childForFieldName('function');
  const name = callee?.childForFieldName('attribute') ?? callee?.childForFieldName('property') ?? callee;
  const list = node.childForFieldName('arguments');
  if (!list || !FUNCTIONS.has(name?.text ?? '')) {
    return null;
  }
  const [first, second] = parts(list).map((each) => each.childForFieldName('value') ?? each);
  if (first && second) {
    return { base: first, exponent: second, isOperand: false };
  }
  const object = callee?.childForFieldName('object');
  return object && first ? { base: object, exponent: first, isOperand: true } : null;
}

/** Gives a power another base, which is a sum, difference or name. */
export function withBase({ base, isOperand }: Power, text: string): TextEdit {
  return replaced(wrapped(base), isOperand && !isWhole(text) ? `(${text})` : text);
}

/** Gives a power the base 1 − X in place of X. */
export function withComplement(power: Power, arithmetic: Arithmetic): TextEdit {
  return withBase(power, complementText(unwrapped(power.base), arithmetic));
}
