import type { Interval } from '../../calibration/clopper-pearson';
import type { Messages } from '../../messages/messages';
import { cellText, type Figure, type FigureCell, type FigureColumn } from '../figures/figure';

export type AnswerId = 'choose' | 'meaning' | 'threshold' | 'effect';

/** An answer to a question that users ask: its title and first sentence, and the rest, which is computed when it is shown. */
export interface AnswerCard<Details extends AnswerDetails = AnswerDetails> {
  readonly id: AnswerId;
  readonly title: string;
  /** The answer in a sentence or two. */
  readonly lead: string;
  /** Null where the data have no answer, as `lead` says. */
  readonly details: (() => Details) | null;
}

export interface AnswerDetails {
  /** Says on what the answer rests, and how far it goes. */
  readonly sentences: readonly string[];
  readonly tables: readonly AnswerTable[];
  readonly figures: readonly Figure[];
  readonly copies: readonly AnswerCopy[];
}

export interface AnswerTable {
  /** Name of the table's files. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly (readonly AnswerCell[])[];
}

/** A cell, or a number with the ends of its interval. */
export type AnswerCell = FigureCell | ValueInInterval;

export interface ValueInInterval extends Interval {
  readonly value: number;
}

/** A number or code that the reader can copy. */
export interface AnswerCopy {
  readonly label: string;
  readonly code: string;
  /** True for code that also goes into the editor. */
  readonly isInsertable?: boolean;
}

/** The cells of a table for reading. */
export function shownCells({ columns, rows }: AnswerTable, { answers }: Messages): string[][] {
  return rows.map((row) =>
    columns.map((column, at) => {
      const cell = row[at] ?? null;
      if (!isInInterval(cell)) {
        return cell === null ? '' : cellText(column, cell);
      }
      const [value, low, high] = [cell.value, cell.low, cell.high].map((one) => cellText(column, one));
      return answers.inInterval({ value: value ?? '', low: low ?? '', high: high ?? '' });
    }),
  );
}

/** The numbers of a table in full precision: a column with intervals becomes three. A number that does not exist is empty. */
export function exactCells({ columns, rows }: AnswerTable, { answers }: Messages): (string | number)[][] {
  const hasInterval = columns.map((_, at) => rows.some((row) => isInInterval(row[at] ?? null)));
  const header = columns.flatMap(({ label }, at) =>
    hasInterval[at] ? [label, answers.lowEnd(label), answers.highEnd(label)] : [label],
  );
  const body = rows.map((row) =>
    columns.flatMap((_, at) => {
      const cell = row[at] ?? null;
      if (isInInterval(cell)) {
        return [cell.value, cell.low, cell.high];
      }
      return hasInterval[at] ? [cell ?? '', '', ''] : [cell ?? ''];
    }),
  );
  return [header, ...body];
}

function isInInterval(cell: AnswerCell): cell is ValueInInterval {
  return typeof cell === 'object' && cell !== null;
}
