import { type PrintedValue, readPrinted } from './printed-value';

/** A loss value in a log. */
export interface LogValue {
  readonly printed: PrintedValue;
  /** The word before the value, such as `val_loss`, or the column; empty where there is none. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/** A value that follows a word with `loss` in it: `loss: 0.2418`, `val_loss=0.24`, `"loss": 0.2`. */
const NAMED =
  /([\p{L}\p{N}_./-]*loss[\p{L}\p{N}_./-]*)["']?(?:\s*[:=]\s*|\s+)(?:tensor\()?([+\-−]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?![\p{L}\p{N}_]|\.\d)/giu;
const LOSS = /loss/i;
const SEPARATORS = /[,;\t]/;

/**
 * The loss values of a log: the columns of a CSV file whose names have `loss` in them, else the numbers that follow such a
 * word, else the lines that are one number each.
 */
export function logValues(text: string): LogValue[] {
  const lines = text.split(/\r?\n/);
  const [inColumns, named] = [ofColumns(lines), ofWords(lines)];
  return inColumns.length > 0
    ? inColumns
    : named.length > 0
      ? named
      : lines.flatMap((line, at) => valueIn(line, '', at));
}

function ofColumns(lines: readonly string[]): LogValue[] {
  const [head = '', ...rows] = lines;
  const names = cellsOf(head);
  const columns = names.flatMap((name, at) => (LOSS.test(name) && readPrinted(name) === null ? [at] : []));
  return names.length < 2
    ? []
    : rows.flatMap((row, at) => {
        const cells = cellsOf(row);
        return columns.flatMap((column) => valueIn(cells[column] ?? '', names[column] ?? '', at + 1));
      });
}

function cellsOf(line: string): string[] {
  return line.split(SEPARATORS).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function ofWords(lines: readonly string[]): LogValue[] {
  return lines.flatMap((line, at) =>
    [...line.matchAll(NAMED)].flatMap(([, name = '', number = '']) => valueIn(number, name, at)),
  );
}

function valueIn(text: string, name: string, at: number): LogValue[] {
  const printed = readPrinted(text);
  return printed === null ? [] : [{ printed, name, line: at + 1 }];
}
