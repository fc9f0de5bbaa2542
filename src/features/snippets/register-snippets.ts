import * as vscode from 'vscode';
import { CODE_LANGUAGES } from '../../code/parser';
import type { ParsedDocuments } from '../parsed-documents';
import { SnippetChoice } from './choose-snippet';
import { SnippetCompletion } from './completion';
import { SnippetFitter } from './fit-to-document';
import { insertSnippet } from './insert-snippet';

/** The command *Focal Loss: Insert Snippet*, and the same snippets as completions. */
export function registerSnippets(
  context: vscode.ExtensionContext,
  documents: ParsedDocuments,
): vscode.Disposable {
  const choice = new SnippetChoice(context.globalState);
  const fitter = new SnippetFitter(documents);
  return vscode.Disposable.from(
    vscode.commands.registerCommand('focalLoss.insertSnippet', (argument: unknown) =>
      insertSnippet(argument, choice, fitter),
    ),
    vscode.languages.registerCompletionItemProvider(
      [...CODE_LANGUAGES],
      new SnippetCompletion(documents, choice, fitter),
    ),
  );
}
