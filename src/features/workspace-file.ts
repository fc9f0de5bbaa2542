import * as vscode from 'vscode';
import { memoryFile } from '../tensor/reading/memory-file';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import { TensorFileError } from '../tensor/tensor-file';

/** Opens the file of a URI for reading. `tensor-features.node.ts` and `.web.ts` each supply one. */
export type FileOpener = (uri: vscode.Uri) => Promise<RandomAccessFile>;

/** Largest file in bytes: `workspace.fs` reads whole files only, which must fit into the extension host's memory. */
const LARGEST_FILE = 536_870_912;

/**
 * Opens a file on any file system of VS Code, by reading all of it.
 * @throws TensorFileError when the file cannot be read or is larger than 512 MiB
 */
export async function openWorkspaceFile(uri: vscode.Uri): Promise<RandomAccessFile> {
  return memoryFile(fileLabel(uri), await readWorkspaceFile(uri));
}

/**
 * Reads all bytes of a file on any file system of VS Code.
 * @throws TensorFileError when the file cannot be read or is larger than 512 MiB
 */
export async function readWorkspaceFile(uri: vscode.Uri): Promise<Uint8Array> {
  const name = fileLabel(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST_FILE) {
      throw new TensorFileError(name, {
        id: 'only-read-whole',
        facts: { scheme: uri.scheme, most: LARGEST_FILE, found: size },
      });
    }
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw error instanceof vscode.FileSystemError
      ? new TensorFileError(name, { id: 'cannot-be-read', facts: { reason: error.message } })
      : error;
  }
}

/** The name of a file in messages and reports: relative to its workspace folder if it is in one. */
export function fileLabel(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

/** True if there is a file or a folder. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return false;
    }
    throw error;
  }
}
