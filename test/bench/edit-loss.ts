import * as vscode from 'vscode';

/** Gives the first loss another γ, and moves all losses one line down. */
export async function editLoss(document: vscode.TextDocument, number: number): Promise<void> {
  const gamma = document.positionAt(document.getText().search(/(?<=gamma\s*=\s*)[\d.]+/));
  const value = document.getWordRangeAtPosition(gamma, /[\d.]+/);
  if (value === undefined) {
    throw new Error('No loss has a gamma.');
  }
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), '\n');
  edit.replace(document.uri, value, `2.${number}`);
  await vscode.workspace.applyEdit(edit);
}
