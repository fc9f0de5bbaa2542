// Takes the pictures of README and docs from the running extension: npm run screenshots
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root, say } from '../harness/steps.mjs';
import { type Theme, VSCodeWindow } from './vscode-window';

interface Picture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Prepares the window for the picture. */
  readonly show: (window: VSCodeWindow) => Promise<void>;
}

const THEMES: readonly Theme[] = ['light', 'dark'];

const pictures: readonly Picture[] = [
  { name: 'plot', width: 1280, height: 760, show: showPlot },
  { name: 'report', width: 1280, height: 960, show: showReport },
  { name: 'viewer', width: 1280, height: 900, show: showViewer },
  { name: 'hover', width: 1280, height: 900, show: showHover },
];

const folder = join(root, 'docs', 'images');
await mkdir(folder, { recursive: true });
for (const { name, width, height, show } of pictures) {
  const window = await VSCodeWindow.open({ name: `picture-${name}`, width, height, scale: 1.5 });
  try {
    for (const theme of THEMES) {
      await window.setTheme(theme);
      await show(window);
      // Waits until the charts are redrawn and the colours have faded over.
      await window.page.waitForTimeout(1000);
      await window.page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
      say(`docs/images/${name}-${theme}.png`);
    }
  } finally {
    await window.close();
  }
}

async function showPlot(window: VSCodeWindow): Promise<void> {
  await window.runCommand('Focal Loss: Plot');
  const page = await window.webview('focal-plot-page');
  await page.getByRole('slider', { name: 'Crosshair' }).waitFor();
}

async function showReport(window: VSCodeWindow): Promise<void> {
  await window.runCommand('Focal Loss: Check Tensors');
  await window.pick('data/cross_entropy_epoch16.npz');
  const page = await window.webview('focal-report-view');
  await page.getByRole('rowheader', { name: 'CE', exact: true }).waitFor();
}

async function showViewer(window: VSCodeWindow): Promise<void> {
  await window.openFile('data/digit_classifier.npz');
  const page = await window.webview('focal-viewer-page');
  await page.getByRole('gridcell').first().waitFor();
  await page.locator('dt:text-is("Mean") + dd').waitFor();
}

async function showHover(window: VSCodeWindow): Promise<void> {
  await window.openText('train.py');
  const line = window.page.locator('.view-line', { hasText: 'sigmoid_focal_loss(logits' });
  await line.getByText('gamma').hover();
  await window.page.locator('.monaco-hover img').first().waitFor();
}
