import * as vscode from 'vscode';
import type { TensorFeatures } from '../tensor-features';

/** Registers *Focal Loss: Check Tensors*: the command, and the restoring of its panels after a reload. */
export function registerCheckTensors(
  context: vscode.ExtensionContext,
  tensors: () => Promise<TensorFeatures>,
): void {
  context.subscriptions.push(
    vscode.commands.registerCommand(
      'focalLoss.checkTensors',
      async (clicked?: vscode.Uri, selected?: vscode.Uri[]) =>
        (await tensors()).command.check(clicked, selected),
    ),
    vscode.commands.registerCommand('focalLoss.runLoss', async (loss: unknown) =>
      (await tensors()).command.runLoss(loss),
    ),
    vscode.commands.registerCommand('focalLoss.crossCheck', async () =>
      (await tensors()).command.crossCheck(),
    ),
    vscode.commands.registerCommand('focalLoss.explainLoss', async () =>
      (await tensors()).command.explainLoss(),
    ),
    vscode.commands.registerCommand('focalLoss.explainTerminalSelection', async () =>
      (await tensors()).command.explainTerminalSelection(),
    ),
    vscode.window.registerWebviewPanelSerializer('focalLoss.report', {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await tensors()).command.restore(panel, state),
    }),
  );
}
