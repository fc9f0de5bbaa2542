import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { saveAsWebp } from '../browser/webp';
import { findBrowser } from '../harness/dependencies.mjs';
import { resultsFolder, root } from '../harness/steps.mjs';
import type { Measured } from './measure';
import { inMegabytes, inSeconds } from './tables';

const RESULTS = join(resultsFolder, 'bench', 'check.json');
const [WIDTH, ROW, TOP, LABELS, BARS] = [760, 30, 64, 210, 400];
const THEMES = {
  light: { background: '#ffffff', text: '#1f2328', quiet: '#59636e', bar: '#8c959f', ours: '#0969da' },
  dark: { background: '#0d1117', text: '#f0f6fc', quiet: '#9198a1', bar: '#656c76', ours: '#4493f8' },
};

/** Keeps the results of a comparison for the chart. */
export async function keepForChart(results: Readonly<Record<string, Measured>>): Promise<void> {
  await mkdir(join(resultsFolder, 'bench'), { recursive: true });
  await writeFile(RESULTS, JSON.stringify(results));
}

/** Draws the last results of the group `check` as the README's pictures. */
export async function chartGroup(): Promise<string> {
  const results: Record<string, Measured> = JSON.parse(await readFile(RESULTS, 'utf8'));
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
  try {
    const height = TOP + ROW * Object.keys(results).length + 16;
    const page = await browser.newPage({ viewport: { width: WIDTH, height }, deviceScaleFactor: 2 });
    for (const theme of ['light', 'dark'] as const) {
      await page.setContent(`<body style="margin:0">${chart(results, theme, height)}</body>`);
      await saveAsWebp(page, join(root, 'docs', 'images', `check-speed-${theme}.webp`));
    }
  } finally {
    await browser.close();
  }
  return '## Chart\n\nDrawn: docs/images/check-speed-light.webp and -dark.webp';
}

function chart(
  results: Readonly<Record<string, Measured>>,
  theme: keyof typeof THEMES,
  height: number,
): string {
  const { background, text, quiet, bar, ours } = THEMES[theme];
  const longest = Math.max(...Object.values(results).map(({ seconds }) => seconds));
  const rows = Object.entries(results).map(([name, { seconds, peakBytes }], row) => {
    const y = TOP + ROW * row;
    const width = Math.max(2, (BARS * seconds) / longest);
    const isOurs = name === 'focal-loss';
    return [
      `<text x="${LABELS - 12}" y="${y + 15}" text-anchor="end" fill="${text}" font-weight="${isOurs ? 600 : 400}">${name}</text>`,
      `<rect x="${LABELS}" y="${y}" width="${width}" height="20" rx="3" fill="${isOurs ? ours : bar}"/>`,
      `<text x="${LABELS + width + 8}" y="${y + 15}" fill="${quiet}">${inSeconds(seconds)}, ${inMegabytes(peakBytes)}</text>`,
    ].join('');
  });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.version}; whole process, warm cache; medians of 5`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="13">
<rect width="100%" height="100%" fill="${background}"/>
<text x="16" y="26" fill="${text}" font-size="15" font-weight="600">A check of 50 million logits: time and peak memory</text>
<text x="16" y="46" fill="${quiet}" font-size="12">${machine}</text>
${rows.join('\n')}
</svg>`;
}
