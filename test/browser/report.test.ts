import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from './accessibility';
import { chooseOption } from './choose-option';
import { focalLossOf, startDrag, typeGamma } from './report-page';
import { VSCodeWindow } from './vscode-window';

let window: VSCodeWindow;

/** A focal loss that gives α to the negatives. */
const REVERSED = `import torch
import torch.nn.functional as F
class FocalLoss(torch.nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma
    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        weights = torch.tensor([self.alpha, 1 - self.alpha])[targets.long()]
        return (weights * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`;

beforeAll(async () => {
  window = await VSCodeWindow.open({ name: 'report', height: 1600 });
});
afterAll(() => window.close());

describe('the report of a check', () => {
  let report: Frame;

  beforeAll(async () => {
    await window.setTheme('light');
    await writeFile(join(window.folder, 'reversed.py'), REVERSED);
    await window.runCommand('Focal Loss: Check Tensors');
    await window.pick('data/focal_epoch16.npz');
    report = await window.webview('focal-report-view');
  });

  it('shows the numbers that PyTorch computes', async () => {
    // 827.680 and 19.4834: binary_cross_entropy_with_logits and torchvision's sigmoid_focal_loss in float64.
    await report.getByRole('rowheader', { name: 'CE', exact: true }).waitFor();
    const row = (name: string) =>
      report.getByRole('row').filter({ has: report.getByRole('rowheader', { name, exact: true }) });
    expect(await row('CE').getByRole('cell').first().textContent()).toBe('827.7');
    expect(await row('FL').getByRole('cell').first().textContent()).toBe('19.48');
  });

  it('says how well TensorFlow.js agrees, and which one ran', async () => {
    const line = report.getByText(
      /^TensorFlow\.js [\d.]+, backend \w+ \(.+\): loss within .+ on 61,440 logits\.$/,
    );
    await line.waitFor({ timeout: 60_000 });
    await report.getByRole('row').filter({ hasText: 'by finite differences' }).waitFor();
  });

  it('explains a printed loss value while it is typed', async () => {
    // The mean of torchvision's sigmoid_focal_loss with α = 0.75: that of 0.25 on the negatives.
    const field = report.getByRole('textbox', { name: 'Printed loss value' });
    await field.fill('0.00062452');
    await report.getByText(/^0\.00062452 is: Focal loss with α on the negatives/).waitFor();
    await report
      .getByText(/^Your FocalLoss in reversed\.py, line 3 gives exactly 0\.00062452 on these tensors\./)
      .waitFor({ timeout: 60_000 });
    await chooseOption(report, 'Code of', 'Keras');
    const code = report.locator('focal-explanation-code pre');
    await expect.poll(() => code.textContent()).toContain('keras.ops.mean(loss[valid])');
    expect(await code.locator('.called').allTextContents()).toContain('mean');
    await field.fill('not a number');
    await report.getByText('This is no number as a program prints it.').waitFor();
    await field.fill('');
    await window.runCommand('Focal Loss: Explain Loss Value…');
    await window.page.locator('.quick-input-widget input[type="text"]').first().fill('19.4834');
    await window.page.keyboard.press('Enter');
    await report.getByText(/^19\.4834 is: Focal loss \(α = 0\.25, γ = 2\): sum, as in torchvision/).waitFor();
    // The command scrolled to the answer.
    await report.evaluate('window.scrollTo(0, 0)');
  });

  it('explains the loss value in the selected line of a terminal, and leaves the clipboard as it was', async () => {
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await window.page.evaluate("navigator.clipboard.writeText('kept')");
    await window.takeInTerminal('epoch 3 loss 0.00062452', 'Focal Loss: Explain Loss Value…');
    await report.getByText(/^0\.00062452 is: Focal loss with α on the negatives/).waitFor();
    expect(await window.page.evaluate('navigator.clipboard.readText()')).toBe('kept');
    await window.runCommand('View: Toggle Panel Visibility');
    await report.evaluate('window.scrollTo(0, 0)');
  });

  it('checks again when γ is typed, and the field stays where it is', async () => {
    const field = report.getByRole('spinbutton', { name: /γ/ });
    const place = await field.boundingBox();
    await typeGamma(report, 0);
    // Without γ focal loss is α-balanced cross-entropy, 561.2 by the same reference.
    await expect.poll(() => focalLossOf(report), { timeout: 20_000 }).toBe('561.2');
    await report.getByRole('heading', { name: /γ is so small/ }).waitFor();
    expect((await field.boundingBox())?.y).toBeCloseTo(place?.y ?? 0, 0);
  });

  it('says how the numbers change with an edit', async () => {
    const fact = (label: string) => report.locator('.fact').filter({ hasText: label }).locator('.change');
    await typeGamma(report, 2);
    await expect.poll(() => focalLossOf(report), { timeout: 20_000 }).toBe('19.48');
    // (19.4834 − 561.2) / 155 positives by the same reference.
    expect(await fact('focal loss').textContent()).toBe('−3.495');
    expect(await fact('of FL from easy negatives').textContent()).toMatch(/^−\d+\.\d points$/);
    expect(await fact('of CE from easy negatives').textContent()).toBe('');
    await report.getByText('Changes from before the edit').waitFor();
  });

  it('moves the numbers while a slider is dragged, and not the slider', async () => {
    const slider = report.getByRole('slider', { name: 'γ, focusing' });
    const place = await slider.boundingBox();
    const at = await startDrag(window, slider);
    await at(0.5);
    await expect.poll(() => focalLossOf(report), { timeout: 20_000 }).not.toBe('19.48');
    expect(await slider.boundingBox()).toEqual(place);
    const atHalf = await focalLossOf(report);
    await at(0.8);
    await expect.poll(() => focalLossOf(report), { timeout: 20_000 }).not.toBe(atHalf);
    expect(Number(await slider.inputValue())).toBeGreaterThan(7);
    await window.page.mouse.up();
    await typeGamma(report, 0);
    await expect.poll(() => focalLossOf(report), { timeout: 20_000 }).toBe('561.2');
  });

  it('checks again when the user chooses probabilities, and says why the values are none', async () => {
    await chooseOption(report, 'Values', 'probabilities');
    await report.getByRole('heading', { name: 'Logits where probabilities are expected' }).waitFor();
    await report.getByText(/consequences? of this/).click();
    await report.getByRole('heading', { name: 'Over-confident probabilities' }).waitFor();
    await report.getByText('not a probability', { exact: true }).waitFor();
    // Changes the values back.
    await chooseOption(report, 'Values', 'logits');
    await report
      .getByRole('heading', { name: 'Logits where probabilities are expected' })
      .waitFor({ state: 'detached' });
  });

  it('applies a chosen ignore index, and returns to the inferred interpretation', async () => {
    const positives = report.locator('.fact').filter({ hasText: /^\s*[\d,]+\s*positives/ });
    await report.getByRole('combobox', { name: 'Ignored target' }).click();
    await report.getByRole('option', { name: '255' }).click();
    await report.getByText('Targets of 255 are ignored, as chosen.').waitFor();
    await report.getByRole('button', { name: 'Take the arrays for what they seem' }).click();
    await report.getByText('Targets of 255 are ignored, as chosen.').waitFor({ state: 'detached' });
    expect(await positives.locator('strong').textContent()).toBe('155');
  });

  it('answers where to cut, with a line that keys and wishes move', async () => {
    const card = report.locator('focal-threshold-card');
    await card.locator('summary').click();
    const line = card.getByRole('slider');
    await line.press('Home');
    expect(await line.getAttribute('aria-valuetext')).toMatch(/found 155, false alarms 61,285,/);
    await card.getByRole('button', { name: '0.5', exact: true }).click();
    // NumPy: the logits of positives and of negatives that are at least 0.
    await expect.poll(() => line.getAttribute('aria-valuetext')).toMatch(/found 82, false alarms 3,/);
    await card.getByRole('button', { name: 'Confirm on a random half' }).click();
    await card.getByText(/chosen on one half, and counted on the other/).waitFor();
    await card.locator('summary').click();
  });

  it('has accessible answers', async () => {
    const headings = report.locator('focal-answers-view summary h3');
    for (const heading of await headings.all()) {
      await heading.click();
    }
    await report.locator('focal-answer-card focal-report-chart svg').nth(4).waitFor();
    expect(await accessibilityViolations(report)).toEqual([]);
    for (const heading of await headings.all()) {
      await heading.click();
    }
  });

  it('compares with another epoch, and ends the comparison', async () => {
    await report.getByRole('button', { name: 'Compare with…' }).click();
    await window.pick('data/focal_epoch1.npz');
    await report.getByRole('heading', { name: 'Compared with focal_epoch1.npz' }).waitFor();
    await report.getByRole('heading', { name: 'p_t of the positives, compared' }).waitFor();
    expect(await accessibilityViolations(report)).toEqual([]);
    await report.getByRole('button', { name: 'End comparison' }).click();
    await report.getByRole('heading', { name: /^Compared with/ }).waitFor({ state: 'detached' });
  });

  it('lets the user choose an array in the files to compare with', async () => {
    const arrays = { scores: [-2, 1], outputs: [2, -1], targets: [0, 1] };
    await writeFile(join(window.folder, 'ambiguous.json'), JSON.stringify(arrays));
    await report.getByRole('button', { name: 'Compare with…' }).click();
    await window.pick('ambiguous.json');
    await window.pick('outputs');
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

  it('shows the ranking, with a crosshair on its curves by mouse and keys', async () => {
    const chart = report
      .locator('focal-report-chart')
      .filter({ has: report.getByRole('heading', { name: 'ROC curve' }) });
    const crosshair = chart.getByRole('slider');
    await crosshair.press('Home');
    await crosshair.press('ArrowRight');
    expect(await crosshair.getAttribute('aria-valuenow')).toBe('1');
    await crosshair.press('End');
    expect(await crosshair.getAttribute('aria-valuetext')).toMatch(/false positive rate 1, recall 1,/);
    const box = await crosshair.boundingBox();
    await crosshair.hover({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
    expect(await crosshair.getAttribute('aria-valuetext')).not.toMatch(/false positive rate 1, recall 1,/);
    await chart.locator('.overlay circle').waitFor();
  });

  it('inserts the loss that fixes a finding', async () => {
    await chooseOption(report, 'Values', 'probabilities');
    await report.getByRole('button', { name: 'Insert FocalLoss (sigmoid)' }).first().click();
    const lines = window.page.locator('.editor-instance .view-lines');
    await expect.poll(() => lines.innerText(), { timeout: 20_000 }).toMatch(/class\sFocalLoss/);
    expect(await lines.innerText()).toMatch(/gamma:\sfloat\s=\s0/);
  });
});
