import type { Frame, Locator } from 'playwright-core';
import type { VSCodeWindow } from './vscode-window';

/** Σ FL as the table of losses shows it. */
export function focalLossOf(report: Frame): Promise<string | null> {
  const row = report
    .getByRole('row')
    .filter({ has: report.getByRole('rowheader', { name: 'FL', exact: true }) });
  return row.getByRole('cell').first().textContent();
}

export async function typeGamma(report: Frame, gamma: number): Promise<void> {
  const field = report.getByRole('spinbutton', { name: /γ/ });
  await field.fill(String(gamma));
  await field.press('Enter');
}

/** Presses the mouse on a slider. Returns a function that moves the mouse to a share of the slider's width. */
export async function startDrag(
  window: VSCodeWindow,
  slider: Locator,
): Promise<(share: number) => Promise<void>> {
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (box === null) {
    throw new Error('The slider has no place.');
  }
  const move = (share: number) =>
    window.page.mouse.move(box.x + share * box.width, box.y + box.height / 2, { steps: 5 });
  await move(0.3);
  await window.page.mouse.down();
  return move;
}
