import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from './accessibility';
import { VSCodeWindow } from './vscode-window';

/** A loss whose α reaches the negatives and whose logarithm overflows: two faults that the plot must show. */
const LOSS = `import torch
import torch.nn as nn


class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha = torch.tensor([alpha, 1 - alpha])
        self.gamma = gamma

    def forward(self, logits, targets):
        p = torch.sigmoid(logits)
        p_t = torch.where(targets == 1, p, 1 - p)
        alpha_t = self.alpha[targets.long()]
        return (-alpha_t * (1 - p_t) ** self.gamma * torch.log(p_t)).mean()
`;

/** Time limit for the page, which shares the machine with VS Code. */
const patience = { timeout: 30_000 };

const gammaField = (page: Frame): Locator => page.getByRole('spinbutton', { name: 'γ' });

/** The number that the table has for x = 1: code and paper of the positives, then of the negatives. */
async function lossAtOne(page: Frame): Promise<number[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '1', exact: true }) });
  const cells = await row.first().getByRole('cell').allInnerTexts();
  return cells.map((text) => Number(text.replaceAll('−', '-')));
}

/** Equation 5 of Lin et al. 2017, as it is printed. */
function focalLoss(probability: number, alpha: number, gamma: number): number {
  return -alpha * (1 - probability) ** gamma * Math.log(probability);
}

describe('Focal Loss: Plot This Loss', () => {
  let window: VSCodeWindow;
  let page: Frame;
  const p = 1 / (1 + Math.exp(-1));

  beforeAll(async () => {
    window = await VSCodeWindow.open({ name: 'loss-plot', width: 1600, height: 1000 });
    await writeFile(join(window.folder, 'loss.py'), LOSS);
    await window.openText('loss.py');
    page = await window.plotByLens(
      window.page.locator('.codelens-decoration', { hasText: 'α reaches the negatives' }),
    );
    await page.getByText('Table', { exact: true }).click();
  });

  afterAll(() => window?.close());

  it('draws the function of the code beside that of the paper', async () => {
    await expect.poll(() => lossAtOne(page), patience).toHaveLength(4);
    const [positives, paperOfPositives, negatives, paperOfNegatives] = await lossAtOne(page);
    expect(positives).toBeCloseTo(focalLoss(p, 0.75, 2), 4);
    expect(paperOfPositives).toBeCloseTo(focalLoss(p, 0.25, 2), 4);
    expect(negatives).toBeCloseTo(focalLoss(1 - p, 0.25, 2), 4);
    expect(paperOfNegatives).toBeCloseTo(focalLoss(1 - p, 0.75, 2), 4);
    await page.getByText('Positives: this code gives 3 times the loss of the paper.').waitFor();
    await page.getByText('α reaches the negatives (line 8)').click();
    await window.page.getByText('Ln 8, Col 1').waitFor(patience);
    expect(await page.locator('focal-loss-chart svg.focal-plot').count()).toBe(2);
  });

  it('marks where the code is not finite', async () => {
    await page
      .getByText(/Positives: the loss is NaN|Negatives: the loss is ∞/)
      .first()
      .waitFor();
  });

  it('runs the code with the γ of the slider', async () => {
    await gammaField(page).fill('1');
    await expect.poll(async () => (await lossAtOne(page))[0], patience).toBeCloseTo(focalLoss(p, 0.75, 1), 4);
  });

  it('has no accessibility violations, in light and dark', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await window.setTheme(theme);
      await window.screenshot(`loss-plot-${theme}`);
      expect(await accessibilityViolations(page)).toEqual([]);
    }
  });

  it('follows the edits of the file', async () => {
    await writeFile(
      join(window.folder, 'loss.py'),
      (await readFile(join(window.folder, 'loss.py'), 'utf8')).replace(
        '[alpha, 1 - alpha]',
        '[1 - alpha, alpha]',
      ),
    );
    await expect.poll(async () => (await lossAtOne(page))[0], patience).toBeCloseTo(focalLoss(p, 0.25, 1), 4);
    await page.getByText('α reaches the negatives (line 8)').waitFor({ state: 'detached' });
  });

  it('is in the menu of the editor, and follows the loss to another name', async () => {
    const file = join(window.folder, 'loss.py');
    await writeFile(file, (await readFile(file, 'utf8')).replace('class FocalLoss', 'class RetinaLoss'));
    await page.getByRole('heading', { name: 'RetinaLoss' }).waitFor(patience);
    await window.page.locator('.tab', { hasText: 'Plot: RetinaLoss' }).waitFor(patience);
    await window.page.locator('.view-line', { hasText: 'torch.sigmoid' }).click({ button: 'right' });
    await window.page.getByRole('menuitem', { name: 'Plot This Loss' }).waitFor(patience);
  });
});
