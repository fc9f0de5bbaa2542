// npm start: opens a real VS Code with the extension and the example workspace.
import { join } from 'node:path';
import { installPackages } from './dependencies.mjs';
import { browserOpener, findEditor, start } from './desktop.mjs';
import { must, progress, root, say } from './steps.mjs';
import { addressOf, cache, installServer, startServer } from './vscode-server.mjs';
import { stageWebExtension } from './web-extension.mjs';

const USAGE = `npm start                 VS Code for the desktop if it is installed, else in the browser
npm start -- --browser    in the browser in any case
npm start -- --web        in the browser, with the extension in the browser's own extension host
npm start -- --no-open    in the browser, which is left to you to open`;

const words = process.argv.slice(2);
const unknown = words.find((word) => !['--browser', '--web', '--no-open'].includes(word));
if (unknown !== undefined) {
  say(`There is no option ${unknown}.\n${USAGE}`);
  process.exit(2);
}

const examples = join(root, 'examples');
await installPackages();
await progress('Building', () => must(process.execPath, ['esbuild.mjs']));

const editor = words.length === 0 ? await findEditor() : undefined;
if (editor === undefined) {
  await openInBrowser();
} else {
  say('VS Code opens with the extension and the example workspace.');
  start(editor, '--new-window', `--extensionDevelopmentPath=${root}`, examples);
}

async function openInBrowser() {
  await installServer();
  const web = words.includes('--web');
  const extension = web ? join(cache, 'web-extension') : root;
  if (web) {
    await stageWebExtension(root, extension);
  }
  const { port } = await startServer({ name: 'start' });
  const address = addressOf({ port, folder: examples, extension, web });
  const opener = words.includes('--no-open') ? undefined : browserOpener();
  if (opener !== undefined) {
    start(opener, address);
  }
  say(
    `\n${opener === undefined ? 'Open' : 'The browser opens'} VS Code with the extension and the example workspace:\n`,
  );
  say(`  ${address}\n\nCtrl+C ends it.`);
}
