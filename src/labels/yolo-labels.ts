import { TensorFileError } from '../tensor/tensor-file';
import { type ClassCounts, LabelCounter } from './class-counts';

/** A label file: one line an object, with its class, and a box or a polygon in parts of the image. */
interface YoloFile {
  readonly file: string;
  readonly text: string;
}

/** The names of the classes, one a line. */
export const YOLO_NAMES = 'classes.txt';

/**
 * Counts the objects of each class in YOLO label files.
 * @param folder named where there are no objects at all
 * @param names classes by index, from `classes.txt`; undefined without that file
 * @throws TensorFileError, with file and line, where a line is no object
 */
export function countYoloLabels(
  folder: string,
  files: readonly YoloFile[],
  names: readonly string[] | undefined,
): ClassCounts {
  const counter = new LabelCounter(folder);
  for (const { file, text } of files) {
    for (const [at, line] of text.split('\n').entries()) {
      if (line.trim() !== '') {
        counter.add(classOf(file, line.trim(), at + 1, names));
      }
    }
  }
  const { classes, ignored } = counter.result();
  const counted = new Map(classes.map(({ name, count }) => [name, count]));
  return {
    classes: names?.map((name, index) => ({ name, count: counted.get(String(index)) ?? 0 })) ?? classes,
    ignored,
  };
}

function classOf(file: string, text: string, line: number, names: readonly string[] | undefined): string {
  const [label = '', ...numbers] = text.split(/\s+/);
  const isObject =
    /^\d+$/.test(label) && numbers.length >= 4 && numbers.every((one) => Number.isFinite(Number(one)));
  if (!isObject) {
    throw new TensorFileError(file, { id: 'yolo-line', facts: { found: text } }, { line });
  }
  const index = Number(label);
  if (names !== undefined && index >= names.length) {
    const facts = { found: index, classes: names.length };
    throw new TensorFileError(file, { id: 'yolo-class-unknown', facts }, { line });
  }
  return String(index);
}
