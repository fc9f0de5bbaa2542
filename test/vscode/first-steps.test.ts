import { assert } from 'chai';
import * as vscode from 'vscode';
import type { Report } from '../../src/check/report/report';

describe('first steps', () => {
  before(activated);

  it('opens a copy of the example code, which keeps what is written into it', async () => {
    await vscode.commands.executeCommand('focalLoss.openExampleCode');
    const copy = vscode.window.activeTextEditor?.document;
    const extension = vscode.extensions.getExtension('focal-loss.focal-loss');
    assert.ok(extension && copy);
    const original = vscode.Uri.joinPath(extension.extensionUri, 'examples', 'train.py');
    assert.strictEqual(
      copy.getText(),
      new TextDecoder().decode(await vscode.workspace.fs.readFile(original)),
    );
    assert.notStrictEqual(copy.uri.toString(), original.toString());

    await vscode.workspace.fs.writeFile(copy.uri, new TextEncoder().encode('mine = 1\n'));
    await vscode.commands.executeCommand('focalLoss.openExampleCode');
    const stored = await vscode.workspace.fs.readFile(copy.uri);
    assert.strictEqual(new TextDecoder().decode(stored), 'mine = 1\n');
    await vscode.workspace.fs.delete(copy.uri);
  });

  it('checks the example', async () => {
    const report = await vscode.commands.executeCommand<Report>('focalLoss.checkExample');
    // examples/README.md: all anchors of 20 held-out canvases.
    assert.strictEqual(report.counts.elements, 61_440);
    assert.deepEqual(report.findings, []);
  });
});

describe('the settings of α', () => {
  before(activated);
  const configuration = () => vscode.workspace.getConfiguration('focalLoss');
  const set = (key: string, value: unknown) =>
    configuration().update(key, value, vscode.ConfigurationTarget.Workspace);
  afterEach(async () => {
    await set('useAlpha', undefined);
    await set('alpha', undefined);
  });

  it('switch α off for snippets and checks', async () => {
    await set('useAlpha', false);
    const report = await vscode.commands.executeCommand<Report>('focalLoss.checkExample');
    assert.strictEqual(report.parameters.alpha, 0.25, 'an open report keeps its parameters');
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: '' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('focalLoss.insertSnippet', { snippet: 'pytorch-focal-loss' });
    assert.include(document.getText(), 'alpha: Optional[float] = None');
  });

  it('take a null of an earlier version for α switched off', async () => {
    await set('alpha', null);
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: '' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('focalLoss.insertSnippet', { snippet: 'pytorch-focal-loss' });
    assert.include(document.getText(), 'alpha: Optional[float] = None');
  });
});

/** Waits for activation: a command activates the extension, but a setting does not. */
async function activated(): Promise<void> {
  await vscode.extensions.getExtension('focal-loss.focal-loss')?.activate();
}
