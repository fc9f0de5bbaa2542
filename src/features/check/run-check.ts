import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Report } from '../../check/report/report';
import { savedReportSchema } from '../../check/report/saved-report';
import type { CheckSettings } from '../../protocol/report';
import { checkFiles, urisOf } from '../../services/check';
import { TensorFileError } from '../../tensor/tensor-file';
import {
  type CheckInWorkerOptions,
  type CheckWorkers,
  checkInWorker,
  WorkerNotStartedError,
} from '../../workers/check-in-worker';
import type { CheckRequestMessage, FileContent } from '../../workers/messages';
import { type FileOpener, fileLabel, readWorkspaceFile } from '../workspace-file';

/** Largest file, in bytes, that is tried as a saved report. */
const LARGEST_SAVED_REPORT = 50_000_000;

/**
 * The report in a JSON file; undefined when the file holds something else.
 * @throws TensorFileError when the file claims to be a report but is invalid
 */
export async function readSavedReport(uri: vscode.Uri): Promise<Report | undefined> {
  if (!uri.path.toLowerCase().endsWith('.json')) {
    return undefined;
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST_SAVED_REPORT) {
    return undefined;
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  const decoder = new TextDecoder();
  if (!/^\s*\{\s*"schema"\s*:\s*"focal-loss-report"/.test(decoder.decode(bytes.subarray(0, 200)))) {
    return undefined;
  }
  const saved = v.safeParse(savedReportSchema, JSON.parse(decoder.decode(bytes)));
  if (saved.success) {
    return saved.output;
  }
  const [issue] = saved.issues;
  throw new TensorFileError(
    fileLabel(uri),
    `expected a focal-loss-report of version 1; at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`,
  );
}

/** How the host opens files and starts workers. `tensor-features.node.ts` and `.web.ts` each supply one. */
export interface CheckHost {
  readonly openFile: FileOpener;
  readonly workers: CheckWorkers;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Checks files of the workspace in a worker, so that the extension host stays free. Without workers it runs in this
 * thread.
 * @throws TensorFileError, RangeError as `checkTensors`, WorkerCrashedError, and the signal's reason when cancelled
 */
export async function runCheck(
  host: CheckHost,
  settings: CheckSettings,
  run: CheckInWorkerOptions,
): Promise<Report> {
  try {
    return await checkInWorker(host.workers, () => requestFor(settings, host.workers), run);
  } catch (error) {
    if (!(error instanceof WorkerNotStartedError)) {
      throw error;
    }
    host.log.warn(
      `The check runs in the extension host's own thread, since no worker was started: ${error.message}`,
    );
    const files = urisOf(settings).map((uri) => ({
      uri,
      open: () => host.openFile(vscode.Uri.parse(uri, true)),
    }));
    return checkFiles(files, settings, run);
  }
}

async function requestFor(settings: CheckSettings, workers: CheckWorkers): Promise<CheckRequestMessage> {
  const files: FileContent[] = [];
  for (const text of urisOf(settings)) {
    files.push({ ...(await fileContentOf(vscode.Uri.parse(text, true), workers)), uri: text });
  }
  return { type: 'check', settings, files };
}

/**
 * The file for a worker: its path if the worker can open it, else its bytes.
 * @throws TensorFileError when the bytes are needed and cannot be read
 */
export async function fileContentOf(uri: vscode.Uri, workers: CheckWorkers): Promise<FileContent> {
  const content =
    workers.openFiles && uri.scheme === 'file'
      ? { path: uri.fsPath }
      : { bytes: await readWorkspaceFile(uri) };
  return { uri: uri.toString(), name: fileLabel(uri), content };
}
