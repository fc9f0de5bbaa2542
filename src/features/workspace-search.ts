import * as vscode from 'vscode';

/** Which files of the workspace are looked for. */
export interface FileSearch {
  /** Without the dot. */
  readonly extensions: readonly string[];
  /** Names of folders that are not searched. Names that begin with a dot are left out too. */
  readonly skipped: readonly string[];
  /** Most files that are returned. Default: all. */
  readonly most?: number;
}

/** File systems that VS Code searches itself. */
const SEARCHED_SCHEMES: readonly string[] = ['file', 'vscode-remote'];

/** Files of the workspace. Where its file system cannot be searched, as in many virtual workspaces, its folders are read. */
export async function searchWorkspace(
  search: FileSearch,
  token?: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const { extensions, skipped, most } = search;
  const pattern = `**/*.{${extensions.join(',')}}`;
  const found = await vscode.workspace.findFiles(pattern, `**/{.*,${skipped.join(',')}}/**`, most, token);
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => !SEARCHED_SCHEMES.includes(uri.scheme),
  );
  for (const { uri } of found.length === 0 ? folders : []) {
    await addFilesBelow(uri, search, found, token);
  }
  return found;
}

/** Adds the files below a folder to those that were found, until they are as many as wanted. */
export async function addFilesBelow(
  folder: vscode.Uri,
  search: FileSearch,
  found: vscode.Uri[],
  token?: vscode.CancellationToken,
): Promise<void> {
  const { extensions, skipped, most = Number.POSITIVE_INFINITY } = search;
  for (const [name, type] of await vscode.workspace.fs.readDirectory(folder)) {
    if (found.length >= most || token?.isCancellationRequested === true) {
      return;
    }
    const uri = vscode.Uri.joinPath(folder, name);
    if (name.startsWith('.') || skipped.includes(name)) {
      continue;
    }
    // Links may lead back to a folder above.
    if (type === vscode.FileType.Directory) {
      await addFilesBelow(uri, search, found, token);
    } else if (type === vscode.FileType.File && extensions.includes(name.slice(name.lastIndexOf('.') + 1))) {
      found.push(uri);
    }
  }
}
