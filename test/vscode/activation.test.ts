import { assert } from 'chai';
import * as vscode from 'vscode';

describe('activation', () => {
  it('provides every command of the manifest', async () => {
    const extension = vscode.extensions.getExtension('focal-loss.focal-loss');
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    const declared: { command: string }[] = extension.packageJSON.contributes.commands;
    const provided = await vscode.commands.getCommands(true);
    // A browser has no terminals; the manifest hides the command there.
    const absent = 'WorkerGlobalScope' in globalThis ? ['focalLoss.openTerminal'] : [];
    const missing = declared.map(({ command }) => command).filter((command) => !provided.includes(command));
    assert.deepEqual(missing, absent);
  });
});
