import * as vscode from 'vscode';
import { isNotebookCell } from './code-text';

/** Milliseconds without an edit after which a document is looked at again. */
const QUIET = 150;

/** A listener to the documents of the editor. */
export interface CodeWatcher {
  /** Called for a document that is open, and again some time after its last edit. */
  changed(document: vscode.TextDocument): void;
  closed(document: vscode.TextDocument): void;
}

/** Tells a watcher of all open documents and of their edits; the cells of a notebook change together. */
export function watchCode({ changed, closed }: CodeWatcher): vscode.Disposable {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const soon = (document: vscode.TextDocument): void => {
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        changed(document);
      }, QUIET),
    );
  };
  vscode.workspace.textDocuments.forEach(soon);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => together(document).forEach(soon)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      clearTimeout(timers.get(document.uri.toString()));
      timers.delete(document.uri.toString());
      closed(document);
    }),
    { dispose: () => timers.forEach(clearTimeout) },
  );
}

/** The document, or all cells of its notebook. */
function together(document: vscode.TextDocument): readonly vscode.TextDocument[] {
  const notebook = isNotebookCell(document)
    ? vscode.workspace.notebookDocuments.find((each) =>
        each.getCells().some((cell) => cell.document === document),
      )
    : undefined;
  return notebook ? notebook.getCells().map((cell) => cell.document) : [document];
}
