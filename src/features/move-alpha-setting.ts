import * as vscode from 'vscode';

/**
 * Moves a `"focalLoss.alpha": null` of version 0.1 to `"focalLoss.useAlpha": false`, which the settings page can show and
 * change. Where the settings cannot be written, null stays and still switches α off.
 */
export async function moveAlphaSetting(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('focalLoss');
  const { globalValue, workspaceValue } = configuration.inspect('alpha') ?? {};
  for (const [value, target] of [
    [globalValue, vscode.ConfigurationTarget.Global],
    [workspaceValue, vscode.ConfigurationTarget.Workspace],
  ] as const) {
    if (value === null) {
      await configuration.update('useAlpha', false, target);
      await configuration.update('alpha', undefined, target);
    }
  }
}
