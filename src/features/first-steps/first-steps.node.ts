import type * as vscode from 'vscode';
import { createExamples } from './examples';
import { openTerminal } from './open-terminal';

/** The first steps of a user, where the extension host is Node. */
export async function firstSteps(context: vscode.ExtensionContext) {
  return { examples: await createExamples(context), openTerminal: () => openTerminal(context) };
}
