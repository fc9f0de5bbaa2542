import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ArrayChoice, ArraySelection } from '../check/select-arrays';
import { openNodeFile } from '../tensor/node-file';
import { openTensorFile } from '../tensor/open';
import type { TensorFile } from '../tensor/tensor-file';
import type { CheckOptions } from './check-options';

/**
 * Opens the files of a check for as long as `use` runs. `--logits` and `--targets` are files when such files
 * exist, and names of arrays otherwise.
 */
export async function withFiles<Result>(
  { paths, logits, targets }: Pick<CheckOptions, 'paths' | 'logits' | 'targets'>,
  use: (selection: ArraySelection) => Promise<Result>,
): Promise<Result> {
  const opened = new Map<string, TensorFile>();
  const open = async (path: string) => {
    const key = resolve(path);
    const file = opened.get(key) ?? (await openPath(path));
    opened.set(key, file);
    return file;
  };
  try {
    for (const path of paths) await open(path);
    const choices = { logits: await choiceOf(logits, open), targets: await choiceOf(targets, open) };
    return await use({
      files: [...opened.values()],
      ...(choices.logits === undefined ? {} : { logits: choices.logits }),
      ...(choices.targets === undefined ? {} : { targets: choices.targets }),
    });
  } finally {
    for (const file of opened.values()) await file.close();
  }
}

async function choiceOf(
  text: string | undefined,
  open: (path: string) => Promise<TensorFile>,
): Promise<ArrayChoice | undefined> {
  if (text === undefined) return undefined;
  return (await isFile(text)) ? { file: await open(text) } : { array: text };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

async function openPath(path: string): Promise<TensorFile> {
  const file = await openNodeFile(path);
  try {
    return await openTensorFile(file);
  } catch (error) {
    await file.close();
    throw error;
  }
}
