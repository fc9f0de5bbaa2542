import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeZeros } from '../unit/tensor/zeros-file';
import { accessibilityViolations } from './accessibility';
import { focalLossOf, startDrag, typeGamma } from './report-page';
import { VSCodeWindow } from './vscode-window';

let window: VSCodeWindow;

beforeAll(async () => {
  window = await VSCodeWindow.open({ name: 'report-progress', height: 1600 });
});
afterAll(() => window.close());

describe('a long check', () => {
  beforeAll(async () => {
    // Enough elements that no machine finishes the check before the test has seen its progress.
    await writeZeros(join(window.folder, 'many_logits.npy'), '<f4', 2_000_000_000);
    await writeZeros(join(window.folder, 'many_targets.npy'), '|u1', 2_000_000_000);
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('data/focal_epoch16.npz');
  });

  it('shows progress and remaining time, and shows the last report again when it is cancelled', async () => {
    const page = await window.webview('focal-report-page');
    await page.getByRole('button', { name: 'Compare with…' }).click();
    await window.pick('many_logits.npy');
    const progress = page.locator('focal-check-progress');
    await progress.getByText(/^\d+ % of 10 GB, [\d.]+[KMB]? elements\/s, .* left$/).waitFor();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The check was cancelled. This is the report before it.').waitFor();
    await page.getByRole('rowheader', { name: 'CE', exact: true }).waitFor();
    expect(await progress.count()).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});

describe('a check that takes too long to follow a slider', () => {
  let report: Frame;

  beforeAll(async () => {
    await window.closeEditors();
    await writeZeros(join(window.folder, 'zero_logits.npy'), '<f4', 200_000_000);
    await writeZeros(join(window.folder, 'zero_targets.npy'), '|u1', 200_000_000);
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('zero_logits.npy');
    report = await window.webview('focal-report-view');
  });

  it('moves estimated losses with the slider, and brings the exact ones after it', async () => {
    // 2e8 negatives with α = 0.25: 2e8 · 0.75 · ½² · ln 2.
    await expect.poll(() => focalLossOf(report), { timeout: 60_000 }).toBe('2.599e7');
    const slider = report.getByRole('slider', { name: 'γ, focusing' });
    const at = await startDrag(window, slider);
    await at(0.6);
    await expect.poll(() => focalLossOf(report), { timeout: 20_000 }).not.toBe('2.599e7');
    await window.page.mouse.up();
    await typeGamma(report, 3);
    await expect.poll(() => focalLossOf(report), { timeout: 20_000 }).toBe('1.3e7');
    const page = await window.webview('focal-report-page');
    await page.locator('focal-check-progress').waitFor({ state: 'detached', timeout: 60_000 });
    expect(await focalLossOf(report)).toBe('1.3e7');
    expect(await report.locator('.fact .change', { hasText: 'e−' }).count()).toBe(0);
  });
});
