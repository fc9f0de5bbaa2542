import * as vscode from 'vscode';
import type { TriedAt } from '../../services/try-losses-input';

/** Shows a line of code, or of a cell of a notebook, beside the active editor. Lines and cells count from 1. */
export async function showCode({ uri, cell, line }: Pick<TriedAt, 'uri' | 'cell' | 'line'>): Promise<void> {
  const file = vscode.Uri.parse(uri, true);
  const viewColumn = vscode.ViewColumn.Beside;
  if (cell !== null) {
    const notebook = await vscode.workspace.openNotebookDocument(file);
    const selections = [new vscode.NotebookRange(cell - 1, cell)];
    await vscode.window.showNotebookDocument(notebook, { viewColumn, selections });
    return;
  }
  const start = new vscode.Position((line ?? 1) - 1, 0);
  await vscode.window.showTextDocument(file, { viewColumn, selection: new vscode.Range(start, start) });
}
