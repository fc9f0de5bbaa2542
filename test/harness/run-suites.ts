// Runs the suites of test/vscode/ inside a real VS Code server. Options: --web, and a part of a suite's file name.
import { createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VSCodeWindow } from '../browser/vscode-window';
import { bundleSuites } from './bundle-suites.mjs';
import { resultsFolder, root, say } from './steps.mjs';

/** Milliseconds for all suites together. */
const LIMIT = 300_000;

const words = process.argv.slice(2);
const web = words.includes('--web');
const only = words.find((word) => !word.startsWith('--')) ?? '';

await mkdir(resultsFolder, { recursive: true });
const log = createWriteStream(join(resultsFolder, web ? 'suites-web.log' : 'suites.log'));
const bundle = await bundleSuites({ web, only });
// VS Code takes the browser's bundle only of an extension that has no `main`.
const staged = web ? await stageWithoutMain(bundle) : undefined;
let finish: (code: number) => void = () => undefined;
const finished = new Promise<number>((resolve) => {
  finish = resolve;
});
const window = await VSCodeWindow.open({
  name: web ? 'suites-web' : 'suites',
  tests: staged === undefined ? bundle : join(staged, 'suites.js'),
  web,
  ...(staged === undefined ? {} : { extension: staged }),
  prepare: async (page) => {
    await page.exposeFunction('codeAutomationLog', (_kind: string, messages: unknown[]) => take(messages));
    await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
  },
});
const timer = setTimeout(() => {
  say(`The suites did not end within ${LIMIT / 1000} s.`);
  finish(1);
}, LIMIT);
const code = await finished;
clearTimeout(timer);
if (code !== 0) await window.screenshot(web ? 'suites-web-failed' : 'suites-failed');
await window.close();
if (staged !== undefined) await rm(staged, { recursive: true, force: true });
process.exit(code);

/** The tests' lines are shown; what VS Code itself says of the closed network goes to the log. */
function take(messages: readonly unknown[]): void {
  const text = messages.map(String).join(' ');
  log.write(`${text}\n`);
  if (/^(mocha: | {2}(pass|skip|FAIL) )/.test(text)) say(text);
}

/** Tests run in the extension host of the extension in whose folder they lie. */
async function stageWithoutMain(suites: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'focal-loss-extension-'));
  for (const part of ['dist', 'media']) await cp(join(root, part), join(folder, part), { recursive: true });
  await cp(suites, join(folder, 'suites.js'));
  const { main: _, ...manifest } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
