import * as vscode from 'vscode';
import { languageOf, type Messages, messagesIn } from '../messages/messages';
import { ProblemError } from '../messages/problem-error';

/** All sentences in the display language of VS Code. */
export function messages(): Messages {
  return messagesIn(languageOf(vscode.env.language));
}

/** Says what went wrong, in the display language where the error has facts. */
export function errorText(error: unknown): string {
  if (error instanceof ProblemError) {
    return error.text(messages().errors);
  }
  return error instanceof Error ? error.message : String(error);
}
