import { roleOf } from '../tensor/roles';
import { TensorFileError } from '../tensor/tensor-file';
import { type ClassCounts, LabelCounter } from './class-counts';

/** The labels of a file that are to be counted. */
export interface LabelChoice {
  /** Column of a table. Default: the one with a name of labels, or the only one. */
  readonly column?: string;
  /** Array of a tensor file, by the same rule. */
  readonly array?: string;
  /** Label that is counted apart. */
  readonly ignore?: string;
}

/** Names of label columns beside those of target arrays. */
const LABEL_NAMES = ['class', 'category', 'label', 'target'];

/** A record and the line on which it ends. */
interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Counts the labels of a column. The first line holds the names of the columns, unless the table has one column of numbers.
 * @param text comma-separated values (RFC 4180), or separated by tabs or semicolons
 * @throws TensorFileError, with the line, where a label is missing or the table is malformed
 */
export async function countCsvLabels(
  file: string,
  text: string,
  { column, ignore }: LabelChoice,
): Promise<ClassCounts> {
  const rows = await rowsOf(file, text);
  const names = (rows[0]?.record ?? []).map((name) => name.trim());
  const isHeadless = column === undefined && names.length === 1 && /^-?\d+$/.test(names[0] ?? '');
  const at = isHeadless ? 0 : columnOf(file, names, column);
  const counter = new LabelCounter(file, ignore);
  for (const { record, info } of isHeadless ? rows : rows.slice(1)) {
    const label = record[at]?.trim() ?? '';
    if (label === '') {
      const facts = { column: names[at] ?? '' };
      throw new TensorFileError(file, { id: 'label-empty', facts }, { line: info.lines });
    }
    counter.add(label);
  }
  return counter.result();
}

async function rowsOf(file: string, text: string): Promise<Row[]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const [heading = ''] = text.split('\n', 1);
  const delimiter = ['\t', ';', ','].find((one) => heading.includes(one)) ?? ',';
  try {
    return parse(text, { bom: true, delimiter, info: true, skip_empty_lines: true }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    const line = typeof error.lines === 'number' ? { line: error.lines } : {};
    throw new TensorFileError(file, { id: 'labels-malformed', facts: { reason: error.message } }, line);
  }
}

function columnOf(file: string, names: readonly string[], column: string | undefined): number {
  if (names.length === 0) {
    throw new TensorFileError(file, { id: 'labels-none', facts: {} });
  }
  if (column !== undefined) {
    const at = names.indexOf(column);
    if (at < 0) {
      throw new TensorFileError(file, { id: 'label-column-missing', facts: { column, columns: names } });
    }
    return at;
  }
  const likely = names.flatMap((name, at) =>
    LABEL_NAMES.includes(name.toLowerCase()) || roleOf(name) === 'targets' ? [at] : [],
  );
  const [found, another] = names.length === 1 ? [0] : likely;
  if (found === undefined || another !== undefined) {
    throw new TensorFileError(file, { id: 'label-column-unclear', facts: { columns: names } });
  }
  return found;
}
