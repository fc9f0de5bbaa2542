import type * as vscode from 'vscode';

/** The word being typed, if a statement begins with it. */
export function wordAtStatementStart(
  document: vscode.TextDocument,
  position: vscode.Position,
): string | undefined {
  const before = document.lineAt(position.line).text.slice(0, position.character);
  return /^\s*(\w+)$/.exec(before)?.[1];
}
