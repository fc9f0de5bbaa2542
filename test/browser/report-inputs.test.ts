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

let window: VSCodeWindow;

beforeAll(async () => {
  window = await VSCodeWindow.open({ name: 'report-inputs', height: 1600 });
});
afterAll(() => window.close());

describe('a file with several arrays', () => {
  it('asks for the arrays once, and again on request', async () => {
    const arrays = { scores: [-2, 1, 0.5], outputs: [2.5, -1, 3], targets: [0, 1, 1] };
    await writeFile(join(window.folder, 'several.json'), JSON.stringify(arrays));
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('several.json');
    await window.pick('outputs');
    const report = await window.webview('focal-report-view');
    const checked = report
      .getByRole('row')
      .filter({ has: report.getByRole('rowheader', { name: 'logits', exact: true }) })
      .getByRole('cell')
      .first();
    await expect.poll(() => checked.textContent(), { timeout: 20_000 }).toBe('outputs');
    await report.getByRole('button', { name: 'Use other arrays…' }).click();
    await window.pick('scores');
    await window.pick('targets');
    await expect.poll(() => checked.textContent(), { timeout: 20_000 }).toBe('scores');
    expect(await accessibilityViolations(report)).toEqual([]);
    await window.screenshot('report-arrays');
  });
});

describe('the reading of class indices', () => {
  let report: Frame;

  beforeAll(async () => {
    await window.closeEditors();
    await window.setTheme('high contrast light');
    // The matrix has as many examples as classes, so that either axis may be the class axis.
    const rows = [0, 1, 2].map((row) => [0, 1, 2].map((column) => 4 * row - 3 * column));
    await writeFile(join(window.folder, 'square.json'), JSON.stringify({ logits: rows, labels: [0, 1, 2] }));
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('square.json');
    report = await window.webview('focal-report-view');
  });

  const choose = async (field: string, option: string | RegExp) => {
    await report.getByRole('combobox', { name: field }).click();
    await report.getByRole('option', { name: option }).click();
  };
  const cell = (row: string) =>
    report
      .getByRole('row')
      .filter({ has: report.getByRole('rowheader', { name: row, exact: true }) })
      .getByRole('cell')
      .first()
      .textContent();

  it('changes the class axis with a click', async () => {
    await report.getByRole('combobox', { name: 'Class axis' }).waitFor();
    // torch.nn.functional.cross_entropy(…, reduction="sum") of the matrix, then of its transpose, in float64.
    expect(await cell('CE')).toBe('9.153');
    await choose('Class axis', /^axis 0, the first/);
    await expect.poll(() => cell('CE'), { timeout: 20_000 }).toBe('12.06');
  });

  it('changes the background class with a click', async () => {
    const negatives = report.getByText('of CE from easy negatives');
    expect(await negatives.count()).toBe(0);
    await choose('Background class', 'class 1');
    await negatives.waitFor();
    await report.getByText('Class 1 is the background, as chosen.').waitFor();
  });

  it('returns from an impossible choice', async () => {
    await choose('Probabilities by', /^sigmoid/);
    await report.getByText('Sigmoid for each class, as chosen.').waitFor();
    await writeFile(
      join(window.folder, 'square.json'),
      JSON.stringify({ logits: [[1, 2, 3]], labels: [0, 1] }),
    );
    await choose('Probabilities by', /^softmax/);
    const page = await window.webview('focal-report-page');
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Back to the last report' }).click();
    await report.getByText('Sigmoid for each class, as chosen.').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});

describe('a check that fails', () => {
  beforeAll(async () => {
    await window.closeEditors();
    await window.setTheme('high contrast');
  });

  it('names the missing array and offers to choose it', async () => {
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('broken/logits_without_targets.npz');
    const page = await window.webview('focal-report-page');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('no targets');
    await page.getByRole('button', { name: 'Choose the targets…' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});

describe('the report of targets that are the wrong way round', () => {
  let report: Frame;

  beforeAll(async () => {
    await window.closeEditors();
    await window.setTheme('light');
    const logits = Array.from({ length: 200 }, (_, at) => (((at * 73) % 200) - 99.5) / 20);
    const targets = logits.map((logit) => Number(logit < 0));
    await writeFile(join(window.folder, 'data/inverted.json'), JSON.stringify({ logits, targets }));
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('data/inverted.json');
    report = await window.webview('focal-report-view');
  });

  it('folds the answers that would mislead, and shows them on demand', async () => {
    const answers = report.locator('focal-answers-view');
    await answers.getByText(/do not seem to belong together \("Labels or scores are the wrong/).waitFor();
    const card = report.locator('focal-threshold-card').getByRole('heading');
    expect(await card.isVisible()).toBe(false);
    await answers.getByText('Show it anyway').click();
    await card.waitFor();
    expect(await accessibilityViolations(report)).toEqual([]);
  });

  it('folds the ranking and the figures too, which say nothing of the model', async () => {
    const ranking = report.getByRole('heading', { name: 'Ranking', exact: true });
    expect(await ranking.isVisible()).toBe(false);
    await report.getByText('Show it anyway').last().click();
    await ranking.waitFor();
  });
});

describe('the page of the classes', () => {
  let page: Frame;

  beforeAll(async () => {
    await window.closeEditors();
    await window.setTheme('dark');
    await writeFile(join(window.folder, 'labels.json'), JSON.stringify(multiLabelData()));
    const names = Array.from({ length: CLASSES }, (_, index) => (index === 0 ? 'heron' : `bird ${index}`));
    await writeFile(join(window.folder, 'classes.txt'), `${names.join('\n')}\n`);
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('labels.json');
    page = await window.webview('focal-report-view');
    await page.getByRole('button', { name: 'Classes', exact: true }).click();
  });

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
