import { copyFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from './accessibility';
import { VSCodeWindow } from './vscode-window';

/** Runs in the page. */
function scrollTo(pixels: number): void {
  (globalThis as unknown as { scrollTo(x: number, y: number): void }).scrollTo(0, pixels);
}

/** Runs in the page. */
function scrolled(): number {
  return (globalThis as unknown as { readonly scrollY: number }).scrollY;
}

let window: VSCodeWindow;

beforeAll(async () => {
  window = await VSCodeWindow.open({ name: 'report-files', theme: 'light', width: 1600 });
});
afterAll(() => window.close());

describe('several files of a training', () => {
  it('are followed in their natural order, with the report of the last', async () => {
    const { page } = window;
    // Neither unfolding by the arrow nor a click with Control opens anything, and the Explorer would select again what is opened.
    await page.getByRole('treeitem', { name: 'data', exact: true }).locator('.monaco-tl-twistie').click();
    const file = (name: string) => page.getByRole('treeitem', { name });
    for (const epoch of [16, 1, 6]) {
      await file(`focal_epoch${epoch}.npz`).click({ modifiers: ['Control'] });
    }
    await expect.poll(() => page.locator('.explorer-folders-view [aria-selected="true"]').count()).toBe(3);
    await file('focal_epoch6.npz').click({ button: 'right' });
    await window.takeInMenu('Focal Loss: Check Tensors');
    const report = await window.webview('focal-series-view section');
    const rows = report.locator('focal-series-view').getByRole('rowheader');
    await expect
      .poll(() => rows.allTextContents())
      .toEqual(['focal_epoch1.npz', 'focal_epoch6.npz', 'focal_epoch16.npz']);
    await report.getByText('Below is the report of the last file, focal_epoch16.npz.').waitFor();
    await report.getByRole('rowheader', { name: 'CE', exact: true }).waitFor();
    expect(await accessibilityViolations(report)).toEqual([]);
  });

  it('keep the place where their report was scrolled to', async () => {
    const before = await window.webview('focal-series-view section');
    await before.evaluate(scrollTo, 700);
    await expect.poll(() => before.evaluate(scrolled)).toBe(700);
    await window.openText('train.py');
    await window.page.locator('.tab', { hasText: 'Check:' }).click();
    const after = await window.webview('focal-series-view section');
    await expect.poll(() => after.evaluate(scrolled), { timeout: 20_000 }).toBe(700);
  });
});

describe('a saved report', () => {
  let report: Frame;

  beforeAll(async () => {
    await window.closeEditors();
    await window.setTheme('dark');
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('data/focal_epoch16.npz');
    report = await window.webview('focal-report-view');
  });

  it.each([
    ['HTML', 'html', /^<!doctype html>[\s\S]*<svg/i],
    ['Markdown', 'md', /^# Focal Loss report/],
    ['JSON', 'json', /^\{\s+"schema": "focal-loss-report"/],
  ])('is written as %s beside the file, and can be opened', async (label, extension, content) => {
    await report.getByRole('button', { name: `Save the report as ${label}` }).click();
    await window.page.getByRole('button', { name: 'OK' }).click();
    const name = `data/focal_epoch16.npz.report.${extension}`;
    await report.getByText(`Saved ${name}.`).waitFor();
    expect(await readFile(join(window.folder, name), 'utf8')).toMatch(content);
    // A window under test shows no toasts; the bell has a dot instead.
    await window.page.locator('.statusbar-item .codicon-bell-dot').click();
    const notification = window.page.locator('.notifications-center', { hasText: `Saved ${name}.` });
    await notification.getByRole('button', { name: 'Reveal in Explorer' }).waitFor();
    await notification.getByRole('button', { name: 'Open', exact: true }).waitFor();
    await window.runCommand('Notifications: Clear All Notifications');
  });

  it('has the legend in the pictures of its figures', async () => {
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const figure = report
      .locator('focal-report-chart')
      .filter({ has: report.getByRole('heading', { name: 'Who carries the loss' }) });
    await figure.first().getByRole('button', { name: 'Copy as SVG' }).click();
    const copied = () => window.page.evaluate<string>('navigator.clipboard.readText()');
    await expect
      .poll(copied, { timeout: 10_000 })
      .toMatch(/^<svg .*<line [^>]*stroke="rgb.*>elements<\/text>/s);
    expect(await copied()).not.toContain('var(--');
  });

  it('opens with its controls off, and checks its data on request', async () => {
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('focal_epoch16.npz.report.json');
    report = await window.webview('span:has-text("Saved report of")');
    const row = report
      .getByRole('row')
      .filter({ has: report.getByRole('rowheader', { name: 'FL', exact: true }) });
    expect(await row.getByRole('cell').first().textContent()).toBe('19.48');
    await report.getByText(/^This report was saved/).waitFor();
    // Controls that do nothing cannot be reached.
    expect(await report.locator('focal-check-form [inert]').getByRole('spinbutton').count()).toBe(2);
    expect(await accessibilityViolations(report)).toEqual([]);
    await report.getByRole('button', { name: 'Check its data again' }).click();
    await report.getByRole('spinbutton', { name: /γ/ }).waitFor();
  });
});

describe('a watched file', () => {
  let report: Frame;

  beforeAll(async () => {
    await window.closeEditors();
    await copyFile(join(window.folder, 'data', 'focal_epoch1.npz'), join(window.folder, 'live.npz'));
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('live.npz');
    report = await window.webview('focal-report-view');
    await report.getByText('Check again when the file changes').click();
    await report.getByText(/^watching, last checked \d\d:\d\d:\d\d$/).waitFor();
  });

  it('is followed over its changes', async () => {
    await copyFile(join(window.folder, 'data', 'focal_epoch6.npz'), join(window.folder, 'live.npz'));
    await report.getByRole('heading', { name: 'Since the file is watched' }).waitFor();
    await expect.poll(() => report.locator('focal-series-view').getByRole('rowheader').count()).toBe(2);
  });

  it('keeps the last good report of a file that is half written', async () => {
    await truncate(join(window.folder, 'live.npz'), 5_000);
    await report.getByText(/^The file changed at .* This is the last good report\./).waitFor();
    await report.getByRole('rowheader', { name: 'CE', exact: true }).waitFor();
    await copyFile(join(window.folder, 'data', 'focal_epoch16.npz'), join(window.folder, 'live.npz'));
    await report.getByText(/^The file changed at/).waitFor({ state: 'detached' });
  });

  it('is told to be deleted', async () => {
    await rm(join(window.folder, 'live.npz'));
    await report.getByText(/^live\.npz was deleted at/).waitFor();
    await report.getByRole('rowheader', { name: 'CE', exact: true }).waitFor();
  });
});

describe('what a report speaks of', () => {
  beforeAll(() => window.closeEditors());

  it('is shown in the viewer: the first NaN, then the hardest example', async () => {
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('broken/not_finite.npz');
    const report = await window.webview('focal-report-view');
    await report.getByRole('button', { name: 'Show logits[17] in the viewer' }).click();
    const viewer = await window.webview('focal-viewer-page');
    await viewer.getByText('logits[17] = nan', { exact: true }).waitFor();
    const hardest = report.getByRole('table', { name: 'The positives with the largest cross-entropy' });
    const index = hardest.getByRole('rowheader').first();
    const text = await index.textContent();
    await index.getByRole('button').click();
    await viewer.getByText(`logits${text?.trim()} = `).waitFor();
  });

  it('of a file of weights is that none looks like logits, with a way to choose', async () => {
    await window.closeEditors();
    const weights = Array.from({ length: 60 }, (_, layer) => [`layers.${layer}.kernel`, [0.1, 0.2, 0.3]]);
    await writeFile(join(window.folder, 'weights.json'), JSON.stringify(Object.fromEntries(weights)));
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('weights.json');
    const page = await window.webview('.failure');
    await page
      .getByText(/^weights\.json: 60 arrays, and none looks like logits with their targets/)
      .waitFor();
    await page.getByRole('button', { name: 'Choose arrays…' }).waitFor();
    await page.getByRole('button', { name: 'Open in the viewer' }).click();
    await window.webview('focal-viewer-page[data-file="weights.json"]');
  });
});
