import type * as vscode from 'vscode';
import { FocalHover } from './hover/focal-hover';
import { loadMessages } from './messages';
import { ParsedDocuments } from './parsed-documents';
import { SnippetChoice } from './snippets/choose-snippet';
import { SnippetCompletion } from './snippets/completion';
import { SnippetFitter } from './snippets/fit-to-document';
import { insertSnippet } from './snippets/insert-snippet';

/** The features that read code in the editor. They share one cache of parse trees. */
export interface CodeFeatures {
  readonly hover: FocalHover;
  readonly completion: SnippetCompletion;
  insertSnippet(argument: unknown): Promise<void>;
}

export async function createCodeFeatures(context: vscode.ExtensionContext): Promise<CodeFeatures> {
  await loadMessages();
  const documents = new ParsedDocuments(context.extensionUri);
  context.subscriptions.push(documents);
  const choice = new SnippetChoice(context.globalState);
  const fitter = new SnippetFitter(documents);
  return {
    hover: new FocalHover(documents),
    completion: new SnippetCompletion(documents, choice, fitter),
    insertSnippet: (argument) => insertSnippet(argument, choice, fitter),
  };
}
