import { chromium } from 'playwright-core';
import { findBrowser } from '../harness/dependencies.mjs';
import type { Bench } from './bench';
import { median } from './median';
import { inSeconds, table } from './tables';

const ROUNDS = 5;

/** The check of the same data in memory, in one thread of the browser and one of Node. */
export async function webGroup({ programs }: Bench): Promise<string> {
  await import(programs.checkInMemory);
  const inNode: { checkInMemory: { secondsOfChecks(rounds: number): Promise<number[]> } } =
    Object(globalThis);
  const node = median(await inNode.checkInMemory.secondsOfChecks(ROUNDS));
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: programs.checkInMemory });
    const seconds = await page.evaluate<number[]>(`checkInMemory.secondsOfChecks(${ROUNDS})`);
    const web = median(seconds);
    return [
      '## In the browser: 20 million float32 logits in memory, one thread\n',
      table(
        ['', 'time', 'of Node'],
        [
          ['Node', inSeconds(node), '1.0 ×'],
          ['Chromium', inSeconds(web), `${(web / node).toFixed(2)} ×`],
        ],
      ),
    ].join('\n');
  } finally {
    await browser.close();
  }
}
