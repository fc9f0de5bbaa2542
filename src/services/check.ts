import { type CheckProgress, checkTensors } from '../check/check';
import type { ArrayChoice } from '../check/input/select-arrays';
import type { Report } from '../check/report/report';
import type { StatisticsEngine } from '../check/statistics/engine';
import type { CheckSettings } from '../protocol/report';
import { openTensorFile } from '../tensor/formats/open';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import type { TensorFile } from '../tensor/tensor-file';

/** A file of a check that is not open yet. */
export interface FileToCheck {
  readonly uri: string;
  /** @throws TensorFileError when it cannot be read */
  open(): Promise<RandomAccessFile>;
}

export interface CheckFilesOptions {
  readonly signal?: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
  /** Absent if the reference does the work. */
  readonly engine?: StatisticsEngine;
}

/** The URIs of all files that a check reads, each once. */
export function urisOf({ files, logits, targets }: CheckSettings): string[] {
  return [...new Set([...files, ...[logits, targets].flatMap((choice) => choice?.uri ?? [])])];
}

/**
 * Opens the files, checks the arrays that the settings name, and closes the files.
 * @param files those of `urisOf(settings)`
 * @throws the errors of `openTensorFile` and `checkTensors`, and the signal's reason when cancelled
 */
export async function checkFiles(
  files: readonly FileToCheck[],
  { logits, targets, choices, parameters }: CheckSettings,
  options: CheckFilesOptions,
): Promise<Report> {
  const opened = new Map<string, TensorFile>();
  try {
    for (const file of files) {
      opened.set(file.uri, await openTensors(file, options.signal));
    }
    return await checkTensors({
      files: [...opened.values()],
      ...(logits === undefined ? {} : { logits: choiceIn(opened, logits) }),
      ...(targets === undefined ? {} : { targets: choiceIn(opened, targets) }),
      choices,
      parameters,
      ...options,
    });
  } finally {
    for (const file of opened.values()) {
      await file.close();
    }
  }
}

async function openTensors({ open }: FileToCheck, signal: AbortSignal | undefined): Promise<TensorFile> {
  const file = await open();
  try {
    return await openTensorFile(file, { signal });
  } catch (error) {
    await file.close();
    throw error;
  }
}

function choiceIn(
  files: ReadonlyMap<string, TensorFile>,
  { uri, array }: { uri: string; array: string },
): ArrayChoice {
  const file = files.get(uri);
  return file === undefined ? { array } : { file, array };
}
