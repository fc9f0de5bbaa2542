import * as vscode from 'vscode';
import { languageOf, type Messages, messagesIn } from '../messages/messages';
import { errorTextIn } from '../messages/problem-error';

/** All sentences in the display language of VS Code. */
export function messages(): Messages {
  return messagesIn(languageOf(vscode.env.language));
}

/** Says what went wrong, in the display language where the error has facts. */
export function errorText(error: unknown): string {
  return errorTextIn(error, messages());
}
