import * as vscode from 'vscode';
import { type CheckProgress, checkTensors } from '../../check/check';
import type { Report } from '../../check/report';
import type { ArrayChoice } from '../../check/select-arrays';
import type { CheckSettings } from '../../protocol/report';
import { openTensorFile } from '../../tensor/open';
import type { TensorFile } from '../../tensor/tensor-file';
import type { FileOpener } from '../workspace-file';

export interface CheckRun {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
}

/**
 * Runs a check on files of the workspace and closes them again.
 * @throws TensorFileError, RangeError as `checkTensors`, and the signal's reason when cancelled
 */
export async function runCheck(
  openFile: FileOpener,
  settings: CheckSettings,
  run: CheckRun,
): Promise<Report> {
  const files = new Map<string, TensorFile>();
  try {
    for (const uri of urisOf(settings)) {
      files.set(uri, await open(openFile, uri, run.signal));
    }
    const { logits, targets, choices, parameters } = settings;
    return await checkTensors({
      files: [...files.values()],
      ...(logits === undefined ? {} : { logits: choiceIn(files, logits) }),
      ...(targets === undefined ? {} : { targets: choiceIn(files, targets) }),
      choices,
      parameters,
      ...run,
    });
  } finally {
    for (const file of files.values()) await file.close();
  }
}

async function open(openFile: FileOpener, uri: string, signal: AbortSignal): Promise<TensorFile> {
  const file = await openFile(vscode.Uri.parse(uri, true));
  try {
    return await openTensorFile(file, { signal });
  } catch (error) {
    await file.close();
    throw error;
  }
}

function urisOf({ files, logits, targets }: CheckSettings): Set<string> {
  return new Set([
    ...files,
    ...[logits, targets].flatMap((choice) => (choice === undefined ? [] : [choice.uri])),
  ]);
}

function choiceIn(
  files: ReadonlyMap<string, TensorFile>,
  { uri, array }: { uri: string; array: string },
): ArrayChoice {
  const file = files.get(uri);
  return file === undefined ? { array } : { file, array };
}
