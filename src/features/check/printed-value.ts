import * as vscode from 'vscode';
import { logValues } from '../../check/explain/log-values';
import { readPrinted } from '../../check/explain/printed-value';
import { messages } from '../messages';

/**
 * The number that is selected in the editor, else one that the user types; undefined when the user gives none. VS Code tells
 * extensions neither the selection of a terminal nor that of an output, so that a number which was copied there, or which the
 * selected cell printed, is suggested.
 */
export async function printedValue(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = onlyValue(editor?.document.getText(editor.selection) ?? '');
  return selected ?? typedValue(printedByCell() ?? onlyValue(await copied()));
}

/** The number that is selected in the terminal, else one that the user types. The clipboard is the only way to the selection. */
export async function valueInTerminal(): Promise<string | undefined> {
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
  const selected = await clipboard.readText();
  await clipboard.writeText(before);
  return onlyValue(selected) ?? typedValue(undefined);
}

/** The number that the user types; undefined when the user gives none. */
async function typedValue(suggested: string | undefined): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    prompt: messages().features.whichLossValue,
    placeHolder: '0.24185',
    ...(suggested === undefined ? {} : { value: suggested }),
    validateInput: (text) => (readPrinted(text) === null ? messages().explanations.noNumber : undefined),
  });
  return typed?.trim();
}

/** The loss value in a text; undefined where there is none, or more than one. */
function onlyValue(text: string): string | undefined {
  const [first, ...others] = logValues(text.trim());
  return readPrinted(text)?.text ?? (others.length === 0 ? first?.printed.text : undefined);
}

/** The last loss value that the selected cell of a notebook printed. */
function printedByCell(): string | undefined {
  const notebook = vscode.window.activeNotebookEditor;
  const cells = notebook?.selections.flatMap((range) => notebook.notebook.getCells(range)) ?? [];
  const texts = cells
    .flatMap(({ outputs }) => outputs.flatMap(({ items }) => items))
    .filter(({ mime }) => TEXTS.includes(mime))
    .map(({ data }) => new TextDecoder().decode(data));
  return logValues(texts.join('\n')).at(-1)?.printed.text;
}

/** Kinds of outputs that are text. */
const TEXTS = ['text/plain', 'application/vnd.code.notebook.stdout'];

/** The text of the clipboard; empty in a browser, which would ask the user whether it may be read. */
async function copied(): Promise<string> {
  return vscode.env.uiKind === vscode.UIKind.Web ? '' : vscode.env.clipboard.readText();
}
