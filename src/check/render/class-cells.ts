import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import type { ClassRow } from '../derive/class-rows';
import { FREQUENCIES, type Frequency } from '../derive/class-rows';

/** The columns of the table of classes, in their order, behind the name. */
export const CLASS_COLUMNS = [
  'count',
  'focalShare',
  'gradientShare',
  'averagePrecision',
  'calibrationError',
  'threshold',
  'f1',
] as const;
export type ClassColumn = (typeof CLASS_COLUMNS)[number];

/** The number that a column sorts by; null where a class has none. */
function classValue(row: ClassRow, column: ClassColumn): number | null {
  switch (column) {
    case 'count':
    case 'focalShare':
    case 'gradientShare':
    case 'calibrationError':
      return row[column];
    case 'averagePrecision':
      return row.averagePrecision?.value ?? null;
    case 'threshold':
      return row.threshold?.score ?? null;
    case 'f1':
      return row.threshold?.reached?.value ?? null;
  }
}

/** The text of a cell. */
export function classCell(row: ClassRow, column: ClassColumn, { answers }: Messages): string {
  const value = classValue(row, column);
  switch (column) {
    case 'count':
      return countText(row.count);
    case 'focalShare':
    case 'gradientShare':
      return percentText(value);
    case 'averagePrecision': {
      const { averagePrecision: measure } = row;
      return measure === null
        ? numberText(null)
        : answers.inInterval({
            value: measure.value.toFixed(3),
            low: measure.low.toFixed(2),
            high: measure.high.toFixed(2),
          });
    }
    default:
      return value === null ? numberText(null) : numberText(Number(value.toPrecision(3)));
  }
}

/** The classes of one group by frequency. */
export interface FrequencyGroup {
  readonly frequency: Frequency;
  readonly classes: number;
  /** The mean of the average precision of those that have one. */
  readonly meanPrecision: number | null;
}

/** The groups that have classes. */
export function frequencyGroups(rows: readonly ClassRow[]): FrequencyGroup[] {
  return FREQUENCIES.flatMap((frequency) => {
    const own = rows.filter((row) => row.frequency === frequency);
    const precisions = own.flatMap(({ averagePrecision }) => averagePrecision?.value ?? []);
    const sum = precisions.reduce((total, one) => total + one, 0);
    const meanPrecision = precisions.length === 0 ? null : sum / precisions.length;
    return own.length === 0 ? [] : [{ frequency, classes: own.length, meanPrecision }];
  });
}

/** Rows in the order of a column, those without a number last. */
export function sortedClasses<Row extends ClassRow>(
  rows: readonly Row[],
  column: ClassColumn,
  direction: 'ascending' | 'descending',
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const key = (row: Row) => {
    const value = classValue(row, column);
    return value === null ? Number.POSITIVE_INFINITY : sign * value;
  };
  return rows.toSorted((one, other) => {
    const [first, second] = [key(one), key(other)];
    return first === second ? one.index - other.index : first < second ? -1 : 1;
  });
}
