import * as v from 'valibot';
import { TensorFileError } from '../tensor/tensor-file';
import type { ClassCounts } from './class-counts';

/** Names of classes by their index, null where a file does not name one, and the file that they come from. */
export const namedClassesSchema = v.object({ file: v.string(), names: v.array(v.nullable(v.string())) });

export type NamedClasses = v.InferOutput<typeof namedClassesSchema>;

/**
 * Names counted classes by their index, also those that a file names and that have no examples. Labels that are words stay.
 * @param file that of the labels, named in errors
 * @throws TensorFileError where a class has no place among the names
 */
export function withNames(
  file: string,
  { classes, ignored }: ClassCounts,
  { file: from, names }: NamedClasses,
): ClassCounts {
  if (classes.some(({ name }, index) => name !== String(index))) {
    return { classes, ignored };
  }
  if (classes.length > names.length) {
    const facts = { found: classes.length - 1, classes: names.length, file: from };
    throw new TensorFileError(file, { id: 'class-unknown', facts });
  }
  return {
    classes: names.map((name, index) => ({
      name: name ?? String(index),
      count: classes[index]?.count ?? 0,
    })),
    ignored,
  };
}
