import * as vscode from 'vscode';
import { languageOf, type Messages, messagesIn } from '../messages/messages';
import { errorTextIn } from '../messages/problem-error';

let loaded: Messages | undefined;

/** Loads the sentences. Await it before anything else of a feature is made. */
export async function loadMessages(): Promise<void> {
  loaded = await messagesIn(languageOf(vscode.env.language));
}

/** All sentences in the display language of VS Code. @throws Error before they are loaded */
export function messages(): Messages {
  if (loaded === undefined) {
    throw new Error('the messages are not loaded yet');
  }
  return loaded;
}

/** Says what went wrong, in the display language where the error has facts. */
export function errorText(error: unknown): string {
  return errorTextIn(error, messages());
}
