import type { Frame, Locator } from 'playwright-core';
import type { VSCodeWindow } from './vscode-window';

/** Parses a number in the page's format. */
export function numberIn(text: string): number {
  return Number(text.replaceAll('−', '-'));
}

export async function openPlot(window: VSCodeWindow): Promise<Frame> {
  await window.runCommand('Focal Loss: Plot');
  const page = await window.webview('focal-plot-page');
  await crosshair(page).waitFor();
  return page;
}

export const crosshair = (page: Frame): Locator => page.getByRole('slider', { name: 'Crosshair' });
export const gammaField = (page: Frame): Locator => page.getByRole('spinbutton', { name: 'γ' });
export const gammaSlider = (page: Frame): Locator => page.getByRole('slider', { name: 'γ' });
export const curveRow = (page: Frame, name: string): Locator =>
  page.getByRole('region', { name: 'Curves', exact: true }).getByRole('row', { name });

export async function readCurve(page: Frame, name: string): Promise<number> {
  return numberIn(await curveRow(page, name).getByRole('cell').first().innerText());
}

export async function placeOfCrosshair(page: Frame): Promise<number> {
  return Number(await crosshair(page).getAttribute('aria-valuenow'));
}

/** The name of the control that has the focus. */
export async function focused(page: Frame): Promise<string | null> {
  return page.evaluate<string | null>(`{
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    element?.getAttribute('aria-label') ?? null;
  }`);
}

/** Bounds of the first of these elements in the page's own window. */
export async function boundsIn(page: Frame, element: string): Promise<{ top: number; bottom: number }> {
  return page
    .locator(element)
    .first()
    .evaluate((found) => {
      const { top, bottom } = found.getBoundingClientRect();
      return { top, bottom };
    });
}
