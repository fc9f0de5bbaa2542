import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** From 0 to 1. Text stays sharp at this quality, and a picture of VS Code has a third of its bytes as PNG. */
const QUALITY = 0.6;

/**
 * Saves a picture of a page as WebP.
 * @param part selector of the part to save; default: all that is in view
 */
export async function saveAsWebp(page: Page, path: string, part?: string): Promise<void> {
  const clip = part === undefined ? null : await page.locator(part).first().boundingBox();
  const png = await page.screenshot(clip === null ? {} : { clip });
  const converter = await page.context().browser()?.newPage();
  const webp = await converter?.evaluate<string>(webpOf(png.toString('base64')));
  await converter?.close();
  await writeFile(path, Buffer.from(webp ?? '', 'base64'));
}

/** An expression for the browser, since Node has no encoder of WebP. Both pictures are base64. */
function webpOf(png: string): string {
  return `(async () => {
    const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,${png}')).blob());
    const canvas = document.createElement('canvas');
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    return canvas.toDataURL('image/webp', ${QUALITY}).replace(/^.*,/, '');
  })()`;
}
