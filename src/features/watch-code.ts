import * as vscode from 'vscode';
import { isNotebookCell } from './code-text';
import { Quiet } from './quiet';

/** A listener to the documents of the editor. */
export interface CodeWatcher {
  /** Called for a document that is open, and again some time after its last edit. */
  changed(document: vscode.TextDocument): void;
  closed(document: vscode.TextDocument): void;
}

/** Tells a watcher of all open documents and of their edits; the cells of a notebook change together. */
export function watchCode({ changed, closed }: CodeWatcher): vscode.Disposable {
  const quiet = new Quiet();
  const soon = (document: vscode.TextDocument): void =>
    quiet.soon(document.uri.toString(), () => changed(document));
  vscode.workspace.textDocuments.forEach(soon);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => together(document).forEach(soon)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      quiet.drop(document.uri.toString());
      closed(document);
    }),
    quiet,
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
