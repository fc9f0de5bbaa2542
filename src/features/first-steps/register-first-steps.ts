import * as vscode from 'vscode';
import type { Examples } from './examples';

/** Registers the walkthrough's command and those of its steps. */
export function registerFirstSteps(
  context: vscode.ExtensionContext,
  examples: () => Promise<Examples>,
): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('focalLoss.openWalkthrough', () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${context.extension.id}#focalLoss.firstSteps`,
      ),
    ),
    vscode.commands.registerCommand('focalLoss.openExampleCode', async () => (await examples()).openCode()),
    vscode.commands.registerCommand('focalLoss.checkExample', async () => (await examples()).checkTensors()),
    vscode.commands.registerCommand('focalLoss.openExamples', async () => (await examples()).openWorkspace()),
  );
}
