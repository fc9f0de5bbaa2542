import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VSCodeWindow } from './vscode-window';

/** Names of formats, arrays, files, types and losses, which are the same in every language. */
const DATA =
  /\b(?:PNG|SVG|CSV|HTML|Markdown|JSON|Logit|NPY|NPZ|safetensors|bool|u?int\d+|float\d+|logits|targets|labels|NaN|nan|inf|CE|FL|p_t|x_t|log|Viridis|sigmoid|softmax|dtype|[\w/-]+\.(?:npz|npy|json)|kB|MB|GB|B)\b/g;

describe('VS Code in Chinese', () => {
  let window: VSCodeWindow;

  beforeAll(async () => {
    window = await VSCodeWindow.open({ name: 'languages', language: 'zh-cn' });
  });
  afterAll(() => window.close());

  it('has no English sentence in the viewer', async () => {
    await window.openFile('data/digit_classifier.npz');
    const page = await window.webview('focal-viewer-page');
    await page.locator('focal-histogram-figure svg').first().waitFor();
    expect(await inEnglish(page)).toEqual([]);
  });

  it('has no English sentence in the report', async () => {
    await window.runCommand('Focal Loss: 检查张量');
    const page = await window.webview('focal-report-page');
    await page.locator('focal-report-chart svg').first().waitFor();
    expect(await inEnglish(page)).toEqual([]);
  });

  it('has no English sentence in a comparison', async () => {
    const page = await window.webview('focal-report-page');
    await page.getByRole('button', { name: '比较…' }).click();
    await window.pick('data/focal_epoch1.npz');
    await page.locator('focal-report-comparison focal-report-chart svg').first().waitFor();
    expect(await inEnglish(page)).toEqual([]);
  });

  it('has no English sentence in the plot', async () => {
    await window.runCommand('Focal Loss: 绘制曲线图');
    const page = await window.webview('focal-plot-page');
    await page.locator('focal-curve-chart svg').first().waitFor();
    expect(await inEnglish(page)).toEqual([]);
  });

  it('has no English sentence in a report without a best temperature', async () => {
    const arrays = { logits: [2, -2, 3, -3], targets: [1, 0, 1, 0] };
    await writeFile(join(window.folder, 'always_right.json'), JSON.stringify(arrays));
    await window.runCommand('Focal Loss: 检查张量');
    await window.pick('always_right.json');
    const page = await window.webview('focal-report-page');
    await page.getByText('不存在最佳温度').first().waitFor();
    expect(await inEnglish(page)).toEqual([]);
  });
});

/** Texts, labels and titles of a page with words that are not data: one without a Chinese character, or a run of three. */
async function inEnglish(page: Frame): Promise<string[]> {
  const texts = await page.evaluate<string[]>(READ_TEXTS);
  return [...new Set(texts)].filter((text) => {
    const words = text.replaceAll(DATA, ' ');
    return /\p{Script=Han}/u.test(text)
      ? /[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2}/.test(words)
      : /[A-Za-z]{2,}/.test(words);
  });
}

/**
 * Every text that a person sees or hears, through all shadow roots; not the names that Observable Plot gives to parts of a
 * drawing, which is hidden from screen readers.
 */
const READ_TEXTS = `(() => {
  const texts = [];
  const visit = (node) => {
    if (node instanceof Element) {
      if (node.matches('style, script')) {
        return;
      }
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext']) {
        texts.push((node instanceof SVGElement ? null : node.getAttribute(name)) ?? '');
      }
      for (const child of node.shadowRoot?.childNodes ?? []) {
        visit(child);
      }
    }
    if (node.nodeType === Node.TEXT_NODE) {
      texts.push(node.textContent.trim());
    }
    for (const child of node.childNodes) {
      visit(child);
    }
  };
  visit(document.body);
  return texts.filter((text) => text !== '');
})()`;
