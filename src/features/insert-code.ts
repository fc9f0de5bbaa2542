import * as vscode from 'vscode';
import type { LossParameters } from '../protocol/plot';

/** Remembers the text editor that was used last: while a panel has the focus, VS Code knows of no active one. */
export class LastTextEditor implements vscode.Disposable {
  private editor = vscode.window.activeTextEditor;
  private readonly subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
    this.editor = editor ?? this.editor;
  });

  /**
   * That editor, unless its document was closed since or is a log; else one that is in sight, as after a reload of the
   * window with a panel in front.
   */
  get current(): vscode.TextEditor | undefined {
    const last = this.editor === undefined ? [] : [this.editor];
    return [...last, ...vscode.window.visibleTextEditors].find(
      ({ document }) => !document.isClosed && document.uri.scheme !== 'output',
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

/** A loss to insert: its parameters, and the id of the snippet; without one, the command asks. */
type LossAsCode = Partial<LossParameters> & { readonly snippet?: string };

/**
 * Inserts the loss where the user last edited code. The editor is brought back in its own column first, so that the
 * panel beside it stays in sight. Where no code is open, it goes into a new file. What goes wrong is shown, since the
 * page that asked has no place for it.
 */
export async function insertLossAsCode(loss: LossAsCode, last: LastTextEditor): Promise<void> {
  try {
    await insert(loss, last);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function insert(loss: LossAsCode, last: LastTextEditor): Promise<void> {
  const editor = last.current;
  if (editor === undefined) {
    await vscode.commands.executeCommand('focalLoss.insertSnippet', loss);
    return;
  }
  await vscode.window.showTextDocument(editor.document, editor.viewColumn ?? vscode.ViewColumn.One);
  await vscode.commands.executeCommand('focalLoss.insertSnippet', {
    ...loss,
    uri: editor.document.uri.toString(),
  });
}
