import type * as vscode from 'vscode';
import { registerHover } from './hover/register-hover';
import { ParsedDocuments } from './parsed-documents';
import { registerSnippets } from './snippets/register-snippets';

/** Everything that reads training code in the editor; it shares one cache of parse trees. */
export function registerCode(context: vscode.ExtensionContext): void {
  const documents = new ParsedDocuments(context.extensionUri);
  context.subscriptions.push(documents, registerHover(documents), registerSnippets(context, documents));
}
