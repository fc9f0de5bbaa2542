import * as vscode from 'vscode';
import type { Report } from '../../check/report/report';
import { classNamesIn } from '../../labels/class-names';
import { findClassNames, MOST_BYTES } from '../../labels/find-class-names';
import type { CheckSettings, FinishedCheck } from '../../protocol/report';
import { TensorFileError } from '../../tensor/tensor-file';
import { fileLabel, readWorkspaceFile } from '../workspace-file';
import { nameOf } from './report-files';

/**
 * The names of a report's classes: of the file that the user chose, else of a likely one beside the checked file.
 * @throws TensorFileError when the chosen file cannot be read or names no classes
 */
export async function classNamesOf(
  { classNames, files }: CheckSettings,
  { statistics, interpretation }: Report,
): Promise<FinishedCheck['named']> {
  if (statistics.classScores === null) {
    return null;
  }
  if (classNames !== undefined) {
    const uri = vscode.Uri.parse(classNames, true);
    const names = await classNamesIn(uri.path, new TextDecoder().decode(await readWorkspaceFile(uri)));
    if (names === null) {
      throw new TensorFileError(fileLabel(uri), { id: 'class-names-none', facts: {} });
    }
    return { file: fileLabel(uri), names };
  }
  const [first] = files;
  return first === undefined ? null : findClassNames(hostOf(first, files), interpretation.classes ?? 0);
}

function hostOf(first: string, checked: readonly string[]) {
  const folder = vscode.Uri.joinPath(vscode.Uri.parse(first, true), '..');
  const isChecked = new Set(checked.map(nameOf));
  return {
    list: async () =>
      (await entriesOf(folder))
        .filter(([name, type]) => type === vscode.FileType.File && !isChecked.has(name))
        .map(([name]) => ({ name, file: vscode.Uri.joinPath(folder, name).toString() })),
    textOf: async (file: string) => {
      const uri = vscode.Uri.parse(file, true);
      const { size } = await vscode.workspace.fs.stat(uri);
      return size > MOST_BYTES ? null : new TextDecoder().decode(await readWorkspaceFile(uri));
    },
  };
}

/** The entries of a folder; none where the file system lists no folders. */
async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) {
      return [];
    }
    throw error;
  }
}
