import * as vscode from 'vscode';
import type { TensorFeatures } from '../tensor-features';

/** Registers *Choose Alpha and Gamma…* and *What a Score Means*, and the restoring of their tabs after a reload. */
export function registerAnswers(
  context: vscode.ExtensionContext,
  tensors: () => Promise<TensorFeatures>,
): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('focalLoss.chooseParameters', async (labels?: vscode.Uri) =>
      (await tensors()).answers.choose(labels),
    ),
    vscode.commands.registerCommand('focalLoss.scoreMeaning', async () =>
      (await tensors()).answers.meaning(),
    ),
    vscode.window.registerWebviewPanelSerializer('focalLoss.answers', {
      deserializeWebviewPanel: async (panel, state: unknown) =>
        (await tensors()).answers.restore(panel, state),
    }),
  );
}
