import * as vscode from 'vscode';

/** A file changes many times while it is written. The check waits until it did not change for this many milliseconds. */
const QUIET = 500;

/** Calls `changed` after one of the files was changed or created, once per burst of changes. */
export function watchFiles(uris: readonly string[], changed: () => void): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET);
  };
  const watchers = uris.map((text) => {
    const uri = vscode.Uri.parse(text, true);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name),
    );
    watcher.onDidChange(later);
    watcher.onDidCreate(later);
    return watcher;
  });
  return vscode.Disposable.from(...watchers, { dispose: () => clearTimeout(timer) });
}
