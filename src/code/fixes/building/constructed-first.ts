import type { TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import type { Edits } from '../text-edit';
import { callOf } from './calls';
import { expressionAt, replaced } from './nodes';

/** Constructs a loss with the named arguments of a call, and calls it with the two without a name. */
export function constructedFirst(file: SourceFile, at: TextRange): Edits[] {
  const node = expressionAt(file, at);
  const call = node && callOf(node);
  const callee = node?.childForFieldName('function')?.text;
  if (!call || callee === undefined) {
    return [];
  }
  const textsOf = (isNamed: boolean): string =>
    call.given
      .filter(({ name }) => (name !== null) === isNamed)
      .map((argument) => argument.node.text)
      .join(', ');
  const isPair = call.given.filter(({ name }) => name === null).length === 2;
  return isPair ? [[replaced(node, `${callee}(${textsOf(true)})(${textsOf(false)})`)]] : [];
}
