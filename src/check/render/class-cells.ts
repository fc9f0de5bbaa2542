import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { type ClassRow, FREQUENCIES, type Frequency } from '../derive/class-rows';
import type { Interpretation } from '../report/report';

const SHARES = ['count', 'focalShare', 'gradientShare'] as const;
const SCORES = ['averagePrecision', 'calibrationError', 'threshold', 'f1'] as const;
const OF_SIGMOID = [...SHARES, ...SCORES] as const;
/** A softmax takes each example for one class. */
const OF_SOFTMAX = [...SHARES, 'recall', ...SCORES, 'confusedWith'] as const;

/** Every column of the table of classes behind the name. */
export const CLASS_COLUMNS = OF_SOFTMAX;
export type ClassColumn = (typeof CLASS_COLUMNS)[number];

/** The columns of the table of classes, in their order, behind the name. */
export function classColumns({ link }: Pick<Interpretation, 'link'>): readonly ClassColumn[] {
  return link === 'softmax' ? OF_SOFTMAX : OF_SIGMOID;
}

/** The number that a column sorts by; null where a class has none. */
function classValue(row: ClassRow, column: ClassColumn): number | null {
  switch (column) {
    case 'count':
    case 'focalShare':
    case 'gradientShare':
    case 'calibrationError':
      return row[column];
    case 'averagePrecision':
    case 'recall':
      return row[column]?.value ?? null;
    case 'confusedWith':
      return row.confusedWith?.share ?? null;
    case 'threshold':
      return row.threshold?.score ?? null;
    case 'f1':
      return row.threshold?.reached?.value ?? null;
  }
}

/**
 * The text of a cell.
 * @param nameOf the name of a class
 */
export function classCell(
  row: ClassRow,
  column: ClassColumn,
  { answers, classes }: Messages,
  nameOf: (index: number) => string,
): string {
  const value = classValue(row, column);
  switch (column) {
    case 'count':
      return countText(row.count);
    case 'focalShare':
    case 'gradientShare':
      return percentText(value);
    case 'confusedWith':
      return row.confusedWith === null
        ? numberText(null)
        : classes.confusion({
            name: nameOf(row.confusedWith.index),
            share: percentText(row.confusedWith.share),
          });
    case 'averagePrecision':
    case 'recall': {
      const measure = row[column];
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
