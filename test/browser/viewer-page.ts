import type { Frame, Locator } from 'playwright-core';
import type { VSCodeWindow } from './vscode-window';

/** @param path path in the workspace; the file's name must be unique there */
export async function openViewer(window: VSCodeWindow, path: string): Promise<Frame> {
  if (path.includes('/')) {
    await window.openFile(path.slice(path.lastIndexOf('/') + 1));
  } else {
    // The Explorer shows a new file before the search finds it.
    await window.page.getByRole('treeitem', { name: path }).dblclick();
  }
  const page = await window.webview(`focal-viewer-page[data-file="${path}"]`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

export const grid = (page: Frame): Locator => page.getByRole('grid');
export const activeValue = (page: Frame, text: string): Locator => page.getByText(text, { exact: true });

export function cell(page: Frame, row: number, column: number): Locator {
  return grid(page).locator(`[role=gridcell][data-row="${row}"][data-column="${column}"]`);
}

export async function goTo(page: Frame, index: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Go to index' });
  await field.fill(index);
  await field.press('Enter');
}

export async function statistic(page: Frame, term: string): Promise<string> {
  return page.locator(`dt:text-is("${term}") + dd`).innerText();
}

interface Canvas {
  getContext(kind: '2d'): { getImageData(...box: readonly number[]): { readonly data: Iterable<number> } };
}

/** Runs in the page. */
export function colourOfPixel(canvas: unknown): number[] {
  return [...(canvas as Canvas).getContext('2d').getImageData(5, 5, 1, 1).data];
}
