import { assert } from 'chai';
import * as vscode from 'vscode';
import type { FocalLossApi } from '../../src/extension';
import type { ViewerApi } from '../../src/features/viewer/register-viewer';
import type { Shown } from '../../src/protocol/viewer';
import { npyBytes } from '../reference/npy';

function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the example workspace is not open');
  return vscode.Uri.joinPath(folder, path);
}

describe('the tensor viewer', () => {
  let viewer: ViewerApi;

  const open = async (uri: vscode.Uri): Promise<Shown> => {
    // The same command as a click in the Explorer.
    await vscode.commands.executeCommand('vscode.open', uri);
    const shown = await viewer.shown(uri);
    assert.ok(shown, `${uri.path} is not open in the tensor viewer`);
    return shown;
  };

  before(async () => {
    const extension = vscode.extensions.getExtension<FocalLossApi>('focal-loss.focal-loss');
    assert.ok(extension, 'the extension is not installed');
    viewer = (await extension.activate()).viewer;
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens an NPZ file and shows its first array', async () => {
    const uri = fileUri('data/digit_classifier.npz');
    const shown = await open(uri);
    assert.ok(shown.state === 'table');
    assert.deepEqual(shown.arrays, ['logits', 'targets']);
    assert.strictEqual(shown.array, 'logits');
    // Values printed by NumPy.
    assert.deepEqual(shown.cells[0]?.slice(0, 3), ['6.112106', '-1.6437424', '-1.496338']);
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.ok(activeTab?.input instanceof vscode.TabInputCustom);
    assert.strictEqual(activeTab.input.viewType, 'focalLoss.tensorViewer');
  });

  it('shows a deflated array', async () => {
    const shown = await open(fileUri('data/focal_epoch1.npz'));
    assert.ok(shown.state === 'table');
    assert.deepEqual(shown.cells.slice(0, 3), [['-4.074783'], ['-4.1156807'], ['-4.0955653']]);
  });

  it('shows array, place, expectation and finding for a truncated file', async () => {
    const shown = await open(fileUri('broken/truncated.npy'));
    assert.ok(shown.state === 'failed');
    assert.match(
      shown.message,
      /^broken\/truncated\.npy, array "truncated", byte \d+: .* needs \d+ bytes .* but \d+ follow/,
    );
  });

  it('reads a file again after a change on disk, and shows when it was deleted', async () => {
    const uri = fileUri('written_by_test.npy');
    await vscode.workspace.fs.writeFile(uri, npyBytes('|u1', [3], Uint8Array.of(1, 2, 3).buffer));
    await open(uri);
    // VS Code may notice the new file only now, so that it is read twice.
    const first = await until(uri, (shown) => shown?.state === 'table');
    assert.ok(first?.state === 'table');
    assert.deepEqual(first.cells, [['1'], ['2'], ['3']]);

    await vscode.workspace.fs.writeFile(uri, npyBytes('|u1', [2], Uint8Array.of(9, 8).buffer));
    const changed = await until(uri, (shown) => shown?.state === 'table' && shown.cells.length === 2);
    assert.ok(changed?.state === 'table');
    assert.deepEqual(changed.cells, [['9'], ['8']]);

    await vscode.workspace.fs.delete(uri);
    const gone = await until(uri, (shown) => shown?.state === 'failed' || shown === undefined);
    // VS Code closes the editor itself when VS Code deleted the file.
    if (gone !== undefined) {
      assert.ok(gone.state === 'failed');
      assert.include(gone.message, 'written_by_test.npy');
    }
  });

  /** Waits until the viewer shows the wanted state: VS Code notices a change on disk some time later. */
  async function until(
    uri: vscode.Uri,
    wanted: (shown: Shown | undefined) => boolean,
  ): Promise<Shown | undefined> {
    for (;;) {
      const shown = await viewer.shown(uri);
      if (wanted(shown)) {
        return shown;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});
