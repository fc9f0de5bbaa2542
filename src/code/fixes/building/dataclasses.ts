import type { LossSubject } from '../../rules/rule';
import { parts } from '../../syntax/tree';
import type { Edits, TextEdit } from '../text-edit';
import { callOf, namedArgument } from './calls';
import { separatorOf } from './local-state';
import { inserted } from './nodes';

/**
 * Ways to have a dataclass construct its base after its fields. A dataclass that is compared by its fields has no hash, which
 * modules need.
 */
export function constructedAfterFields({ code, file }: LossSubject): Edits[] {
  const { node } = code;
  const body = node.childForFieldName('body');
  const method = body && parts(body).find(({ type }) => /^(?:function|decorated)_definition$/.test(type));
  const decorator = (node.parent ? parts(node.parent) : []).find(({ text }) =>
    /^@(?:\w+\.)?dataclass\b/.test(text),
  );
  const named = decorator?.namedChild(0);
  const call = named && callOf(named);
  const compares = call && namedArgument(call, 'eq');
  if (!method || !named || compares?.text === 'True') {
    return [];
  }
  const separator = separatorOf(method, file.text);
  const hashed: TextEdit = call
    ? inserted(call.node.endIndex - 1, `${call.given.length > 0 ? ', ' : ''}eq=False`)
    : inserted(named.endIndex, '(eq=False)');
  const initialiser = `def __post_init__(self):${separator}    super().__init__()\n${separator}`;
  return [[...(compares ? [] : [hashed]), inserted(method.startIndex, initialiser)]];
}
