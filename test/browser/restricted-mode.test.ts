import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VSCodeWindow } from './vscode-window';

describe('in Restricted Mode', () => {
  let window: VSCodeWindow;

  beforeAll(async () => {
    window = await VSCodeWindow.open({ name: 'restricted-mode', restricted: true });
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

  it('the plot opens', async () => {
    await window.runCommand('Focal Loss: Plot');
    const page = await window.webview('focal-plot-page');
    await page.getByRole('slider', { name: 'Crosshair' }).waitFor();
  });

  it('code is explained and inserted', async () => {
    await window.openText('train.ts');
    await window.page.locator('.view-line', { hasText: 'alpha = 0.25' }).getByText('alpha').first().hover();
    await window.page.locator('.monaco-hover img').first().waitFor();
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
});
