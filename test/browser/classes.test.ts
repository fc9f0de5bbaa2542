import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from './accessibility';
import { VSCodeWindow } from './vscode-window';

const CLASSES = 60;
const ROWS = 120;

/** Labels in a fixed pattern. Class 0 is told apart without an error, class 1 always taken for its opposite. */
function multiLabelData() {
  const targets = Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: CLASSES }, (_, index) => ((row * (index + 3)) % (2 * index + 4) === 0 ? 1 : 0)),
  );
  const logits = targets.map((labels, row) =>
    labels.map((label, index) => {
      const wobble = ((row * 7 + index * 13) % 19) / 5 - 1.9;
      const side = index === 1 ? 1 - 2 * label : 2 * label - 1;
      return Number((index < 2 ? 3 * side : 0.7 * side + wobble - 1).toFixed(3));
    }),
  );
  return { logits, targets };
}

describe('the page of the classes', () => {
  let window: VSCodeWindow;
  let page: Frame;

  beforeAll(async () => {
    window = await VSCodeWindow.open({ name: 'classes', theme: 'dark', height: 1400 });
    await writeFile(join(window.folder, 'labels.json'), JSON.stringify(multiLabelData()));
    const names = Array.from({ length: CLASSES }, (_, index) => (index === 0 ? 'heron' : `bird ${index}`));
    await writeFile(join(window.folder, 'classes.txt'), `${names.join('\n')}\n`);
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('labels.json');
    page = await window.webview('focal-report-view');
    await page.getByRole('button', { name: 'Classes', exact: true }).click();
  });
  afterAll(() => window.close());

  it('lists the classes by their names, the worst first', async () => {
    await page.getByText('Names from classes.txt.').waitFor();
    await page.getByText(`1 to 50 of ${CLASSES} classes`).waitFor();
    const first = page.locator('focal-classes-table tbody tr').first();
    expect(await first.getByRole('rowheader').textContent()).toContain('bird');
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText(`51 to ${CLASSES} of ${CLASSES} classes`).waitFor();
  });

  it('finds a class, and shows its scores and its hardest examples', async () => {
    await page.getByRole('textbox', { name: 'Search classes' }).fill('heron');
    await page.getByText('1 to 1 of 1 class', { exact: true }).waitFor();
    const cells = await page
      .locator('focal-classes-table tbody tr')
      .first()
      .getByRole('cell')
      .allTextContents();
    // Every fourth of 120 rows has the label, and all of them lie above every other row.
    expect(cells[0]?.trim()).toBe('30');
    expect(cells[3]?.trim()).toMatch(/^1\.000/);
    await page.getByRole('button', { name: 'heron', exact: true }).click();
    await page.getByRole('heading', { name: 'Scores of heron' }).waitFor();
    await page.getByRole('region', { name: 'Examples of heron with the largest cross-entropy' }).waitFor();
    await page.getByRole('heading', { name: 'Reliability of the probabilities of heron' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('shows the same class after the window is reloaded', async () => {
    await window.reload();
    page = await window.webview('focal-classes-view');
    await page.getByText('1 to 1 of 1 class', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Scores of heron' }).waitFor();
  });
});
