import type * as vscode from 'vscode';
import { openNodeFile } from '../tensor/reading/node-file';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import { fileLabel, openWorkspaceFile } from './workspace-file';

/**
 * Opens files of the extension host's own disk for random access, so that their size does not matter, and all others
 * through VS Code.
 * @throws TensorFileError when the file cannot be opened
 */
export async function openDesktopFile(uri: vscode.Uri): Promise<RandomAccessFile> {
  return uri.scheme === 'file' ? openNodeFile(uri.fsPath, fileLabel(uri)) : openWorkspaceFile(uri);
}
