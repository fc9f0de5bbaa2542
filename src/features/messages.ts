import * as vscode from 'vscode';
import { languageOf, type Messages, messagesIn } from '../messages/messages';

/** All sentences in the display language of VS Code. */
export function messages(): Messages {
  return messagesIn(languageOf(vscode.env.language));
}
