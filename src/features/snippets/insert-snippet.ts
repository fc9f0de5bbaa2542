import * as vscode from 'vscode';
import { grammarOfLanguage } from '../../code/syntax/languages';
import type { FittedSnippet } from '../../snippets/fit/fit-snippet';
import { insertionPlace } from '../../snippets/fit/insertion-place';
import { loopPlace } from '../../snippets/fit/loop-place';
import { snippetCall } from '../../snippets/fit/snippet-call';
import { insertedText } from '../../snippets/fit/snippet-syntax';
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
  const hasValues = given.alpha !== undefined || given.gamma !== undefined;
  const snippet =
    given.snippet === undefined ? await choice.ask(language, hasValues) : choice.byId(given.snippet);
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
  { alpha, gamma, reduction }: InsertSnippetArguments,
  fitter: SnippetFitter,
): Promise<void> {
  const { document } = editor;
  const settings = parametersFromSettings(document.uri);
  const parameters = {
    ...{ alpha: alpha === undefined ? settings.alpha : alpha, gamma: gamma ?? settings.gamma },
    ...(reduction === undefined ? {} : { reduction }),
  };
  const cancellation = new vscode.CancellationTokenSource();
  let call: Call | undefined;
  const fitted = await fitter.fit(
    snippet,
    document,
    (file) => {
      const cursor = document.offsetAt(editor.selection.end);
      const place = insertionPlace(file, cursor);
      const loop = loopPlace(file, cursor);
      call = loop && { place: document.positionAt(place), indentation: loop.indentation };
      const start = loop?.definition ?? place;
      return { start, end: start };
    },
    {
      indentationUnit: indentationUnitOf(editor.options),
      parameters,
      token: cancellation.token,
    },
  );
  cancellation.dispose();
  if (!fitted) {
    throw new Error(messages().features.snippetNotInserted(nameOf(document)));
  }
  const { version } = document;
  // VS Code reports success for a read-only file too, so the version is compared.
  const isDone =
    call === undefined
      ? await apply(editor, fitted)
      : await applyAboveLoop(editor, fitted, call, snippetCall(snippet, fitted.name, parameters));
  if (!isDone || document.version === version) {
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
  if (imports.length > 0) {
    const isEdited = await editor.edit((edit) => insertImports(edit, imports, document), {
      undoStopBefore: true,
      undoStopAfter: false,
    });
    if (!isEdited) {
      return false;
    }
    const added = lineBreaks(imports.map(({ text: lines }) => lines).join(''));
    target = new vscode.Range(target.start.translate(added), target.end.translate(added));
  }
  return editor.insertSnippet(new vscode.SnippetString(text), target, {
    undoStopBefore: imports.length === 0,
    undoStopAfter: true,
    keepWhitespace: true,
  });
}

/** The place of a call in a loop: the cursor on an empty line, else the end of a line. */
interface Call {
  readonly place: vscode.Position;
  readonly indentation: string;
}

/** Inserts the imports and the definition above the loop, and the call in it, as one step of undo. */
async function applyAboveLoop(
  editor: vscode.TextEditor,
  { imports, range, text }: FittedSnippet,
  { place, indentation }: Call,
  call: string,
): Promise<boolean> {
  const { document } = editor;
  const definition = insertedText(text);
  const isOnEmptyLine = document.lineAt(place.line).isEmptyOrWhitespace;
  const isEdited = await editor.edit(
    (edit) => {
      insertImports(edit, imports, document);
      edit.replace(
        new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
        definition,
      );
    },
    { undoStopBefore: true, undoStopAfter: false },
  );
  const added = lineBreaks(imports.map(({ text: lines }) => lines).join('') + definition);
  return (
    isEdited &&
    editor.insertSnippet(
      new vscode.SnippetString(isOnEmptyLine ? call : `\n${indentation}${call}`),
      place.translate(added),
      { undoStopBefore: false, undoStopAfter: true, keepWhitespace: true },
    )
  );
}

function insertImports(
  edit: vscode.TextEditorEdit,
  imports: FittedSnippet['imports'],
  document: vscode.TextDocument,
): void {
  for (const { offset, text } of imports) {
    edit.insert(document.positionAt(offset), text);
  }
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}

function nameOf({ uri, isUntitled }: vscode.TextDocument): string {
  return isUntitled ? messages().features.newFile : uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
