import * as vscode from 'vscode';
import type { Report } from '../../check/report/report';
import type { CheckSettings } from '../../protocol/report';
import { namesOf } from '../../services/check-asking';
import { messages } from '../messages';
import { exists, fileLabel } from '../workspace-file';

/** Title of the tab of a check. */
export function titleOf(settings: CheckSettings): string {
  return messages().features.checkTitle(namesOf(settings, nameOf));
}

/** The name of a file without its folders. */
export function nameOf(uri: string): string {
  return vscode.Uri.parse(uri).path.replace(/^.*\//, '');
}

/** The file that a report gives this name; undefined if it is none of these. */
export function uriOfLabel(uris: readonly string[], label: string): vscode.Uri | undefined {
  return uris.map((uri) => vscode.Uri.parse(uri, true)).find((uri) => fileLabel(uri) === label);
}

/**
 * The files that a saved report was made of, looked for in the workspace and beside the report.
 * @returns null if one of them is not found
 */
export async function dataOf(report: Report, saved: vscode.Uri): Promise<string[] | null> {
  const labels = [...new Set(report.inputs.map(({ file }) => file))];
  const folders = [
    vscode.Uri.joinPath(saved, '..'),
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
  ];
  const found = await Promise.all(
    labels.map((label) => firstExisting(folders.map((folder) => vscode.Uri.joinPath(folder, label)))),
  );
  return found.every((uri) => uri !== undefined) ? found.map(String) : null;
}

async function firstExisting(uris: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  for (const uri of uris) {
    if (await exists(uri)) {
      return uri;
    }
  }
  return undefined;
}
