import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from './accessibility';
import { chooseOption } from './choose-option';
import { VSCodeWindow } from './vscode-window';

describe('the report of a check', () => {
  let window: VSCodeWindow;
  let report: Frame;

  beforeAll(async () => {
    window = await VSCodeWindow.open({ name: 'report', theme: 'light', height: 1600 });
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('data/focal_epoch16.npz');
    report = await window.webview('focal-report-view');
  });
  afterAll(() => window.close());

  it('shows what PyTorch computes', async () => {
    // 827.680 and 19.4834: binary_cross_entropy_with_logits and torchvision's sigmoid_focal_loss in float64.
    await report.getByRole('rowheader', { name: 'CE', exact: true }).waitFor();
    const row = (name: string) =>
      report.getByRole('row').filter({ has: report.getByRole('rowheader', { name, exact: true }) });
    expect(await row('CE').getByRole('cell').first().textContent()).toBe('827.7');
    expect(await row('FL').getByRole('cell').first().textContent()).toBe('19.48');
  });

  it('checks again when γ is typed', async () => {
    const field = report.getByRole('spinbutton', { name: /γ/ });
    await field.fill('0');
    await field.press('Enter');
    const row = report
      .getByRole('row')
      .filter({ has: report.getByRole('rowheader', { name: 'FL', exact: true }) });
    // Without γ focal loss is α-balanced cross-entropy, 561.2 by the same reference.
    await expect.poll(() => row.getByRole('cell').first().textContent(), { timeout: 20_000 }).toBe('561.2');
  });

  it('checks again when the values are taken for probabilities, and says why that cannot be', async () => {
    await chooseOption(report, 'Values', 'probabilities');
    await report.getByRole('heading', { name: 'Logits where probabilities are expected' }).waitFor();
    // And back again.
    await chooseOption(report, 'Values', 'logits');
    await report
      .getByRole('heading', { name: 'Logits where probabilities are expected' })
      .waitFor({ state: 'detached' });
  });

  it('compares with another epoch, and ends the comparison', async () => {
    await report.getByRole('button', { name: 'Compare with…' }).click();
    await window.pick('data/focal_epoch1.npz');
    await report.getByRole('heading', { name: 'Compared with focal_epoch1.npz' }).waitFor();
    await report.getByRole('heading', { name: 'p_t of the positives, compared' }).waitFor();
    await report.getByRole('button', { name: 'End comparison' }).click();
    await report.getByRole('heading', { name: /^Compared with/ }).waitFor({ state: 'detached' });
  });

  it('asks which array is meant in the files that it compares with', async () => {
    const arrays = { scores: [-2, 1], preds: [2, -1], targets: [0, 1] };
    await writeFile(join(window.folder, 'ambiguous.json'), JSON.stringify(arrays));
    await report.getByRole('button', { name: 'Compare with…' }).click();
    await window.pick('ambiguous.json');
    await window.pick('preds');
    await report.getByRole('heading', { name: 'Compared with ambiguous.json' }).waitFor();
    await report.getByRole('button', { name: 'End comparison' }).click();
    await report.getByRole('heading', { name: /^Compared with/ }).waitFor({ state: 'detached' });
  });

  it('checks again by itself when the file changes, and shows what changed', async () => {
    await report.getByText('Check again when the file changes').click();
    await copyFile(
      join(window.folder, 'data', 'focal_epoch1.npz'),
      join(window.folder, 'data', 'focal_epoch16.npz'),
    );
    await report
      .getByText(/since the last run/)
      .first()
      .waitFor();
  });

  it('is accessible', async () => {
    expect(await accessibilityViolations(report)).toEqual([]);
  });

  it('draws the loss over the p_t histogram, with its numbers', async () => {
    const chart = report
      .locator('focal-report-chart')
      .filter({ has: report.getByRole('heading', { name: 'The loss where the elements are' }) });
    await chart.getByText('Table', { exact: true }).click();
    const row = chart.getByRole('row').filter({ has: report.getByRole('rowheader', { name: '0.105' }) });
    // −log 0.105, and torchvision's loss of a positive with α = 0.25 and γ = 0.
    expect((await row.getByRole('cell').allTextContents()).slice(0, 2)).toEqual(['2.254', '0.5634']);
  });

  it('inserts the loss that mends a finding', async () => {
    await chooseOption(report, 'Values', 'probabilities');
    await report.getByRole('button', { name: 'Insert FocalLoss (sigmoid)' }).first().click();
    const lines = window.page.locator('.editor-instance .view-lines');
    await expect.poll(() => lines.innerText(), { timeout: 20_000 }).toMatch(/class\sFocalLoss/);
    expect(await lines.innerText()).toMatch(/gamma:\sfloat\s=\s0/);
  });
});

describe('a check that fails', () => {
  let window: VSCodeWindow;
  beforeAll(async () => {
    window = await VSCodeWindow.open({ name: 'report-failure', theme: 'high contrast' });
  });
  afterAll(() => window.close());

  it('says what is missing and offers to choose it', async () => {
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

describe('a saved report', () => {
  let window: VSCodeWindow;
  let report: Frame;

  beforeAll(async () => {
    window = await VSCodeWindow.open({ name: 'report-saved' });
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('data/focal_epoch16.npz');
    report = await window.webview('focal-report-view');
  });
  afterAll(() => window.close());

  it.each([
    ['HTML', 'html', /^<!doctype html>[\s\S]*<svg/i],
    ['Markdown', 'md', /^# Focal Loss report/],
    ['JSON', 'json', /^\{\s+"schema": "focal-loss-report"/],
  ])('is written as %s', async (label, extension, content) => {
    await report.getByRole('button', { name: `Save the report as ${label}` }).click();
    await window.page.getByRole('button', { name: 'OK' }).click();
    const name = `focal_epoch16.npz.report.${extension}`;
    await report.getByText(`Saved ${name}.`).first().waitFor({ state: 'attached' });
    expect(await readFile(join(window.folder, name), 'utf8')).toMatch(content);
  });

  it('opens again as the same panel, with nothing to compute anew', async () => {
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('focal_epoch16.npz.report.json');
    report = await window.webview('span:has-text("Saved report of")');
    const row = report
      .getByRole('row')
      .filter({ has: report.getByRole('rowheader', { name: 'FL', exact: true }) });
    expect(await row.getByRole('cell').first().textContent()).toBe('19.48');
    expect(await report.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
  });
});
