import * as vscode from 'vscode';

/** A file changes many times while it is written. The check waits until it did not change for this many milliseconds. */
const QUIET = 500;

export interface FileChanges {
  /** Called after one of the files was changed or created, once per burst of changes. */
  changed(): void;
  /** Called after a file was deleted and did not come back. */
  deleted(uri: vscode.Uri): void;
}

/** Watches files until it is disposed. */
export function watchFiles(uris: readonly string[], { changed, deleted }: FileChanges): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Writing a file anew may delete it first.
  const later = (act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, QUIET);
  };
  const watchers = uris.map((text) => {
    const uri = vscode.Uri.parse(text, true);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name),
    );
    watcher.onDidChange(() => later(changed));
    watcher.onDidCreate(() => later(changed));
    watcher.onDidDelete(() => later(() => deleted(uri)));
    return watcher;
  });
  return vscode.Disposable.from(...watchers, { dispose: () => clearTimeout(timer) });
}
