import { openTensorFile } from '../tensor/formats/open';
import { TensorFileError } from '../tensor/tensor-file';
import { countArrayLabels } from './array-labels';
import { type ClassCounts, LabelCounter } from './class-counts';
import { classNamesIn } from './class-names';
import { countCocoLabels, isCoco } from './coco-labels';
import { countCsvLabels, type LabelChoice } from './csv-labels';
import { jsonIn } from './json-in';
import { extensionOf, labelsWithin } from './label-folder';
import type { LabelHost } from './label-host';
import { classesOfMasks, countMaskPixels } from './mask-labels';
import type { NamedClasses } from './named-classes';
import { countYoloLabels } from './yolo-labels';

/**
 * Counts the classes of labels: a column of a table, an array, COCO annotations, a mask, or a folder with YOLO labels or masks
 * in it or in its sub-folders.
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
  const { labels, names } = await labelsWithin(host, files);
  const texts = labels.filter((file) => extensionOf(file) === 'txt');
  if (texts.length > 0) {
    const read: { file: string; text: string }[] = [];
    for (const file of texts) {
      read.push({ file, text: await textOf(host, file) });
    }
    return countYoloLabels(folder, read, await namesIn(host, names));
  }
  if (labels.length === 0) {
    throw new TensorFileError(folder, { id: 'folder-without-labels', facts: {} });
  }
  return countMasks(host, folder, labels, choice);
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
  return ignore === undefined ? classesOfMasks(counter.result()) : counter.result();
}

/** The first of the files that names classes. */
async function namesIn(host: LabelHost, files: readonly string[]): Promise<NamedClasses | null> {
  for (const file of files) {
    const names = await classNamesIn(file, await textOf(host, file));
    if (names !== null) {
      return { file, names };
    }
  }
  return null;
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
