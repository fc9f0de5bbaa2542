import * as v from 'valibot';
import * as vscode from 'vscode';
import { type CheckProgress, checkTensors } from '../../check/check';
import { type Report, reportSchema } from '../../check/report';
import type { ArrayChoice } from '../../check/select-arrays';
import type { CheckSettings } from '../../protocol/report';
import { openTensorFile } from '../../tensor/open';
import { type TensorFile, TensorFileError } from '../../tensor/tensor-file';
import { type FileOpener, fileLabel } from '../workspace-file';

export interface CheckRun {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
}

/** Larger files are not looked at for a saved report. */
const LARGEST_SAVED_REPORT = 50_000_000;

/**
 * The report that a JSON file holds, undefined when it holds something else.
 * @throws TensorFileError when it calls itself a report and is none
 */
export async function readSavedReport(uri: vscode.Uri): Promise<Report | undefined> {
  if (!uri.path.toLowerCase().endsWith('.json')) return undefined;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST_SAVED_REPORT) return undefined;
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  if (!/^\s*\{\s*"schema"\s*:\s*"focal-loss-report"/.test(text)) return undefined;
  const saved = v.safeParse(reportSchema, JSON.parse(text));
  if (saved.success) return saved.output;
  const [issue] = saved.issues;
  throw new TensorFileError(
    fileLabel(uri),
    `expected a focal-loss-report of version 1; at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`,
  );
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
