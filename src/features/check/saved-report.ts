import * as vscode from 'vscode';
import type { Report } from '../../check/report/report';
import { BEGINNING_BYTES, beginsAsReport, parseReport } from '../../services/saved-report';
import { fileLabel } from '../workspace-file';

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
  if (!beginsAsReport(decoder.decode(bytes.subarray(0, BEGINNING_BYTES)))) {
    return undefined;
  }
  return parseReport(fileLabel(uri), decoder.decode(bytes));
}
