import { existsSync } from 'node:fs';
import { open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npyHeader } from '../reference/npy';
import { accessibilityViolations } from './accessibility';
import { chooseOption } from './choose-option';
import { activeValue, cell, colourOfPixel, goTo, grid, openViewer, statistic } from './viewer-page';
import { type Theme, VSCodeWindow } from './vscode-window';

describe('the tensor viewer', () => {
  let window: VSCodeWindow;

  beforeAll(async () => {
    window = await VSCodeWindow.open({ name: 'viewer', width: 1500, height: 1000 });
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });

  afterAll(() => window?.close());

  describe('of an NPZ file', () => {
    let page: Frame;

    beforeAll(async () => {
      page = await openViewer(window, 'data/digit_classifier.npz');
    });

    it('shows values like NumPy, and on request all of their digits', async () => {
      await expect.poll(() => cell(page, 0, 1).innerText()).toBe('-1.64374');
      await cell(page, 0, 1).click();
      await activeValue(page, 'logits[0, 1] = -1.6437424').waitFor();
      await page.getByText('All digits').click();
      await expect.poll(() => cell(page, 0, 1).innerText()).toBe('-1.6437424');
    });

    it('computes the statistics that NumPy computes', async () => {
      await expect.poll(() => statistic(page, 'Elements')).toBe('56,089');
      expect(await statistic(page, 'Minimum')).toBe('-23.95755');
      expect(await statistic(page, 'Maximum')).toBe('30.25864');
      expect(await statistic(page, 'Mean')).toBe('-2.837351');
      expect(await statistic(page, 'Standard deviation')).toBe('5.516432');
    });

    it('goes to an index, also counted from the end, and refuses an index outside the array', async () => {
      await goTo(page, '-1, -1');
      await activeValue(page, 'logits[5098, 10] = 14.153763').waitFor();
      await cell(page, 5098, 10).waitFor();
      await goTo(page, '5099, 0');
      const refusal = page.getByRole('alert').getByText('axis 0 goes from 0 to 5098');
      await refusal.waitFor();
      // The table has become smaller by its line.
      await page.evaluate(
        'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
      );
      expect(await refusal.count()).toBe(1);
    });

    it('can be navigated by keyboard', async () => {
      await goTo(page, '0, 0');
      await grid(page).focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft']) {
        await page.page().keyboard.press(key);
      }
      await activeValue(page, 'logits[0, 1] = -1.6437424').waitFor();
      await page.page().keyboard.press('Control+End');
      await activeValue(page, 'logits[5098, 10] = 14.153763').waitFor();
      await page.page().keyboard.press('Control+c');
      await page.getByText('Copied.').waitFor();
      expect(await window.page.evaluate<string>('navigator.clipboard.readText()')).toBe('14.153763');
    });

    it('copies a selection, and exports it as CSV', async () => {
      const values = [
        ['-1.6437424', '-1.496338'],
        ['-0.014714953', '-1.0810915'],
      ];
      await goTo(page, '0, 1');
      await grid(page).focus();
      await page.page().keyboard.press('Shift+ArrowRight');
      await page.page().keyboard.press('Shift+ArrowDown');
      const selected = page.getByRole('gridcell', { selected: true });
      await expect.poll(() => selected.allInnerTexts()).toEqual(values.flat());
      await page.page().keyboard.press('Control+c');
      await expect
        .poll(() => window.page.evaluate<string>('navigator.clipboard.readText()'))
        .toBe(values.map((row) => row.join('\t')).join('\n'));
      await page.getByRole('button', { name: 'Export the selected values as CSV' }).click();
      await window.page.getByRole('button', { name: 'OK' }).click();
      await page.getByText('Saved data/logits.csv.').waitFor();
      const lines = values.map((row, index) => [index, ...row].join(','));
      expect(await readFile(join(window.folder, 'data', 'logits.csv'), 'utf8')).toBe(
        `${[',1,2', ...lines].join('\r\n')}\r\n`,
      );
    });

    it('exports a whole array', async () => {
      const path = join(window.folder, 'data', 'logits.csv');
      await rm(path);
      await goTo(page, '0, 0');
      await grid(page).focus();
      await page.page().keyboard.press('Control+a');
      await page.getByRole('button', { name: 'Export the selected values as CSV' }).click();
      await window.page.getByRole('button', { name: 'OK' }).click();
      await expect.poll(() => existsSync(path)).toBe(true);
      await expect
        .poll(async () => (await readFile(path, 'utf8')).split('\r\n').at(-2))
        .toMatch(/^5098,.*,14\.153763$/);
    });

    it('keeps its state while its tab is hidden', async () => {
      await goTo(page, '5000, 3');
      await page.getByText('logits[5000, 3] =').waitFor();
      await openViewer(window, 'broken/not_finite.npz');
      page = await openViewer(window, 'data/digit_classifier.npz');
      await page.getByText('logits[5000, 3] =').waitFor();
      await cell(page, 5000, 3).waitFor();
    });

    it('shows the other array, with one bar per class', async () => {
      await page.getByRole('button', { name: 'targets int64' }).click();
      await expect.poll(() => statistic(page, 'Maximum')).toBe('10');
      await page.getByText('Histogram as a table').click();
      const counts = await page
        .getByRole('region', { name: 'Values in each bar' })
        .locator('td:last-child')
        .allInnerTexts();
      // numpy.bincount
      expect(counts).toEqual(['18', '25', '20', '19', '24', '30', '19', '24', '22', '24', '4,874']);
    });

    it('paints a heat map with a colour bar, and a click in it shows the value', async () => {
      await page.getByRole('button', { name: 'logits float32' }).click();
      await chooseOption(page, 'Show as', 'Heat map');
      const picture = page.getByRole('img', { name: 'Heat map of logits, 5099 rows by 11 columns' });
      // The greatest of every tenth row, by NumPy.
      await page.getByText('25.26', { exact: true }).waitFor();
      await picture.click({ position: { x: 2, y: 0 } });
      await activeValue(page, 'logits[0, 0] = 6.112106').waitFor();
    });
  });

  it('leads to the first NaN', async () => {
    const page = await openViewer(window, 'broken/not_finite.npz');
    await expect.poll(() => statistic(page, 'NaN')).toMatch(/^1\s+show the first$/);
    await page.getByRole('button', { name: 'NaN: show the first' }).click();
    await activeValue(page, 'logits[17] = nan').waitFor();
  });

  it('filters a long list of arrays by name', async () => {
    const names = Array.from({ length: 24 }, (_, layer) => [
      `layers.${layer}.attention.weight`,
      `layers.${layer}.bias`,
    ]);
    const header = names
      .flat()
      .map((name, at) => [name, { dtype: 'U8', shape: [1], data_offsets: [at, at + 1] }]);
    const text = Buffer.from(JSON.stringify(Object.fromEntries(header)));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    await writeFile(
      join(window.folder, 'model.safetensors'),
      Buffer.concat([length, text, Buffer.alloc(48, 7)]),
    );
    const page = await openViewer(window, 'model.safetensors');
    const list = page.getByRole('navigation', { name: 'Arrays' });
    await list.getByText('48 arrays').waitFor();
    await page.getByText(/· 48 parameters$/).waitFor();
    const namesListed = await list.getByRole('button').allInnerTexts();
    expect(namesListed.map((text) => text.split('\n')[0]).slice(0, 5)).toEqual([
      'layers.0.attention.weight',
      'layers.0.bias',
      'layers.1.attention.weight',
      'layers.1.bias',
      'layers.2.attention.weight',
    ]);
    const filter = page.getByRole('textbox', { name: 'Filter arrays by name' });
    await filter.fill('BIAS 2');
    await list.getByText('6 of 48 arrays').waitFor();
    expect(await list.getByRole('button').count()).toBe(6);
    await filter.press('ArrowDown');
    await list.page().keyboard.press('ArrowDown');
    await list.page().keyboard.press('Enter');
    await page.getByRole('heading', { name: 'All values of layers.12.bias' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await filter.press('Escape');
    await list.getByText('48 arrays').waitFor();
  });

  it('opens a sparse file of 10 GB and shows its end', async () => {
    const path = join(window.folder, 'huge.npy');
    const header = npyHeader('<f4', [2500000, 1000]);
    await writeFile(path, header);
    await truncate(path, header.length + 10_000_000_000);
    const file = await open(path, 'r+');
    await file.write(Buffer.from(Float32Array.of(42).buffer), 0, 4, header.length + 9_999_999_996);
    await file.close();
    const page = await openViewer(window, 'huge.npy');
    await expect.poll(() => cell(page, 0, 0).innerText()).toBe('0');
    await goTo(page, '-1, -1');
    await activeValue(page, 'huge[2499999, 999] = 42').waitFor();
    await page.getByRole('button', { name: 'Compute statistics' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled.').waitFor();
  });

  it('shows an image in its own colours', async () => {
    const pixels = Buffer.from(
      Array.from({ length: 40 * 60 * 3 }, (_, index) => (index % 3 === 1 ? 200 : 20)),
    );
    await writeFile(join(window.folder, 'image.npy'), Buffer.concat([npyHeader('|u1', [40, 60, 3]), pixels]));
    const page = await openViewer(window, 'image.npy');
    await chooseOption(page, 'Show as', 'Image');
    const picture = page.getByRole('img', { name: 'Image of image, 40 rows by 60 columns' });
    await expect.poll(() => picture.evaluate(colourOfPixel)).toEqual([20, 200, 20, 255]);
    // An image is no logits, and all of its colours are shown.
    expect(await page.getByRole('button', { name: 'Check with focal loss' }).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: /^Axis 2/ }).count()).toBe(0);
  });

  it('reads a file again when it changes', async () => {
    const path = join(window.folder, 'changing.npy');
    await writeFile(path, Buffer.concat([npyHeader('|u1', [2]), Buffer.from([1, 2])]));
    const page = await openViewer(window, 'changing.npy');
    await expect.poll(() => cell(page, 1, 0).innerText()).toBe('2');
    await writeFile(path, Buffer.concat([npyHeader('|u1', [3]), Buffer.from([7, 8, 9])]));
    await expect.poll(() => cell(page, 2, 0).innerText(), { timeout: 20_000 }).toBe('9');
    await page.getByText('read again, because the file changed').waitFor();
  });

  it('says why a file cannot be shown', async () => {
    await window.openFile('truncated.npy');
    const page = await window.webview('focal-viewer-page[data-file=""]');
    await page.getByRole('alert').getByText('broken/truncated.npy, array "truncated", byte').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('shows where the data are damaged when that part is shown', async () => {
    const values = Float32Array.from({ length: 400_000 }, (_, index) => Math.sin(index));
    const content = Buffer.concat([npyHeader('<f4', [40000, 10]), Buffer.from(values.buffer)]);
    const zip = zipSync({ 'logits.npy': content });
    zip.fill(0xff, zip.length / 2, zip.length / 2 + 64);
    await writeFile(join(window.folder, 'damaged.npz'), zip);
    const page = await openViewer(window, 'damaged.npz');
    // Math.sin(1) as float32.
    await expect.poll(() => cell(page, 0, 1).innerText()).toBe('0.841471');
    await goTo(page, '-1, -1');
    await page
      .getByRole('alert')
      .getByText(/^damaged\.npz, array "logits", byte \d+: expected /)
      .first()
      .waitFor();
  });

  it('lets the user choose an array, and asks only once', async () => {
    const array = (length: number) =>
      Buffer.concat([npyHeader('|u1', [length]), Buffer.from(Array.from({ length }, (_, i) => i % 2))]);
    const names = ['class_scores', 'box_scores', 'targets'];
    const zip = zipSync(Object.fromEntries(names.map((name) => [`${name}.npy`, array(8)])));
    await writeFile(join(window.folder, 'two_scores.npz'), zip);
    const check = async () => {
      const page = await openViewer(window, 'two_scores.npz');
      await page.getByRole('button', { name: 'Check with focal loss' }).click();
    };
    await check();
    await window.page.getByText('Which array holds the logits?').waitFor();
    // Opening the page of the check must not close the list.
    await window.webview('focal-report-page');
    await window.pick('box', 'box_scores');
    await window.webview('focal-report-view');
    await window.runCommand('View: Close All Editors');
    await check();
    await window.webview('focal-report-view');
  });

  it('hands the file over to the check', async () => {
    const page = await openViewer(window, 'data/focal_epoch16.npz');
    await page.getByRole('button', { name: 'Check with focal loss' }).click();
    await window.webview('focal-report-view');
  });

  it.each<Theme>(['light', 'dark', 'high contrast', 'high contrast light'])(
    'has no accessibility violation in the %s theme',
    async (theme) => {
      await window.setTheme(theme);
      const page = await openViewer(window, 'data/digit_classifier.npz');
      await grid(page).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await window.screenshot(`viewer-${theme.replaceAll(' ', '-')}`);
    },
  );
});
