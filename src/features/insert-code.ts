import * as vscode from 'vscode';
import { errorText } from '../format/error-text';
import type { Reduction } from '../loss/reduction';
import type { LossParameters } from '../protocol/plot';

/** Remembers the text editor used last, because VS Code has no active text editor while a panel has the focus. */
export class LastTextEditor implements vscode.Disposable {
  private editor = vscode.window.activeTextEditor;
  private readonly subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
    this.editor = editor ?? this.editor;
  });

  /**
   * The editor used last, unless its document is closed or a log. Otherwise a visible editor, for example after a reload
   * of the window with a panel in front.
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

/** A loss to insert: its parameters, its reduction and the id of the snippet. Without an id, the command asks. */
type LossAsCode = Partial<LossParameters> & { readonly snippet?: string; readonly reduction?: Reduction };

/**
 * Inserts the loss where the user last edited code. The editor is first shown in its own column, so that the panel beside
 * it stays visible. If no code is open, the loss goes into a new file. An error is shown here, since the page has no place
 * for it.
 */
export async function insertLossAsCode(loss: LossAsCode, last: LastTextEditor): Promise<void> {
  try {
    await insert(loss, last);
  } catch (error) {
    void vscode.window.showErrorMessage(errorText(error));
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
