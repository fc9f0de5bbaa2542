import * as vscode from 'vscode';
import type { ClassCounts } from '../../labels/class-counts';
import { countLabels } from '../../labels/count-labels';
import type { LabelChoice } from '../../labels/csv-labels';
import { typedCounts } from '../../labels/typed-counts';
import { TensorFileError } from '../../tensor/tensor-file';
import { messages } from '../messages';
import type { FileOpener } from '../workspace-file';
import { WorkspaceLabels } from './workspace-labels';

/** Classes that were counted, and where. */
export interface PickedCounts {
  readonly source: string;
  readonly counts: ClassCounts;
}

/** Lets the user say where the classes are counted; undefined when the user closes a list, `report` for logits and targets. */
export async function pickCounts(openFile: FileOpener): Promise<PickedCounts | 'report' | undefined> {
  const says = messages().features.labels;
  const items = (['report', 'file', 'folder', 'typed'] as const).map((id) => ({ id, ...says.sources[id] }));
  const picked = await vscode.window.showQuickPick(items, { title: says.whichSource });
  switch (picked?.id) {
    case undefined:
      return undefined;
    case 'report':
      return 'report';
    case 'typed':
      return typed();
    case 'file':
    case 'folder': {
      const isFolder = picked.id === 'folder';
      const [uri] =
        (await vscode.window.showOpenDialog({
          title: picked.label,
          canSelectFiles: !isFolder,
          canSelectFolders: isFolder,
          ...(isFolder
            ? {}
            : { filters: { [says.labels]: ['csv', 'tsv', 'json', 'npy', 'npz', 'safetensors', 'png'] } }),
        })) ?? [];
      return uri === undefined ? undefined : countIn(openFile, uri);
    }
  }
}

/**
 * Counts the labels of a file or folder, with progress that can be cancelled. Asks where the file has several columns or arrays.
 * Rejects with the errors of `countLabels`.
 */
export async function countIn(
  openFile: FileOpener,
  uri: vscode.Uri,
  choice: LabelChoice = {},
): Promise<PickedCounts | undefined> {
  const stop = new AbortController();
  const host = new WorkspaceLabels(openFile, stop.signal);
  const source = host.nameOf(uri);
  const says = messages().features.labels;
  try {
    const counts = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: says.counting(source), cancellable: true },
      (_progress, token) => {
        token.onCancellationRequested(() => stop.abort());
        return countLabels(host, source, choice);
      },
    );
    return { source, counts };
  } catch (error) {
    if (stop.signal.aborted) {
      return undefined;
    }
    const chosen = await chooseAmong(error);
    return chosen === undefined ? undefined : countIn(openFile, uri, chosen);
  }
}

/** Lets the user choose where an error says that there are several columns or arrays. @throws any other error */
async function chooseAmong(error: unknown): Promise<LabelChoice | undefined> {
  const says = messages().features.labels;
  const found = error instanceof TensorFileError ? error.found : undefined;
  if (found?.id === 'label-column-unclear') {
    const column = await vscode.window.showQuickPick([...found.facts.columns], { title: says.whichColumn });
    return column === undefined ? undefined : { column };
  }
  if (found?.id === 'label-array-unclear') {
    const array = await vscode.window.showQuickPick([...found.facts.arrays], { title: says.whichArray });
    return array === undefined ? undefined : { array };
  }
  throw error;
}

async function typed(): Promise<PickedCounts | undefined> {
  const says = messages().features.labels;
  const text = await vscode.window.showInputBox({
    title: says.sources.typed.label,
    prompt: says.typedPrompt,
    placeHolder: '36413,8291',
    validateInput: (value) => (value.trim() === '' || typedCounts(value) !== null ? null : says.typedPrompt),
  });
  const counts = text === undefined ? null : typedCounts(text);
  return counts === null ? undefined : { source: text ?? '', counts };
}
