import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { parts } from '../../syntax/tree';
import type { Edits, TextEdit } from '../text-edit';
import { arithmeticOf } from './arithmetic';
import { type CodeCall, callOf } from './calls';
import { inPlaceOf } from './complements';
import { assignedBy, expressionAt, operand, replaced, statementAround, unwrapped, wrapped } from './nodes';

/** Ways to leave a call at a place out, so that the array that it is given goes on. */
export function withoutCallAt({ file }: Pick<LossSubject, 'file'>, at: TextRange): Edits[] {
  const node = expressionAt(file, at);
  const call = node && callOf(node);
  const array = call && arrayOf(call, file);
  return node && array ? [...withoutLine(node, array, file), [inPlaceOfCall(node, array)]] : [];
}

/** The array that a call works on: the object of a method, or the first argument of a module's function. */
function arrayOf({ object, given }: CodeCall, { names }: SourceFile): Node | null {
  const [first = ''] = object?.text.split('.') ?? [];
  const isMethod = object !== null && (given.length === 0 || !names.has(first));
  return (isMethod ? object : given[0]?.value) ?? null;
}

/** Ways to put the array of a call at a place, which is a cross-entropy already, in the place of its logarithm. */
export function crossEntropyItself(loss: LossSubject, at: TextRange): Edits[] {
  const node = expressionAt(loss.file, at);
  const call = node && callOf(node);
  const array = call && arrayOf(call, loss.file);
  return node && array
    ? [arithmeticOf(loss).negative(operand(array)), operand(array)].map((text) => [replaced(node, text)])
    : [];
}

/** The array itself in the place of the call. */
function inPlaceOfCall(node: Node, array: Node): TextEdit {
  const inner = unwrapped(array);
  const text = operand(inner);
  return replaced(node, text === inner.text ? text : inPlaceOf(node, inner.text));
}

/** The line of a statement that gives a name what the name holds already, taken away; nothing where it holds more. */
export function withoutLine(node: Node, array: Node, { text }: SourceFile): Edits[] {
  const assignment = assignedBy(wrapped(node).parent);
  const statement = assignment?.target.text === array.text ? statementAround(node) : null;
  // A block keeps at least one statement.
  if (!statement?.parent || parts(statement.parent).length < 2) {
    return [];
  }
  const start = text.lastIndexOf('\n', statement.startIndex - 1) + 1;
  const next = text.indexOf('\n', statement.endIndex);
  const end = next < 0 ? text.length : next + 1;
  const isAlone =
    text.slice(start, statement.startIndex).trim() === '' &&
    /^\s*(?:#|$)/.test(text.slice(statement.endIndex, end));
  return isAlone ? [[{ start, end, text: '' }]] : [];
}
