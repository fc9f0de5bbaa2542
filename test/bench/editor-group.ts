import { link, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { VSCodeWindow } from '../browser/vscode-window';
import { median } from './median';
import type { Bench } from './run';
import { table } from './tables';

const ROUNDS = 5;
const LIMIT = 120_000;

interface Measures {
  readonly activation: number;
  readonly first: number;
  readonly later: number;
  readonly afterEdit: number;
}

/** What a person waits for in a real VS Code. */
export async function editorGroup(bench: Bench): Promise<string> {
  const rounds: Measures[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measuresInHost(bench));
  const of = (key: keyof Measures) => inMilliseconds(median(rounds.map((measures) => measures[key])));
  const { plot, viewer } = await measuresInWindow(bench);
  return [
    '## In VS Code\n',
    table(
      ['', 'time'],
      [
        ['activation', of('activation')],
        ['first hover in a file of 5,000 lines', of('first')],
        ['further hovers', of('later')],
        ['hover after an edit', of('afterEdit')],
        ['from the command to the painted plot', inMilliseconds(plot)],
        ['from the double click on a 10 GB .npy to its table', inMilliseconds(viewer)],
      ],
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
        if (text.startsWith('bench: ')) take(JSON.parse(text.slice('bench: '.length)));
      });
      await page.exposeFunction('codeAutomationExit', (code: number) => {
        if (code !== 0) fail(new Error(`The measurements ended with exit code ${code}.`));
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
    const plot = await timeOf(() => paintPlot(window));
    await link(bench.data('ten_gigabytes.npy'), join(window.folder, 'ten_gigabytes.npy')).catch(() =>
      symlink(bench.data('ten_gigabytes.npy'), join(window.folder, 'ten_gigabytes.npy')),
    );
    const file = window.page.getByRole('treeitem', { name: 'ten_gigabytes.npy' });
    await file.waitFor();
    const viewer = await timeOf(async () => {
      await file.dblclick();
      const page = await window.webview('focal-viewer-page[data-file="ten_gigabytes.npy"]');
      await page.getByRole('gridcell').first().waitFor();
    });
    return { plot, viewer };
  } finally {
    await window.close();
  }
}

/** Typing into the palette included. */
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
