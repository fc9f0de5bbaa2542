// Runs the suites of test/vscode/ in a real VS Code server. Options: --web, and a part of a suite's file name.
import { createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VSCodeWindow } from '../browser/vscode-window';
import { bundleSuites } from './bundle-suites.mjs';
import { resultsFolder, root, say } from './steps.mjs';
import { stageWebExtension } from './web-extension.mjs';

/** Milliseconds without output of the suites after which VS Code counts as hung. A test may take one minute. */
const SILENCE_LIMIT = 150_000;

const words = process.argv.slice(2);
const web = words.includes('--web');
const only = words.find((word) => !word.startsWith('--')) ?? '';
const name = web ? 'suites-web' : 'suites';

await mkdir(resultsFolder, { recursive: true });
const log = createWriteStream(join(resultsFolder, `${name}.log`));
const bundle = await bundleSuites({ web, only });
const extension = process.env.FOCAL_LOSS_EXTENSION ?? root;
const staged = web ? await mkdtemp(join(tmpdir(), 'focal-loss-extension-')) : undefined;
if (staged !== undefined) {
  await stageWebExtension(extension, staged);
  // VS Code runs tests in the host of the extension whose folder contains them.
  await cp(bundle, join(staged, 'suites.js'));
}
let finish: (code: number) => void = () => undefined;
const finished = new Promise<number>((resolve) => {
  finish = resolve;
});
let timer: NodeJS.Timeout | undefined;
const window = await VSCodeWindow.open({
  name,
  web,
  extension: staged ?? extension,
  tests: staged === undefined ? bundle : join(staged, 'suites.js'),
  prepare: async (page) => {
    await page.exposeFunction('codeAutomationLog', (_kind: string, messages: unknown[]) => take(messages));
    await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
  },
});
waitOn();
const code = await finished;
clearTimeout(timer);
if (code !== 0) {
  await window.screenshot(`${name}-failed`);
}
await window.close();
if (staged !== undefined) {
  await rm(staged, { recursive: true, force: true });
}
process.exit(code);

/** Shows the lines of the tests. VS Code's own messages about the closed network go to the log only. */
function take(messages: readonly unknown[]): void {
  const text = messages.map(String).join(' ');
  log.write(`${text}\n`);
  if (!/^(mocha: | {2}(pass|skip|FAIL) )/.test(text)) {
    return;
  }
  say(text);
  waitOn();
}

function waitOn(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    say(`Nothing was heard of the suites for ${SILENCE_LIMIT / 1000} s.`);
    finish(1);
  }, SILENCE_LIMIT);
}
