import * as vscode from 'vscode';
import { ParameterError } from '../check/input/parameters';
import { languageOf, type Messages, messagesIn } from '../messages/messages';
import { TensorFileError } from '../tensor/tensor-file';

/** All sentences in the display language of VS Code. */
export function messages(): Messages {
  return messagesIn(languageOf(vscode.env.language));
}

/** What went wrong, in the display language where the error has facts. */
export function errorText(error: unknown): string {
  if (error instanceof TensorFileError || error instanceof ParameterError) {
    return error.text(messages().errors);
  }
  return error instanceof Error ? error.message : String(error);
}
