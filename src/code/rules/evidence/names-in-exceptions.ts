import type { Node } from '@vscode/tree-sitter-wasm';
import { PYTHON2_NAMES } from '../../run/language/python/python2-names';
import { ancestors } from '../../syntax/tree';
import type { LossSubject } from '../rule';

/** The name that a loss uses in one of its functions or as a base and Python does not know; null for another exception. */
export function undefinedNameOf({ verdict: { exception }, file, code }: LossSubject): string | null {
  const [, name = null] = /^name '([^']+)' is not defined$/.exec(exception?.message ?? '') ?? [];
  const line = file.text.split('\n')[(exception?.line || 1) - 1] ?? '';
  const place = { row: (exception?.line || 1) - 1, column: line.search(/\S/) };
  const node = place.column < 0 ? null : file.root.descendantForPosition(place);
  // Code that is indented wrongly stands outside of the function that it was written for.
  const isInFunction = node !== null && [...ancestors(node)].some(isFunction);
  const isOfClass = node?.parent?.type === 'class_definition';
  return exception?.className === 'NameError' && (isInFunction || isOfClass) && !code.node.hasError
    ? name
    : null;
}

function isFunction({ type }: Node): boolean {
  return type === 'function_definition' || type === 'lambda';
}

/** True for a name that Python 2 had. */
export function isOfPython2(name: string): boolean {
  return PYTHON2_NAMES.has(name);
}
