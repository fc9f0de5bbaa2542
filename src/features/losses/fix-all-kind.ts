import * as vscode from 'vscode';

/** The kind of the action that fixes everything, which `editor.codeActionsOnSave` names to have it done on save. */
export const FIX_ALL_KIND = vscode.CodeActionKind.SourceFixAll.append('focalLoss');
