import { openTensorFile } from '../tensor/formats/open';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import { TensorFileError } from '../tensor/tensor-file';
import { countArrayLabels } from './array-labels';
import { type ClassCounts, LabelCounter } from './class-counts';
import { countCocoLabels, isCoco } from './coco-labels';
import { countCsvLabels, type LabelChoice } from './csv-labels';
import { jsonIn } from './json-in';
import { countMaskPixels } from './mask-labels';
import { countYoloLabels, YOLO_NAMES } from './yolo-labels';

/** Functions with which labels are read. */
export interface LabelHost {
  /** @throws TensorFileError when the file cannot be opened */
  open(file: string): Promise<RandomAccessFile>;
  /** The files of a folder by their paths, in alphabetical order; null for a file. */
  list(path: string): Promise<readonly string[] | null>;
}

/**
 * Counts the classes of labels: a column of a table, an array, COCO annotations, a mask, or a folder of YOLO labels or masks.
 * @throws TensorFileError where there are no labels, or one cannot be read
 */
export async function countLabels(host: LabelHost, path: string, choice: LabelChoice): Promise<ClassCounts> {
  const files = await host.list(path);
  if (files !== null) {
    return countFolder(host, path, files, choice);
  }
  switch (extensionOf(path)) {
    case 'csv':
    case 'tsv':
      return countCsvLabels(path, await textOf(host, path), choice);
    case 'png':
      return countMasks(host, path, [path], choice);
    case 'json': {
      const document = jsonIn(await textOf(host, path));
      return isCoco(document) ? countCocoLabels(path, document) : countArrays(host, path, choice);
    }
    default:
      return countArrays(host, path, choice);
  }
}

async function countFolder(
  host: LabelHost,
  folder: string,
  files: readonly string[],
  choice: LabelChoice,
): Promise<ClassCounts> {
  const texts = files.filter((file) => extensionOf(file) === 'txt');
  const masks = files.filter((file) => extensionOf(file) === 'png');
  if (texts.length === 0) {
    if (masks.length === 0) {
      throw new TensorFileError(folder, { id: 'folder-without-labels', facts: {} });
    }
    return countMasks(host, folder, masks, choice);
  }
  const read: { file: string; text: string }[] = [];
  let names: string[] | undefined;
  for (const file of texts) {
    const text = await textOf(host, file);
    if (file.endsWith(YOLO_NAMES)) {
      names = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    } else {
      read.push({ file, text });
    }
  }
  return countYoloLabels(folder, read, names);
}

async function countMasks(
  host: LabelHost,
  path: string,
  masks: readonly string[],
  { ignore }: LabelChoice,
): Promise<ClassCounts> {
  const counter = new LabelCounter(path, ignore);
  for (const mask of masks) {
    await countMaskPixels(mask, await bytesOf(host, mask), counter);
  }
  return counter.result();
}

async function countArrays(host: LabelHost, path: string, choice: LabelChoice): Promise<ClassCounts> {
  const file = await openTensorFile(await host.open(path));
  try {
    return await countArrayLabels(file, choice);
  } finally {
    await file.close();
  }
}

async function bytesOf(host: LabelHost, path: string): Promise<Uint8Array> {
  const file = await host.open(path);
  try {
    const bytes = new Uint8Array(file.size);
    const length = await file.read(0, bytes);
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

async function textOf(host: LabelHost, path: string): Promise<string> {
  return new TextDecoder().decode(await bytesOf(host, path));
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}
