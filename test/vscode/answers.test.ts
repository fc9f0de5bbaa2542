import { assert } from 'chai';
import * as vscode from 'vscode';
import type { ClassCounts } from '../../src/labels/class-counts';

function answerTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('focalLoss.answers'),
    );
}

/** Waits until so many tabs have an answer. */
async function tabsAre(count: number): Promise<void> {
  while (answerTabs().length !== count) {
    await new Promise<void>((resolve) => {
      const listener = vscode.window.tabGroups.onDidChangeTabs(() => {
        listener.dispose();
        resolve();
      });
    });
  }
}

describe('answers without a report', () => {
  afterEach(() => vscode.window.tabGroups.close([...answerTabs()]));

  it('are given for the labels of a table and of a folder', async () => {
    const folder = vscode.Uri.joinPath(
      vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/'),
      'labels',
    );
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
    await write('labels.csv', 'id,label\n1,cat\n2,dog\n3,cat\n');
    await write('yolo/one.txt', '0 0.5 0.5 0.1 0.1\n1 0.5 0.5 0.1 0.1\n1 0.2 0.2 0.1 0.1\n');
    const choose = (name: string) =>
      vscode.commands.executeCommand<ClassCounts>(
        'focalLoss.chooseParameters',
        vscode.Uri.joinPath(folder, name),
      );
    assert.deepEqual((await choose('labels.csv')).classes, [
      { name: 'cat', count: 2 },
      { name: 'dog', count: 1 },
    ]);
    assert.deepEqual((await choose('yolo')).classes, [
      { name: '0', count: 1 },
      { name: '1', count: 2 },
    ]);
    await tabsAre(2);
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  it('say what a score means', async () => {
    await vscode.commands.executeCommand('focalLoss.scoreMeaning');
    await tabsAre(1);
  });
});
