import { copyFile, link, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VSCodeWindow } from '../browser/vscode-window';
import { root } from '../harness/steps.mjs';
import type { Bench } from './bench';
import type { HoverTimes } from './hover-measures';
import { median } from './median';
import { table } from './tables';

const ROUNDS = 5;
const LIMIT = 300_000;
/** Milliseconds during which a new window is busy with its own start. */
const SETTLING = 8_000;

interface Measures {
  readonly activation: number;
  readonly hovers: readonly HoverTimes[];
  readonly onePython: number;
  readonly tenPython: number;
  readonly oneTypeScript: number;
  readonly tenTypeScript: number;
  readonly typing: number;
}

/** Times that a person waits in a real VS Code. */
export async function editorGroup(bench: Bench): Promise<string> {
  const rounds: Measures[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await measuresInHost(bench));
  }
  const of = (key: Exclude<keyof Measures, 'hovers'>) =>
    inMilliseconds(median(rounds.map((measures) => measures[key])));
  const hoverRows = (rounds[0]?.hovers ?? []).map(({ losses }, at) => {
    const time = (key: keyof HoverTimes) =>
      inMilliseconds(median(rounds.map(({ hovers }) => hovers[at]?.[key] ?? Number.NaN)));
    return [`${losses}`, time('onLoss'), time('onCall'), time('afterEdit'), time('later')];
  });
  const { plot, viewer, image, text } = await measuresInWindow(bench);
  return [
    '## In VS Code\n',
    table(
      ['', 'time'],
      [
        ['activation', of('activation')],
        ['from an edit to the diagnostics, one loss in 1,000 lines of Python', of('onePython')],
        ['ten losses', of('tenPython')],
        ['one loss in 1,000 lines of TypeScript', of('oneTypeScript')],
        ['ten losses', of('tenTypeScript')],
        ['from the last of ten edits, 120 ms apart, ten losses of Python', of('typing')],
        ['from the command to the painted plot', inMilliseconds(plot)],
        ['from the double click on a 10 GB .npy to the values in its table', inMilliseconds(viewer)],
        ["beside it, on a .png to its picture in VS Code's own viewer", inMilliseconds(image)],
        ['beside it, on a .txt to its text', inMilliseconds(text)],
      ],
    ),
    '\nHovers in a file of 5,000 lines:\n',
    table(
      [
        'losses',
        'on a loss, right after opening',
        'on α in a call',
        'on a loss, right after an edit',
        'once all were run',
      ],
      hoverRows,
    ),
  ].join('\n');
}

async function measuresInHost({ programs }: Bench): Promise<Measures> {
  let take: (measures: Measures) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const measured = new Promise<Measures>((resolve, reject) => {
    take = resolve;
    fail = reject;
  });
  const timer = setTimeout(() => fail(new Error('VS Code measured nothing in time.')), LIMIT);
  const window = await VSCodeWindow.open({
    name: 'bench',
    tests: programs.editorMeasures,
    prepare: async (page) => {
      await page.exposeFunction('codeAutomationLog', (_kind: string, messages: unknown[]) => {
        const text = messages.map(String).join(' ');
        if (text.startsWith('bench: ')) {
          take(JSON.parse(text.slice('bench: '.length)));
        }
      });
      await page.exposeFunction('codeAutomationExit', (code: number) => {
        if (code !== 0) {
          fail(new Error(`The measurements ended with exit code ${code}.`));
        }
      });
    },
  });
  try {
    return await measured;
  } finally {
    clearTimeout(timer);
    await window.close();
  }
}

async function measuresInWindow(bench: Bench) {
  const window = await VSCodeWindow.open({ name: 'bench' });
  try {
    await window.page.waitForTimeout(SETTLING);
    const plot = await timeOf(() => paintPlot(window));
    const rounds: Openings[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await openings(bench, window, `round_${round}`));
    }
    const of = (key: keyof Openings) => median(rounds.map((times) => times[key]));
    return { plot, viewer: of('viewer'), image: of('image'), text: of('text') };
  } finally {
    await window.close();
  }
}

interface Openings {
  readonly viewer: number;
  readonly image: number;
  readonly text: number;
}

/** Opens a tensor file, a picture and a text, each for the first time. The last two show what VS Code itself takes. */
async function openings(bench: Bench, window: VSCodeWindow, name: string): Promise<Openings> {
  const path = (extension: string) => join(window.folder, `${name}.${extension}`);
  await writeFile(path('txt'), name);
  await copyFile(join(root, 'media', 'icon.png'), path('png'));
  const large = bench.data('ten_gigabytes.npy');
  await link(large, path('npy')).catch(() => symlink(large, path('npy')));
  const open = (extension: string) =>
    window.page.getByRole('treeitem', { name: `${name}.${extension}` }).dblclick();
  await window.page.getByRole('treeitem', { name: `${name}.npy` }).waitFor();
  return {
    text: await timeOf(async () => {
      await open('txt');
      await window.page.locator('.view-line', { hasText: name }).waitFor();
    }),
    image: await timeOf(async () => {
      await open('png');
      await window.webview(`img[src*="${name}.png"]`);
    }),
    viewer: await timeOf(async () => {
      await open('npy');
      const page = await window.webview(`focal-viewer-page[data-file="${name}.npy"]`);
      await page.getByRole('gridcell').filter({ hasText: '0' }).first().waitFor();
    }),
  };
}

/** Opens the plot from the command palette, typing included. */
async function paintPlot(window: VSCodeWindow): Promise<void> {
  await window.runCommand('Focal Loss: Plot');
  const page = await window.webview('focal-plot-page');
  await page.locator('focal-curve-chart svg [aria-label="line"] path').first().waitFor();
}

async function timeOf(act: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

function inMilliseconds(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
