import { roleOf } from '../tensor/roles';
import { type ArrayInfo, type TensorFile, TensorFileError } from '../tensor/tensor-file';
import { type ClassCounts, LabelCounter } from './class-counts';
import type { LabelChoice } from './csv-labels';

/**
 * Counts the values of an array of whole numbers, and of one-hot rows (N, C) how often each class is on.
 * @throws TensorFileError where no array can be told to be labels, or a value is no whole number
 */
export async function countArrayLabels(
  file: TensorFile,
  { array: name, ignore }: LabelChoice,
): Promise<ClassCounts> {
  const array = arrayOf(file, name);
  const counter = new LabelCounter(file.name, ignore);
  const [, classes = 0] = array.shape;
  const oneHot = array.shape.length === 2 && classes > 1 ? new OneHotRows(classes) : null;
  for await (const { start, values } of file.chunks(array)) {
    // Values of one label follow each other, or are few: they are counted before their name is made.
    const counts = new Map<number, number>();
    for (let at = 0; at < values.length; at++) {
      const value = Number(values[at] ?? Number.NaN);
      if (!Number.isInteger(value)) {
        const facts = { value: String(value), index: start + at };
        throw new TensorFileError(file.name, { id: 'label-not-whole', facts }, { array: array.name });
      }
      counts.set(value, (counts.get(value) ?? 0) + 1);
      oneHot?.add(start + at, value);
    }
    for (const [value, count] of counts) {
      counter.add(String(value), count);
    }
  }
  return oneHot?.counts() ?? counter.result();
}

/** Counts the columns of rows in which exactly one value is 1 and the others are 0. */
class OneHotRows {
  private isOneHot = true;
  private readonly columns: Float64Array;
  private onesInRow = 0;

  constructor(private readonly classes: number) {
    this.columns = new Float64Array(classes);
  }

  add(index: number, value: number): void {
    const column = index % this.classes;
    this.onesInRow = (column === 0 ? 0 : this.onesInRow) + value;
    this.columns[column] = (this.columns[column] ?? 0) + value;
    const isBinary = value === 0 || value === 1;
    const isWholeRow = column === this.classes - 1;
    this.isOneHot &&= isBinary && (!isWholeRow || this.onesInRow === 1);
  }

  /** Null where a row is not one-hot. */
  counts(): ClassCounts | null {
    const classes = Array.from(this.columns, (count, column) => ({ name: String(column), count }));
    return this.isOneHot ? { classes, ignored: 0 } : null;
  }
}

function arrayOf({ name: file, arrays }: TensorFile, name: string | undefined): ArrayInfo {
  const names = arrays.map((one) => one.name);
  if (name !== undefined) {
    const found = arrays.find((one) => one.name === name);
    if (found === undefined) {
      throw new TensorFileError(file, { id: 'label-array-missing', facts: { array: name, arrays: names } });
    }
    return found;
  }
  const likely = arrays.length === 1 ? arrays : arrays.filter((one) => roleOf(one.name) === 'targets');
  const [found, another] = likely;
  if (found === undefined || another !== undefined) {
    throw new TensorFileError(file, { id: 'label-array-unclear', facts: { arrays: names } });
  }
  return found;
}
