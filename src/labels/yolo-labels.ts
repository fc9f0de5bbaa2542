import { TensorFileError } from '../tensor/tensor-file';
import { type ClassCounts, LabelCounter } from './class-counts';
import { type NamedClasses, withNames } from './named-classes';

/** A label file: one line an object, with its class, and a box or a polygon in parts of the image. */
interface YoloFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Counts the objects of each class in YOLO label files.
 * @param folder named where there are no objects at all
 * @param named the names of the classes by index, null where nothing names them
 * @throws TensorFileError, with file and line, where a line is no object
 */
export function countYoloLabels(
  folder: string,
  files: readonly YoloFile[],
  named: NamedClasses | null,
): ClassCounts {
  const counter = new LabelCounter(folder);
  for (const { file, text } of files) {
    for (const [at, line] of text.split('\n').entries()) {
      if (line.trim() !== '') {
        counter.add(classOf(file, line.trim(), at + 1, named));
      }
    }
  }
  const counts = counter.result();
  return named === null ? counts : withNames(folder, counts, named);
}

function classOf(file: string, text: string, line: number, named: NamedClasses | null): string {
  const [label = '', ...numbers] = text.split(/\s+/);
  const isObject =
    /^\d+$/.test(label) && numbers.length >= 4 && numbers.every((one) => Number.isFinite(Number(one)));
  if (!isObject) {
    throw new TensorFileError(file, { id: 'yolo-line', facts: { found: text } }, { line });
  }
  const index = Number(label);
  if (named !== null && index >= named.names.length) {
    const facts = { found: index, classes: named.names.length, file: named.file };
    throw new TensorFileError(file, { id: 'class-unknown', facts }, { line });
  }
  return String(index);
}
