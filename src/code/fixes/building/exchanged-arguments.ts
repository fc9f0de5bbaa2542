import type { TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { selfAndAncestors } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { callOf } from './calls';
import { exchanged } from './numbers';

/** Exchanges the first and the last argument within a place. */
export function exchangedArguments({ root, text }: SourceFile, { start, end }: TextRange): Edits[] {
  const inner = root.descendantForIndex(start, end);
  const [call] = inner ? [...selfAndAncestors(inner)].flatMap((node) => callOf(node) ?? []) : [];
  const values = call?.given.map(({ value }) => ({ start: value.startIndex, end: value.endIndex })) ?? [];
  const first = values.find((value) => value.start === start);
  const last = values.find((value) => value.end === end);
  return first && last && first !== last ? [exchanged(text, first, last)] : [];
}
