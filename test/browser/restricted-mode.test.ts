import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VSCodeWindow } from './vscode-window';

const LOSS = `import torch

def focal_loss(x, y, gamma=2.0):
    p_t = torch.where(y == 1, torch.sigmoid(x), torch.sigmoid(-x))
    return -((1 - p_t) ** gamma * torch.log(p_t)).mean()
`;

const LOSS_OF_CLASSES = `import torch
import torch.nn.functional as F

def class_focal_loss(x, y, gamma=2.0):
    ce = F.cross_entropy(x, y, reduction="none")
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`;

describe('in Restricted Mode', () => {
  let window: VSCodeWindow;

  beforeAll(async () => {
    window = await VSCodeWindow.open({
      name: 'restricted-mode',
      restricted: true,
      files: { 'loss.py': LOSS, 'classes.py': LOSS_OF_CLASSES },
    });
  });
  afterAll(() => window.close());

  it('VS Code restricts the window', async () => {
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  });

  it('the viewer opens', async () => {
    await window.openFile('data/digit_classifier.npz');
    const page = await window.webview('focal-viewer-page');
    await page.getByRole('gridcell').first().waitFor();
  });

  it('tensors are checked', async () => {
    await window.runCommand('Focal Loss: Check Tensors');
    const page = await window.webview('focal-report-view');
    await page.getByText('5,099').first().waitFor();
  });

  it('a loss of the workspace is run on them', async () => {
    const page = await window.webview('focal-report-view');
    await page.getByRole('button', { name: 'Run a loss of the workspace on these tensors…' }).click();
    await window.pick('class_focal_loss');
    await page
      .getByText(/^class_focal_loss of the code \(classes\.py/)
      .first()
      .waitFor();
    await page.getByRole('rowheader', { name: /^loss, / }).waitFor();
  });

  it('the plot opens', async () => {
    await window.runCommand('Focal Loss: Plot');
    const page = await window.webview('focal-plot-page');
    await page.getByRole('slider', { name: 'Crosshair' }).waitFor();
  });

  it('code is explained and inserted', async () => {
    await window.openText('train.ts');
    // The lens moves the lines below it.
    await window.page.locator('.codelens-decoration').first().waitFor();
    await window.page.locator('.view-line', { hasText: 'alpha = 0.25' }).getByText('alpha').first().hover();
    await window.page.locator('.monaco-hover', { hasText: '0.75' }).first().waitFor();
    await window.page.keyboard.press('Escape');
    await window.page.keyboard.press('Control+End');
    await window.runCommand('Focal Loss: Insert Snippet');
    await window.pick('softmaxFocalLoss');
    await window.page.locator('.view-line', { hasText: 'function softmaxFocalLoss' }).waitFor();
  });

  it('the walkthrough shows its pictures', async () => {
    await window.runCommand('Focal Loss: Open Walkthrough');
    const picture = window.page.locator('.getting-started-media img');
    await picture.waitFor();
    const isLoaded = () => picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth > 0);
    await expect.poll(isLoaded, { timeout: 10_000 }).toBe(true);
  });

  it('a loss in the code is run and plotted', async () => {
    await window.openText('loss.py');
    const page = await window.plotByLens();
    await page.locator('focal-loss-chart svg.focal-plot').first().waitFor();
  });
});
