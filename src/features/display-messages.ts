import * as vscode from 'vscode';
import { languageOf, type Messages, messagesIn } from '../messages/messages';

/** All sentences in VS Code's display language. */
export function displayMessages(): Messages {
  return messagesIn(languageOf(vscode.env.language));
}
