import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Report } from '../../check/report/report';
import { savedReportSchema } from '../../check/report/saved-report';
import { TensorFileError } from '../../tensor/tensor-file';
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
  if (!/^\s*\{\s*"schema"\s*:\s*"focal-loss-report"/.test(decoder.decode(bytes.subarray(0, 200)))) {
    return undefined;
  }
  const saved = v.safeParse(savedReportSchema, JSON.parse(decoder.decode(bytes)));
  if (saved.success) {
    return saved.output;
  }
  const [issue] = saved.issues;
  throw new TensorFileError(fileLabel(uri), {
    id: 'no-report',
    facts: { place: v.getDotPath(issue), reason: issue.message },
  });
}
