import { type AnswerTable, shownCells } from '../check/answers/answer-card';
import type { Style } from '../check/render/text';
import { tableLines } from '../check/render/text-table';
import type { Messages } from '../messages/messages';

/** A table of an answer for a terminal, with its caption. */
export function answerTableLines(table: AnswerTable, messages: Messages, style: Style): string[] {
  const header = table.columns.map(({ label }) => label);
  const rows = shownCells(table, messages);
  return [style.heading(table.caption), ...tableLines({ header, rows }, style.columns)];
}
