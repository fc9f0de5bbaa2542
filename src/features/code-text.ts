import * as vscode from 'vscode';
import {
  CONFIGURATION_EXTENSIONS,
  CONFIGURATION_LANGUAGES,
  isConfiguration,
  mayConfigureLoss,
} from '../code/configurations/configuration-files';
import { type Grammar, grammarOfLanguage } from '../code/syntax/languages';
import { joinCells, type NotebookText } from '../code/syntax/notebook-text';

/** A text to parse: a document, or all cells of a notebook in one language. */
export interface CodeText {
  /** Key of the text, the same for all its versions. */
  readonly key: string;
  /** Offset of the document in the text. */
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

/** The text that contains the document: a notebook's cell uses imports and definitions of the other cells. */
export function textAround(document: vscode.TextDocument): CodeText {
  const notebook = notebookOf(document);
  if (!notebook) {
    return textOfDocument(document);
  }
  const grammar = grammarOfLanguage(document.languageId);
  const cells = cellsOf(notebook, grammar);
  const { text, starts } = joined(cells, grammar);
  return {
    key: `${notebook.uri.toString()} ${grammar}`,
    start: starts[cells.indexOf(document)] ?? 0,
    text,
  };
}

/** The documents of the text around a document, each with its offset in that text. */
export function documentsAround(
  document: vscode.TextDocument,
): { readonly document: vscode.TextDocument; readonly start: number }[] {
  const notebook = notebookOf(document);
  if (!notebook) {
    return [{ document, start: 0 }];
  }
  const grammar = grammarOfLanguage(document.languageId);
  const cells = cellsOf(notebook, grammar);
  const { starts } = joined(cells, grammar);
  return cells.map((cell, at) => ({ document: cell, start: starts[at] ?? 0 }));
}

function cellsOf(notebook: vscode.NotebookDocument, grammar: Grammar | undefined): vscode.TextDocument[] {
  return notebook
    .getCells()
    .map((cell) => cell.document)
    .filter(({ languageId }) => grammarOfLanguage(languageId) === grammar);
}

function joined(cells: readonly vscode.TextDocument[], grammar: Grammar | undefined): NotebookText {
  return joinCells(
    cells.map((cell) => cell.getText()),
    grammar === 'python',
  );
}

/** True if the key is that of a text of this notebook, in any language. */
export function isOfNotebook(key: string, { uri }: vscode.NotebookDocument): boolean {
  return key.startsWith(`${uri.toString()} `);
}

/** The file that a document is in: of a cell its notebook. */
export function fileOf(document: vscode.TextDocument): vscode.Uri {
  return notebookOf(document)?.uri ?? document.uri;
}

/** True if the document is a cell of a notebook. */
export function isNotebookCell({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'vscode-notebook-cell';
}

/** True for a document that people write: a comparison with a commit has another one beside it, which they do not. */
export function isWritten(document: vscode.TextDocument): boolean {
  const { workspaceFolders = [] } = vscode.workspace;
  return ['file', 'untitled', ...workspaceFolders.map(({ uri }) => uri.scheme)].includes(
    fileOf(document).scheme,
  );
}

/** The documents that may configure a focal loss. Protocol buffers as text mostly have no language of their own. */
export const CONFIGURATION_DOCUMENTS: readonly (string | vscode.DocumentFilter)[] = [
  ...CONFIGURATION_LANGUAGES,
  ...CONFIGURATION_EXTENSIONS.map((extension) => ({ language: 'plaintext', pattern: `**/*.${extension}` })),
];

/** True if the document is a configuration that may name a focal loss. */
export function isConfigurationDocument(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  const isOfKind =
    CONFIGURATION_LANGUAGES.includes(languageId) || (languageId === 'plaintext' && isConfiguration(uri.path));
  return isOfKind && mayConfigureLoss(document.getText());
}

function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (!isNotebookCell(document)) {
    return undefined;
  }
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}
