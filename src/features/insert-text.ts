import * as vscode from 'vscode';
import type { LastTextEditor } from './insert-code';
import { messages } from './messages';
import { fileLabel } from './workspace-file';

/**
 * Inserts code in place of the selection where the user last edited. If no code is open, it goes into a new Python file. An
 * editor that refuses is told in an error message.
 */
export async function insertText(text: string, last: LastTextEditor): Promise<void> {
  const editor = last.current;
  if (editor === undefined) {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: text });
    await vscode.window.showTextDocument(document);
    return;
  }
  const { document, selection, viewColumn } = editor;
  const shown = await vscode.window.showTextDocument(document, {
    viewColumn: viewColumn ?? vscode.ViewColumn.One,
    selection,
  });
  if (!(await shown.edit((edit) => edit.replace(selection, text)))) {
    void vscode.window.showErrorMessage(messages().features.snippetReadOnly(fileLabel(document.uri)));
  }
}
