import * as vscode from 'vscode';
import { exists } from './workspace-file';

/** Bytes of the largest file that is read. */
const LARGEST_FILE = 400_000;

/** The text of an imported file, as an editor has it, else as it is saved; null if there is none, or it is too large. */
export async function importedText(uri: vscode.Uri): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find((other) => other.uri.toString() === uri.toString());
  if (open) {
    return open.getText();
  }
  if (!(await exists(uri))) {
    return null;
  }
  const { size, type } = await vscode.workspace.fs.stat(uri);
  return type & vscode.FileType.File && size <= LARGEST_FILE
    ? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
    : null;
}
