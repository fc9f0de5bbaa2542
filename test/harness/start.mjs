// npm start: a real VS Code with the extension and the example workspace in it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installPackages } from './dependencies.mjs';
import { answers, must, root, say } from './steps.mjs';
import { addressOf, installServer, startServer } from './vscode-server.mjs';

const usage = `npm start                 VS Code for the desktop if it is installed, else in the browser
npm start -- --browser    in the browser in any case
npm start -- --web        in the browser, with the extension in the browser's own extension host
npm start -- --no-open    print the address instead of opening the browser`;

const words = process.argv.slice(2);
const unknown = words.find((word) => !['--browser', '--web', '--no-open'].includes(word));
if (unknown !== undefined) {
  say(`Unknown option ${unknown}.\n${usage}`);
  process.exit(2);
}

const examples = join(root, 'examples');
await installPackages();
say('Building…');
await must(process.execPath, [join(root, 'esbuild.mjs')]);

const desktop = words.length === 0 ? await findDesktop() : undefined;
if (desktop === undefined) await openInBrowser();
else openOnDesktop(desktop);

/** @param {string} command */
function openOnDesktop(command) {
  say('Opening VS Code with the extension and the example workspace.');
  const window = ['--new-window', `--extensionDevelopmentPath=${root}`, examples];
  spawn(command, window, { stdio: 'ignore', detached: true, shell: process.platform === 'win32' }).unref();
}

async function openInBrowser() {
  await installServer();
  const server = await startServer({ name: 'start', settings: { 'workbench.startupEditor': 'none' } });
  const address = addressOf({ port: server.port, folder: examples, web: words.includes('--web') });
  const opener = words.includes('--no-open') ? undefined : browserOpener();
  if (opener !== undefined) spawn(opener, [address], { stdio: 'ignore', detached: true }).unref();
  say(
    `\nVS Code with the extension and the example workspace${opener === undefined ? ', open in a browser' : ''}:\n\n  ${address}\n`,
  );
  say('Ctrl+C ends it.');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => server.stop().then(() => process.exit(0)));
  }
}

/** The command that starts an installed desktop VS Code, if there is one and a screen to show it. */
async function findDesktop() {
  const candidates = {
    darwin: ['code', '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'],
    win32: ['code.cmd'],
    linux: hasScreen() ? ['code', 'codium'] : [],
  };
  for (const command of candidates[/** @type {keyof typeof candidates} */ (process.platform)] ?? []) {
    if (await answers(command)) return command;
  }
  return undefined;
}

function browserOpener() {
  if (process.platform === 'darwin') return 'open';
  if (process.platform === 'win32') return 'explorer';
  return hasScreen() ? 'xdg-open' : undefined;
}

function hasScreen() {
  return process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
}
