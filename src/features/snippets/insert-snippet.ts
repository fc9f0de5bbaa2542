import * as vscode from 'vscode';
import { grammarOfLanguage } from '../../code/syntax/languages';
import type { FittedSnippet } from '../../snippets/fit/fit-snippet';
import { insertionPlace } from '../../snippets/fit/insertion-place';
import type { Snippet } from '../../snippets/snippet';
import { messages } from '../messages';
import { parametersFromSettings } from '../settings';
import type { SnippetChoice } from './choose-snippet';
import { indentationUnitOf, type SnippetFitter } from './fit-to-document';
import { type InsertSnippetArguments, insertSnippetArguments } from './snippet-parameters';

/** Runs *Focal Loss: Insert Snippet*: lets the user choose one and inserts it at the cursor with its imports. */
export async function insertSnippet(
  argument: unknown,
  choice: SnippetChoice,
  fitter: SnippetFitter,
): Promise<void> {
  const given = insertSnippetArguments(argument);
  const open =
    given.uri === undefined ? vscode.window.activeTextEditor : await editorOf(vscode.Uri.parse(given.uri));
  const canTake = open !== undefined && grammarOfLanguage(open.document.languageId) !== undefined;
  const language = canTake ? open.document.languageId : undefined;
  const snippet = given.snippet === undefined ? await choice.ask(language) : choice.byId(given.snippet);
  if (!snippet) {
    return;
  }
  const editor =
    canTake && choice.inOrder(open.document.languageId).includes(snippet) ? open : await newFileFor(snippet);
  await insertInto(editor, snippet, given, fitter);
}

async function editorOf(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

async function newFileFor({ language }: Snippet): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content: '' }));
}

async function insertInto(
  editor: vscode.TextEditor,
  snippet: Snippet,
  { alpha, gamma }: InsertSnippetArguments,
  fitter: SnippetFitter,
): Promise<void> {
  const { document } = editor;
  const settings = parametersFromSettings(document.uri);
  const cancellation = new vscode.CancellationTokenSource();
  const fitted = await fitter.fit(
    snippet,
    document,
    (file) => {
      const place = insertionPlace(file, document.offsetAt(editor.selection.end));
      return { start: place, end: place };
    },
    {
      indentationUnit: indentationUnitOf(editor.options),
      parameters: { alpha: alpha === undefined ? settings.alpha : alpha, gamma: gamma ?? settings.gamma },
      token: cancellation.token,
    },
  );
  cancellation.dispose();
  if (!fitted) {
    throw new Error(messages().features.snippetNotInserted(nameOf(document)));
  }
  const { version } = document;
  // VS Code reports success for a read-only file too, so the version is compared.
  if (!(await apply(editor, fitted)) || document.version === version) {
    throw new Error(messages().features.snippetReadOnly(nameOf(document)));
  }
  if (fitted.isRenamed) {
    void vscode.window.showInformationMessage(
      messages().features.snippetRenamed(nameOf(document), snippet.name, fitted.name),
    );
  }
}

/** Inserts the imports and the snippet as one step of undo. */
async function apply(editor: vscode.TextEditor, { imports, range, text }: FittedSnippet): Promise<boolean> {
  const { document } = editor;
  let target = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  if (imports) {
    const place = document.positionAt(imports.offset);
    const isEdited = await editor.edit((edit) => edit.insert(place, imports.text), {
      undoStopBefore: true,
      undoStopAfter: false,
    });
    if (!isEdited) {
      return false;
    }
    const added = imports.text.split('\n').length - 1;
    target = new vscode.Range(target.start.translate(added), target.end.translate(added));
  }
  return editor.insertSnippet(new vscode.SnippetString(text), target, {
    undoStopBefore: !imports,
    undoStopAfter: true,
    keepWhitespace: true,
  });
}

function nameOf({ uri, isUntitled }: vscode.TextDocument): string {
  return isUntitled ? messages().features.newFile : uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
