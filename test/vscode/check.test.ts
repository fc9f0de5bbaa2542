import { assert } from 'chai';
import * as vscode from 'vscode';
import type { Report } from '../../src/check/report/report';

/** Runs *Focal Loss: Check Tensors* like the Explorer's context menu. */
async function check(...files: string[]): Promise<Report | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'the example workspace is not open');
  const uris = files.map((file) => vscode.Uri.joinPath(folder, file));
  return vscode.commands.executeCommand<Report | undefined>('focalLoss.checkTensors', uris[0], uris);
}

/** Counts tabs with a label. It waits, since the extension host hears of a tab a little later than of its panel. */
async function tabsWithLabel(label: string): Promise<number> {
  const count = () =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => tab.label === label).length;
  if (count() === 0) {
    await new Promise<void>((resolve) => {
      const subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
        if (count() === 0) {
          return;
        }
        subscription.dispose();
        resolve();
      });
    });
  }
  return count();
}

function assertClose(actual: number | null | undefined, expected: number): void {
  assert.ok(typeof actual === 'number', `there is no value, expected ${expected}`);
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.abs(expected), `${actual}, expected ${expected}`);
}

describe('Focal Loss: Check Tensors', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  // The expected sums were computed with PyTorch 1.13 in float64: binary_cross_entropy_with_logits, cross_entropy and
  // torchvision 0.14's sigmoid_focal_loss.
  it('reports an NPZ file in a panel', async () => {
    const report = await check('data/focal_epoch16.npz');
    assert.ok(report);
    assert.deepEqual(report.parameters, { alpha: 0.25, gamma: 2, reduction: 'meanOverPositives' });
    assert.strictEqual(report.counts.elements, 61440);
    assert.strictEqual(report.counts.positives, 155);
    assertClose(report.losses.crossEntropy.sum, 827.6802823806624);
    assertClose(report.losses.focal.sum, 19.483376248385994);
    assertClose(report.losses.focal.meanOverPositives, 0.1256992016024903);
    assert.strictEqual(await tabsWithLabel('Check: focal_epoch16.npz'), 1);
  });

  it('reports a JSON file with its own α and γ', async () => {
    const report = await check('data/focal_one_canvas.json');
    assert.ok(report);
    assert.deepEqual([report.parameters.alpha, report.parameters.gamma], [0.25, 2]);
    assert.strictEqual(report.counts.elements, 3072);
    assertClose(report.losses.crossEntropy.sum, 44.39147146737408);
    assertClose(report.losses.focal.sum, 1.4344946918385213);
  });

  it('finds the partner of a single NPY file', async () => {
    const report = await check('data/focal_logits.npy');
    assert.ok(report);
    assert.deepEqual(
      report.inputs.map(({ role, array }) => [role, array]),
      [
        ['logits', 'focal_logits'],
        ['targets', 'focal_targets'],
      ],
    );
    assertClose(report.losses.focal.sum, 19.483376248385994);
  });

  it('takes two files selected together as a pair', async () => {
    const report = await check('data/cross_entropy_targets.npy', 'data/cross_entropy_logits.npy');
    assert.ok(report);
    assert.strictEqual(report.inputs[0]?.array, 'cross_entropy_logits');
  });

  it('interprets index targets with (N, K) logits as a softmax', async () => {
    const report = await check('data/digit_classifier.npz');
    assert.ok(report);
    assert.strictEqual(report.interpretation.link, 'softmax');
    assert.strictEqual(report.counts.elements, 5099);
    assertClose(report.losses.crossEntropy.sum, 150.00882536558302);
  });

  it('shows one panel for a file that is checked several times', async () => {
    await check('data/focal_epoch1.npz');
    await check('data/focal_epoch1.npz');
    assert.strictEqual(await tabsWithLabel('Check: focal_epoch1.npz'), 1);
  });

  for (const file of ['truncated.npy', 'logits_without_targets.npz', 'strings.json', 'shape_mismatch.npz']) {
    it(`gives no report of broken/${file}, and stays usable`, async () => {
      assert.strictEqual(await check(`broken/${file}`), undefined);
      assert.ok(await check('data/focal_one_canvas.json'));
    });
  }

  it('reports values that are not finite', async () => {
    const report = await check('broken/not_finite.npz');
    assert.strictEqual(report?.counts.nonFinite, 2);
    assert.ok(report?.findings.some(({ severity }) => severity === 'error'));
  });
});
