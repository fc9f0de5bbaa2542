import type * as vscode from 'vscode';
import { openNodeFile } from '../tensor/reading/node-file';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import { fileLabel, openWorkspaceFile } from './workspace-file';

/**
 * Opens a file. On the extension host's own disk it is opened for random access, so that it may have any size; all other
 * files are read through VS Code.
 * @throws TensorFileError when the file cannot be opened
 */
export async function openDesktopFile(uri: vscode.Uri): Promise<RandomAccessFile> {
  return uri.scheme === 'file' ? openNodeFile(uri.fsPath, fileLabel(uri)) : openWorkspaceFile(uri);
}
