// Takes the pictures of README, docs and walkthrough from the running extension: npm run screenshots
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root, say } from '../harness/steps.mjs';
import { type Theme, VSCodeWindow } from './vscode-window';
import { saveAsWebp } from './webp';

interface Picture {
  /** Path in the checkout, without theme and extension. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  /** Prepares the window for the picture. */
  readonly show: (window: VSCodeWindow) => Promise<void>;
  /** Selector of the part of the window to take. Default: all of it. */
  readonly part?: string;
}

const THEMES: readonly Theme[] = ['light', 'dark'];

/** VS Code shows the pictures of a walkthrough some 600 pixels wide. */
const WALKTHROUGH = { width: 1000, height: 640, scale: 1, part: '.part.editor' };

/** A loss whose α reaches the negatives. */
const REVERSED_LOSS = `import torch
import torch.nn as nn
import torch.nn.functional as F


class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha = torch.tensor([alpha, 1 - alpha])
        self.gamma = gamma

    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(
            logits, targets, reduction="none")
        alpha_t = self.alpha[targets.long()]
        p_t = torch.exp(-ce)
        loss = alpha_t * (1 - p_t) ** self.gamma * ce
        return loss.mean()
`;

const pictures: readonly Picture[] = [
  { path: 'docs/images/plot', width: 1280, height: 760, scale: 1.25, show: showPlot },
  { path: 'docs/images/loss-plot', width: 1280, height: 760, scale: 1.25, show: showLossPlot },
  { path: 'docs/images/problems', width: 1280, height: 760, scale: 1.25, show: showProblems },
  { path: 'docs/images/report', width: 1280, height: 960, scale: 1.25, show: showReport },
  { path: 'docs/images/viewer', width: 1280, height: 900, scale: 1.25, show: showViewer },
  { path: 'media/walkthrough/plot', ...WALKTHROUGH, show: showPlot },
  { path: 'media/walkthrough/hover', ...WALKTHROUGH, width: 850, show: showHover },
  { path: 'media/walkthrough/lint', ...WALKTHROUGH, width: 850, height: 760, show: showFixes },
  { path: 'media/walkthrough/check', ...WALKTHROUGH, show: showReport },
  { path: 'media/walkthrough/insert', ...WALKTHROUGH, show: showCompletion },
];

const [only = ''] = process.argv.slice(2);
for (const { path, width, height, scale, show, part } of pictures.filter(({ path }) =>
  path.startsWith(only),
)) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  const name = `picture-${path.replaceAll('/', '-')}`;
  const window = await VSCodeWindow.open({ name, width, height, scale });
  try {
    for (const theme of THEMES) {
      await window.setTheme(theme);
      await show(window);
      // Waits until the charts are redrawn and the colours have faded over.
      await window.page.waitForTimeout(1000);
      await saveAsWebp(window.page, join(root, `${path}-${theme}.webp`), part);
      say(`${path}-${theme}.webp`);
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

async function showProblems(window: VSCodeWindow): Promise<void> {
  const isShown = (await window.page.locator('.tab', { hasText: 'loss.py' }).count()) > 0;
  if (!isShown) {
    await writeFile(join(window.folder, 'loss.py'), REVERSED_LOSS);
    await window.openText('loss.py');
    // VS Code asks for no lens of an editor that loses the focus at once.
    await window.page.locator('.codelens-decoration').first().waitFor();
    await window.runCommand('View: Focus Problems');
  }
  await window.page.locator('.markers-panel').getByText('alpha-on-negatives').waitFor();
}

async function showFixes(window: VSCodeWindow): Promise<void> {
  // The menu of the theme before is still open.
  await window.page.keyboard.press('Escape');
  await showProblems(window);
  await closeSideBar(window);
  const problem = window.page.locator('.markers-panel .monaco-list-row', { hasText: 'alpha-on-negatives' });
  await problem.first().dblclick();
  await window.page.locator('.cursors-layer.has-selection').waitFor({ state: 'attached' });
  await window.page.keyboard.press('Control+.');
  await window.page.getByText('Ignore alpha-on-negatives').waitFor();
}

async function showLossPlot(window: VSCodeWindow): Promise<void> {
  const isShown = (await window.page.locator('.tab', { hasText: 'loss.py' }).count()) > 0;
  if (!isShown) {
    await writeFile(join(window.folder, 'loss.py'), REVERSED_LOSS);
    await window.openText('loss.py');
    await closeSideBar(window);
    await window.plotByLens();
  }
  const page = await window.webview('focal-loss-plot-page');
  await page.locator('focal-loss-chart svg.focal-plot').nth(1).waitFor();
}

/** Gives its room to the code, and to a hover, whose left edge it would cover. */
async function closeSideBar(window: VSCodeWindow): Promise<void> {
  const sideBar = window.page.locator('.part.sidebar');
  if (await sideBar.isVisible()) {
    await window.runCommand('View: Toggle Primary Side Bar Visibility');
    await sideBar.waitFor({ state: 'hidden' });
  }
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
  // The hover of the theme before is still open.
  await window.page.keyboard.press('Escape');
  await window.openText('train.py');
  await closeSideBar(window);
  // The lens moves the lines below it; in the second theme the editor is scrolled past it.
  await window.page.locator('.codelens-decoration').first().waitFor({ state: 'attached' });
  const text = await readFile(join(window.folder, 'train.py'), 'utf8');
  const lines = text.slice(0, text.indexOf('gamma', text.indexOf('sigmoid_focal_loss(logits'))).split('\n');
  // By the keyboard, since the end of the line may lie outside a small window.
  await window.page.keyboard.press('Control+G');
  await window.page.keyboard.type(`${lines.length}:${(lines.at(-1)?.length ?? 0) + 2}`);
  await window.page.keyboard.press('Enter');
  await window.page.keyboard.press('Control+K');
  await window.page.keyboard.press('Control+I');
  await window.page.locator('.monaco-hover img').first().waitFor();
}

async function showCompletion(window: VSCodeWindow): Promise<void> {
  await writeFile(join(window.folder, 'loss.py'), 'import torch\n\n\n');
  await window.openText('loss.py');
  await window.page.keyboard.press('Control+End');
  await window.page.keyboard.type('focal', { delay: 50 });
  await window.page
    .locator('.suggest-widget.visible .monaco-list-row', { hasText: 'focal loss' })
    .first()
    .waitFor();
}
