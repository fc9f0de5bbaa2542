import * as vscode from 'vscode';
import { grammarOfPath } from '../../code/imports/candidates';
import type { CodePlace } from '../../code/imports/follow-imports';
import { grammarOfLanguage } from '../../code/syntax/languages';
import { fileOf } from '../code-text';
import { importedText } from '../imported-text';
import { Quiet } from '../quiet';

const CODE_FILES = '**/*.{py,ts,tsx,js,jsx,mjs}';

/** The files of the workspace that code imports: as an editor has them, else as they are saved. */
export class ImportedFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly watching: vscode.Disposable;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(CODE_FILES);
    const tell = (uri: vscode.Uri): void => this.changed.fire(uri);
    const quiet = new Quiet();
    this.watching = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(tell),
      watcher.onDidCreate(tell),
      watcher.onDidDelete(tell),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (grammarOfPath(document.uri.path) !== undefined) {
          quiet.soon(document.uri.toString(), () => tell(document.uri));
        }
      }),
      quiet,
      this.changed,
    );
  }

  /** Tells of every file of code that was made, changed or deleted, also before it is saved. */
  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.changed.event;
  }

  /** Where a document stands; null outside of the workspace, where no import is followed. */
  placeOf(document: vscode.TextDocument): CodePlace | null {
    const grammar = grammarOfLanguage(document.languageId);
    const file = fileOf(document);
    const folder = vscode.workspace.getWorkspaceFolder(file);
    return grammar && folder ? { path: file.path, root: folder.uri.path, grammar } : null;
  }

  /** The text of a file beside a document; null if there is none, or it is too large. */
  read(document: vscode.TextDocument, path: string): Promise<string | null> {
    return importedText(fileOf(document).with({ path }));
  }

  dispose(): void {
    this.watching.dispose();
  }
}
