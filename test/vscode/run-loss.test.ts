import { assert } from 'chai';
import * as vscode from 'vscode';
import type { CrossCheck } from '../../src/check/report/cross-check';
import type { Evaluation, Report } from '../../src/check/report/report';

const CODE = `import torch
import torch.nn.functional as F


def focal_loss(inputs, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
    p_t = torch.exp(-ce)
    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
    return (alpha_t * (1 - p_t) ** gamma * ce).sum()
`;

describe('a loss of the workspace on the tensors of a report, and TensorFlow.js', () => {
  let file: vscode.Uri;
  before(async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, 'the example workspace is not open');
    file = vscode.Uri.joinPath(folder, 'loss_of_the_test.py');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(CODE));
    const tensors = vscode.Uri.joinPath(folder, 'data/focal_epoch16.npz');
    const report = await vscode.commands.executeCommand<Report | undefined>(
      'focalLoss.checkTensors',
      tensors,
      [tensors],
    );
    assert.strictEqual(report?.counts.elements, 61440);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(file);
  });

  it('has its value and gradient beside those of the formula', async () => {
    const loss = { uri: file.toString(), name: 'focal_loss', place: 0 };
    const found = await vscode.commands.executeCommand<Evaluation | undefined>('focalLoss.runLoss', loss);
    assert.ok(found, 'the loss was not run');
    assert.strictEqual(found.name, 'focal_loss');
    assert.strictEqual(found.line, 5);
    assert.strictEqual(found.outcome.kind, 'computed');
    if (found.outcome.kind === 'computed') {
      // 19.4834: torchvision's sigmoid_focal_loss in float64.
      assert.closeTo(found.outcome.value ?? 0, 19.4834, 0.001);
      assert.deepEqual(found.outcome.comparison, { kind: 'agrees' });
    }
  });

  it('agrees with TensorFlow.js, which runs beside it', async () => {
    const found = await vscode.commands.executeCommand<CrossCheck | undefined>('focalLoss.crossCheck');
    assert.ok(found, 'the report was not compared');
    assert.strictEqual(found.values, 61440);
    assert.strictEqual(found.engine?.snippet, 'tensorflowjs-focal-loss');
    assert.isTrue(found.agrees);
    assert.isBelow(found.loss?.relative.difference ?? 1, 1e-5);
    assert.isBelow(found.gradient?.relative.difference ?? 1, 1e-5);
  });
});
