import * as vscode from 'vscode';
import { readPrinted } from '../../check/explain/printed-value';
import { messages } from '../messages';

/** The number that is selected in the editor, else one that the user types; undefined when the user gives none. */
export async function printedValue(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection).trim() ?? '';
  if (readPrinted(selected) !== null) {
    return selected;
  }
  const typed = await vscode.window.showInputBox({
    prompt: messages().features.whichLossValue,
    placeHolder: '0.24185',
    validateInput: (text) => (readPrinted(text) === null ? messages().explanations.noNumber : undefined),
  });
  return typed?.trim();
}
