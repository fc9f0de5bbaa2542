import { paddedText, textWidth } from '../../format/text-width';
import { wrappedText } from '../../format/wrapped-text';
import type { Table } from './section';

const INDENTATION = 2;
const GAP = '  ';

/**
 * A table for a terminal: text to the left, numbers to the right. If it is wider than the terminal, its cells are broken
 * into lines at their spaces; if that is not enough, each row becomes a list of its cells.
 * @param columns of the terminal
 */
export function tableLines(table: Table, columns: number): string[] {
  const room = columns - INDENTATION - GAP.length * (table.header.length - 1);
  const widths = columnWidths(table, room);
  return widths === null ? listLines(table, columns) : alignedLines(table, widths);
}

/** The widest cell of each column; narrower where there is no room for that. Null if no words fit. */
function columnWidths({ header, rows }: Table, room: number): number[] | null {
  const columns = header.map((title, column) => [title, ...rows.map((row) => row[column] ?? '')]);
  const least = columns.map((cells) => Math.max(...cells.flatMap(words).map(textWidth)));
  let left = room - least.reduce((sum, width) => sum + width, 0);
  if (left < 0) {
    return null;
  }
  return columns.map((cells, column) => {
    const narrowest = least[column] ?? 0;
    const widest = Math.max(...cells.map(textWidth));
    const width = Math.min(widest, narrowest + left);
    left -= width - narrowest;
    return width;
  });
}

/** A number and its unit are one word. */
function words(cell: string): string[] {
  return isNumber(cell) ? [cell] : cell.split(' ');
}

// A minus and a dash, escaped: a bundle of ASCII alone is loaded in less time.
function isNumber(cell: string): boolean {
  return /^[+\u2212\d\u2013\u2014]/.test(cell);
}

function alignedLines({ header, rows }: Table, widths: readonly number[]): string[] {
  const isNumeric = header.map((_, column) => column > 0 && rows.every((row) => isNumber(row[column] ?? '')));
  return [header, ...rows].flatMap((row) => {
    const cells = widths.map((width, column) => wrappedText(row[column] ?? '', width, 0));
    return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, line) => {
      const texts = cells.map((lines, column) =>
        paddedText(lines[line] ?? '', widths[column] ?? 0, isNumeric[column] === true),
      );
      return `${' '.repeat(INDENTATION)}${texts.join(GAP)}`.trimEnd();
    });
  });
}

function listLines({ header, rows }: Table, columns: number): string[] {
  return rows.flatMap(([first = '', ...others]) => [
    ...wrappedText(`  ${first}`, columns),
    ...others.flatMap((cell, column) => wrappedText(`    ${header[column + 1]}: ${cell}`, columns, 6)),
  ]);
}
