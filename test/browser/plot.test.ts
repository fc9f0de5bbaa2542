import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { accessibilityViolations } from './accessibility';
import { chooseOption } from './choose-option';
import {
  boundsIn,
  crosshair,
  curveRow,
  focused,
  gammaField,
  gammaSlider,
  numberIn,
  openPlot,
  placeOfCrosshair,
  readCurve,
} from './plot-page';
import { type Theme, VSCodeWindow } from './vscode-window';

/** Time limit for the page, which shares the machine with VS Code. */
const patience = { timeout: 20_000 };

/** Equation 5 of Lin et al. 2017, as it is printed. */
function focalLoss(probability: number, alpha: number, gamma: number): number {
  return -alpha * (1 - probability) ** gamma * Math.log(probability);
}

let window: VSCodeWindow;

beforeAll(async () => {
  const settings = { 'files.readonlyInclude': { '**/frozen.py': true } };
  window = await VSCodeWindow.open({ name: 'plot', settings });
  await copyFile(join(window.folder, 'train.py'), join(window.folder, 'frozen.py'));
});

afterAll(() => window?.close());

describe('the plot beside code', () => {
  beforeAll(() => window.page.setViewportSize({ width: 1280, height: 800 }));

  it('shows the slider of γ together with the curves', async () => {
    await window.openText('frozen.py');
    const page = await openPlot(window);
    // The panel beside the code is narrower than the one in which the plot was first drawn.
    await vi.waitFor(async () => {
      const visible = await page.evaluate<number>('window.innerHeight');
      const chart = await boundsIn(page, 'focal-curve-chart');
      const slider = await boundsIn(page, 'focal-number-field');
      expect(chart.top).toBeGreaterThanOrEqual(0);
      expect(slider.top).toBeGreaterThanOrEqual(chart.bottom);
      expect(slider.bottom).toBeLessThanOrEqual(visible);
    }, patience);
  });

  it('shows an error when the loss cannot be inserted into a read-only file', insertInVain);

  it('inserts into the code beside it after the window is reloaded', async () => {
    await window.runCommand('Focal Loss: Plot');
    await window.page.locator('.tab.active', { hasText: 'Focal Loss: Plot' }).waitFor();
    await window.reload();
    await insertInVain();
  });

  async function insertInVain(): Promise<void> {
    const page = await window.webview('focal-plot-page');
    await page.getByRole('button', { name: 'Insert this loss as code' }).click();
    await window.pick('PyTorch');
    // A window under test shows no toasts; the bell has a dot instead.
    await window.page.locator('.statusbar-item .codicon-bell-dot').click();
    await window.page
      .locator('.notifications-center', { hasText: 'could not be inserted into frozen.py' })
      .waitFor();
  }
});

describe('the look of the plot', () => {
  beforeAll(async () => {
    await window.closeEditors();
    await window.page.setViewportSize({ width: 1500, height: 1000 });
    const page = await openPlot(window);
    await page.getByText('Data table').click();
    await gammaField(page).fill('99');
    await page.getByRole('alert').waitFor();
  });

  it.each<Theme>(['light', 'dark', 'high contrast', 'high contrast light'])(
    'axe finds no violation in the %s theme',
    async (theme) => {
      await window.setTheme(theme);
      const page = await window.webview('focal-plot-page');
      await window.screenshot(`plot-${theme.replaceAll(' ', '-')}`);
      expect(await accessibilityViolations(page)).toEqual([]);
    },
  );
});

describe('Focal Loss: Plot', () => {
  let page: Frame;
  const violations: string[] = [];

  beforeAll(async () => {
    await window.closeEditors();
    await window.setTheme('dark');
    window.page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) {
        violations.push(message.text());
      }
    });
    page = await openPlot(window);
  });

  beforeEach(() => page.getByRole('button', { name: 'Reset to Figure 1' }).click());

  it('typing a γ changes the formula and the reading at p_t', async () => {
    expect(await readCurve(page, 'Your loss')).toBeCloseTo(focalLoss(0.9, 0.25, 2), 6);
    await gammaField(page).fill('1');
    await page.getByRole('heading', { name: '−0.25 (1 − pt)1 log pt' }).waitFor();
    expect(await readCurve(page, 'Your loss')).toBeCloseTo(focalLoss(0.9, 0.25, 1), 5);
  });

  it('a γ out of range is refused with the range, and the curve stays', async () => {
    await gammaField(page).fill('99');
    expect(await page.getByRole('alert').innerText()).toBe('γ is a number from 0 to 10.');
    expect(await readCurve(page, 'Your loss')).toBeCloseTo(focalLoss(0.9, 0.25, 2), 6);
    await gammaField(page).fill('2');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('slider and field show the same value, by keyboard', async () => {
    await gammaSlider(page).press('ArrowRight');
    expect(await gammaField(page).inputValue()).toBe('2.05');
    await gammaField(page).press('ArrowDown');
    expect(await gammaSlider(page).inputValue()).toBe('2');
  });

  it('α is switched off and on', async () => {
    const toggle = page.getByRole('switch', { name: 'Weigh positives with α' });
    await toggle.press('Space');
    await page.getByRole('spinbutton', { name: 'α' }).waitFor({ state: 'detached' });
    expect(await readCurve(page, 'Your loss')).toBeCloseTo(focalLoss(0.9, 1, 2), 6);
    await toggle.press('Space');
    await page.getByRole('spinbutton', { name: 'α' }).fill('0.5');
    await expect.poll(() => readCurve(page, 'Your loss'), patience).toBeCloseTo(focalLoss(0.9, 0.5, 2), 6);
  });

  it('the crosshair reads every curve, by keyboard and by mouse', async () => {
    await crosshair(page).press('Home');
    for (let count = 0; count < 5; count += 1) {
      await crosshair(page).press('PageUp');
    }
    await expect
      .poll(() => crosshair(page).getAttribute('aria-valuetext'), patience)
      .toContain('At p_t = 0.5');
    for (const gamma of [0.5, 1, 5]) {
      expect(await readCurve(page, `FL, γ = ${gamma}`)).toBeCloseTo(focalLoss(0.5, 1, gamma), 4);
    }
    const box = await crosshair(page).boundingBox();
    await crosshair(page).click({ position: { x: (box?.width ?? 0) * 0.75, y: 200 } });
    await expect.poll(() => placeOfCrosshair(page), patience).toBeGreaterThan(0.6);
    const place = await placeOfCrosshair(page);
    expect(await readCurve(page, 'FL, γ = 1')).toBeCloseTo(focalLoss(place, 1, 1), 4);
  });

  it('curves are added, renamed, removed and restored', async () => {
    await page.getByRole('button', { name: 'Add a curve' }).click();
    await page.getByRole('textbox', { name: 'Name of the curve' }).fill('RetinaNet');
    await curveRow(page, 'RetinaNet').waitFor();
    await page.getByRole('button', { name: 'Remove RetinaNet' }).click();
    await curveRow(page, 'RetinaNet').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await curveRow(page, 'RetinaNet').waitFor();
  });

  it('the keyboard focus stays in the list after a curve is removed, and undo works from anywhere', async () => {
    const rows = page.getByRole('region', { name: 'Curves', exact: true }).getByRole('row');
    await page.getByRole('button', { name: 'Remove Your loss' }).press('Enter');
    await rows.filter({ hasText: 'Your loss' }).waitFor({ state: 'detached' });
    await expect.poll(() => focused(page), patience).toBe('Remove FL, γ = 5');
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await rows.filter({ hasText: 'Your loss' }).waitFor();
    await page.getByRole('button', { name: 'Redo' }).press('Enter');
    await expect.poll(() => focused(page), patience).toBe('Redo');
    await page.evaluate('document.activeElement.blur()');
    await window.page.keyboard.press('Control+Z');
    await rows.filter({ hasText: 'Your loss' }).waitFor();
  });

  it('another loss shows its own parameters', async () => {
    await chooseOption(page, 'Loss', 'FL*');
    await page.getByRole('spinbutton', { name: 'β' }).fill('0');
    // FL* with γ = 2, β = 0 at x_t = log 9: −log σ(2 log 9) / 2 = log(82 / 81) / 2.
    await expect.poll(() => readCurve(page, 'Your loss'), patience).toBeCloseTo(Math.log(82 / 81) / 2, 6);
    expect(await page.getByRole('switch').count()).toBe(0);
  });

  it('the axes change the reading', async () => {
    await chooseOption(page, 'y axis', 'Modulating factor');
    expect(await readCurve(page, 'Your loss')).toBeCloseTo(0.01, 8);
    await chooseOption(page, 'x axis', 'Logit');
    await chooseOption(page, 'y scale', 'Logarithmic');
    await expect.poll(() => placeOfCrosshair(page), patience).toBeCloseTo(Math.log(9), 3);
  });

  it('the data table holds what the plot shows', async () => {
    await page.getByText('Data table').click();
    const heading = page.getByRole('rowheader', { name: '0.2', exact: true });
    await heading.waitFor();
    const row = page.getByRole('row').filter({ has: heading });
    const [, crossEntropy] = await row.getByRole('cell').allInnerTexts();
    expect(numberIn(crossEntropy ?? '')).toBeCloseTo(-Math.log(0.2), 3);
    await page.getByText('Data table').click();
  });

  it('CSV, SVG and PNG are copied', async () => {
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => window.page.evaluate<string>('navigator.clipboard.readText()');
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect.poll(copied, patience).toMatch(/^p_t,logit,CE \(γ = 0\): loss,/);
    await page.getByRole('button', { name: 'Copy as SVG' }).click();
    await expect.poll(copied, patience).toMatch(/^<svg .*γ = 2, α = 0\.25.*<\/svg>$/s);
    expect(await copied()).not.toContain('var(--');
    await page.getByRole('button', { name: 'Copy as PNG' }).click();
    await expect.poll(() => page.getByRole('status').innerText(), patience).toBe('PNG image copied.');
  });

  it('a figure is exported in a light or a dark theme, with or without a ground', async () => {
    const copied = () => window.page.evaluate<string>('navigator.clipboard.readText()');
    const ground = /^<svg [^>]*><rect width="100%" height="100%" fill="([^"]*)"/;
    await chooseOption(page, 'Colours', 'light');
    await page.getByRole('button', { name: 'Copy as SVG' }).click();
    await expect.poll(async () => ground.exec(await copied())?.[1], patience).toBe('#ffffff');
    await chooseOption(page, 'Colours', 'light, transparent');
    await page.getByRole('button', { name: 'Copy as SVG' }).click();
    await expect.poll(async () => ground.test(await copied()), patience).toBe(false);
    await chooseOption(page, 'Colours', 'as shown');
  });

  it('a refused number is forgotten with a reset', async () => {
    await gammaField(page).fill('99');
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Reset to Figure 1' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await gammaField(page).inputValue()).toBe('2');
  });

  it('an added curve is seen beside the selected one, and the negatives can be drawn', async () => {
    await page.getByRole('button', { name: 'Add a curve' }).click();
    await curveRow(page, 'FL, γ = 3, α = 0.25').waitFor();
    await curveRow(page, 'Your loss')
      .getByRole('button', { name: /Your loss/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Draw the negatives too' }).click();
    expect(await readCurve(page, 'Negatives of Your loss')).toBeCloseTo(focalLoss(0.9, 0.75, 2), 6);
  });

  it('a file is saved where the dialog says', async () => {
    await page.getByRole('button', { name: 'Save as SVG' }).click();
    await window.page.getByRole('button', { name: 'OK' }).click();
    await expect.poll(() => page.getByRole('status').innerText(), patience).toBe('Saved focal-loss.svg.');
    expect(await readFile(join(window.folder, 'focal-loss.svg'), 'utf8')).toContain('<svg');
  });

  it('the state is restored after the window is reloaded', async () => {
    await gammaField(page).fill('3.5');
    await gammaField(page).press('Enter');
    await page.getByRole('textbox', { name: 'Name of the curve' }).fill('Mine');
    await curveRow(page, 'Mine').waitFor();
    await window.reload();
    page = await window.webview('focal-plot-page');
    await curveRow(page, 'Mine').waitFor();
    expect(await gammaField(page).inputValue()).toBe('3.5');
  });

  it('none of the tests violated the Content-Security-Policy', () => {
    expect(violations).toEqual([]);
  });

  it('the loss is inserted as code in the editor used last', async () => {
    await window.openText('train.py');
    await window.runCommand('Focal Loss: Plot');
    page = await window.webview('focal-plot-page');
    await gammaField(page).fill('3.5');
    await page.getByRole('button', { name: 'Insert this loss as code' }).click();
    await window.pick('PyTorch');
    const code = window.page.locator('.editor-instance .view-lines');
    await expect.poll(() => code.innerText(), patience).toMatch(/gamma.{1,20}3\.5/);
  });
});
