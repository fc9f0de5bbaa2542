import type * as vscode from 'vscode';
import { Examples } from './examples';
import { openTerminal } from './open-terminal';

/** The first steps of a user, where the extension host is Node. */
export function firstSteps(context: vscode.ExtensionContext) {
  return { examples: new Examples(context), openTerminal: () => openTerminal(context) };
}
