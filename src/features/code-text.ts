import * as vscode from 'vscode';
import { grammarOfLanguage } from '../code/syntax/languages';
import { joinCells } from '../code/syntax/notebook-text';

/** A text to parse: of a document, or of all cells of a notebook that are in one language. */
export interface CodeText {
  /** The same for every version of the text. */
  readonly key: string;
  /** Where the document begins in the text. */
  readonly start: number;
  readonly text: string;
}

export function textOfDocument(document: vscode.TextDocument): CodeText {
  return {
    key: document.uri.toString(),
    start: 0,
    text: document.getText(),
  };
}

/** The document with what stands around it: a notebook's cell knows what the other cells import and define. */
export function textAround(document: vscode.TextDocument): CodeText {
  const notebook = notebookOf(document);
  if (!notebook) {
    return textOfDocument(document);
  }
  const grammar = grammarOfLanguage(document.languageId);
  const cells = notebook
    .getCells()
    .map((cell) => cell.document)
    .filter(({ languageId }) => grammarOfLanguage(languageId) === grammar);
  const { text, starts } = joinCells(
    cells.map((cell) => cell.getText()),
    grammar === 'python',
  );
  return {
    key: `${notebook.uri.toString()} ${grammar}`,
    start: starts[cells.indexOf(document)] ?? 0,
    text,
  };
}

/** Whether a key is that of a notebook's text, in whatever language. */
export function isOfNotebook(key: string, { uri }: vscode.NotebookDocument): boolean {
  return key.startsWith(`${uri.toString()} `);
}

/** Whether a document is a cell of a notebook. */
export function isNotebookCell({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'vscode-notebook-cell';
}

function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (!isNotebookCell(document)) {
    return undefined;
  }
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}
