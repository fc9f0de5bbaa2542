import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ArrayChoice, ArraySelection } from '../check/input/select-arrays';
import { openTensorFile } from '../tensor/formats/open';
import { partnerNames } from '../tensor/partners';
import { memoryFile } from '../tensor/reading/memory-file';
import { openNodeFile } from '../tensor/reading/node-file';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import type { TensorFile } from '../tensor/tensor-file';
import type { CheckOptions } from './check-options';
import { type TerminalLine, withOpeningLine } from './progress-line';

/**
 * Files of no more bytes than this together are read once and whole: each way to the disk takes longer than the bytes that
 * it brings. A small file beside a large one is not, so that workers can read both by themselves.
 */
const READ_AT_ONCE = 1_048_576;

/**
 * Opens the files of a check for as long as `use` runs, and the partner of a lone NPY file. `--logits` and `--targets`
 * are files when such files exist, and names of arrays otherwise.
 * @param terminal shows how far a file is that takes long to open
 */
export async function withFiles<Result>(
  { paths, logits, targets }: Pick<CheckOptions, 'paths' | 'logits' | 'targets'>,
  terminal: TerminalLine | undefined,
  use: (selection: ArraySelection) => Promise<Result>,
): Promise<Result> {
  const partner = targets === undefined && logits === undefined ? await partnerOf(paths) : undefined;
  const named = [...paths, partner, logits, targets].filter((path) => path !== undefined);
  const openFile = (await bytesTogether(named)) > READ_AT_ONCE ? openHere : readWhole;
  const opened = new Map<string, TensorFile>();
  const open = async (path: string) => {
    const key = resolve(path);
    const file = opened.get(key) ?? (await openTensor(await openFile(path), terminal));
    opened.set(key, file);
    return file;
  };
  try {
    for (const path of paths) {
      await open(path);
    }
    if (partner !== undefined) {
      await open(partner);
    }
    const choices = { logits: await choiceOf(logits, open), targets: await choiceOf(targets, open) };
    return await use({
      files: [...opened.values()],
      ...(choices.logits === undefined ? {} : { logits: choices.logits }),
      ...(choices.targets === undefined ? {} : { targets: choices.targets }),
    });
  } finally {
    for (const file of opened.values()) {
      await file.close();
    }
  }
}

/** The file of targets beside a lone NPY file of logits, or the other way round. */
async function partnerOf(paths: readonly string[]): Promise<string | undefined> {
  const [only] = paths;
  if (only === undefined || paths.length > 1 || !only.toLowerCase().endsWith('.npy')) {
    return undefined;
  }
  for (const name of partnerNames(only)) {
    const path = join(dirname(only), name);
    if (await isFile(path)) {
      return path;
    }
  }
  return undefined;
}

async function choiceOf(
  text: string | undefined,
  open: (path: string) => Promise<TensorFile>,
): Promise<ArrayChoice | undefined> {
  if (text === undefined) {
    return undefined;
  }
  return (await isFile(text)) ? { file: await open(text) } : { array: text };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

/** Of those that are there: one that is not may be the name of an array. */
export async function bytesTogether(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function openTensor(file: RandomAccessFile, terminal: TerminalLine | undefined): Promise<TensorFile> {
  try {
    return await withOpeningLine(terminal, file.name, (progress) => openTensorFile(file, { progress }));
  } catch (error) {
    await file.close();
    throw error;
  }
}

function openHere(path: string): Promise<RandomAccessFile> {
  return openNodeFile(path, path, 'here');
}

async function readWhole(path: string): Promise<RandomAccessFile> {
  const file = await openHere(path);
  try {
    const bytes = new Uint8Array(file.size);
    return memoryFile(file.name, bytes.subarray(0, await file.read(0, bytes)));
  } finally {
    await file.close();
  }
}
