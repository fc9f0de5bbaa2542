import { NEAR, readScattered } from '../../tensor/reading/runs-of-rows';
import { isIdentifier, isOfSameGroup, namesFiles, roleOf } from '../../tensor/roles';
import type { TensorFile } from '../../tensor/tensor-file';
import { squeezed } from '../interpret/shapes';
import type { Interpretation } from '../report/report';
import type { ArraySource } from './batches';
import type { SelectedArrays } from './select-arrays';

/** The names of the rows along the first axis: an id or the name of a file each. */
export interface Identifiers {
  /** The name of the array. */
  readonly array: string;
  readonly shape: readonly number[];
  /** @param rows indices of the first axis, in ascending order */
  read(rows: readonly number[], signal?: AbortSignal): Promise<string[]>;
}

/** No more rows than this are read of a compressed array or of text, and those in one go. */
const MOST_AT_ONCE = 16_777_216;

/**
 * Finds the array that names the examples: texts or whole numbers, one for each index of the first axis, whose own name says that
 * they are ids, paths or names of files. Texts are preferred to numbers. Null without one.
 */
export function identifiersOf(
  files: readonly TensorFile[],
  { logits, targets }: SelectedArrays,
  { classAxis }: Pick<Interpretation, 'classAxis'>,
): Identifiers | null {
  const [rows] = logits.array.shape;
  if (rows === undefined || classAxis === 0) {
    return null;
  }
  const fits = (name: string, shape: readonly number[]) => {
    const [length, ...others] = squeezed(shape);
    const isOfRows = shape.length > 0 && (length ?? 1) === rows && others.length === 0;
    return isOfRows && isOfSameGroup(name, logits.array.name);
  };
  for (const { refused } of files) {
    const found = refused.find(
      ({ name, texts }) =>
        (isIdentifier(name) || namesFiles(name)) &&
        isOfExamples(name) &&
        texts !== undefined &&
        fits(name, texts.shape),
    );
    if (found?.texts !== undefined) {
      const { texts, name } = found;
      return { array: name, shape: texts.shape, read: (wanted, signal) => texts.read(wanted, signal) };
    }
  }
  const sources = files.flatMap((file) => file.arrays.map((array) => ({ file, array })));
  const numbers = sources.find(
    ({ array }) =>
      isIdentifier(array.name) &&
      isOfExamples(array.name) &&
      array.dtype.includes('int') &&
      array !== logits.array &&
      array !== targets.array &&
      fits(array.name, array.shape),
  );
  return numbers === undefined ? null : ofNumbers(numbers);
}

/** `label_ids` and `class_idx` number classes. */
function isOfExamples(name: string): boolean {
  return roleOf(name) === undefined && !/class|categor/i.test(name);
}

function ofNumbers({ file, array }: ArraySource): Identifiers | null {
  const isScattered = file.placement(array) !== undefined;
  if (!isScattered && array.elements > MOST_AT_ONCE) {
    return null;
  }
  return {
    array: array.name,
    shape: array.shape,
    read: (rows, signal) =>
      readScattered(rows, isScattered ? NEAR : MOST_AT_ONCE, async ({ first, count }) => {
        const ranges = array.shape.map((_, axis) =>
          axis === 0 ? { start: first, count } : { start: 0, count: 1 },
        );
        const values = await file.box(array, ranges, signal);
        return Array.from(values, String);
      }),
  };
}
