// Finds the programs of the desktop: VS Code, and a browser to open an address.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answers, must, root, say } from './steps.mjs';

/** @typedef {readonly [command: string, ...words: string[]]} Command */

/** Commands that start VS Code, tried in this order. */
/** @type {Partial<Record<NodeJS.Platform, Command[]>>} */
const editors = {
  darwin: [['code'], ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'], ['codium']],
  linux: [['code'], ['codium']],
  win32: [['cmd', '/c', 'code']],
};

/** @type {Partial<Record<NodeJS.Platform, Command>>} */
const openers = {
  darwin: ['open'],
  linux: ['xdg-open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * The installed VS Code, if there is a screen to show it and it is as new as the extension needs.
 * @returns {Promise<Command | undefined>}
 */
export async function findEditor() {
  if (!hasScreen()) {
    return undefined;
  }
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const needed = versionIn(engines.vscode);
  for (const editor of editors[process.platform] ?? []) {
    const [command, ...words] = editor;
    if (!(await answers(command, [...words, '--version']))) {
      continue;
    }
    const version = versionIn(await must(command, [...words, '--version']));
    if (!isOlder(version, needed)) {
      return editor;
    }
    say(`The installed VS Code is ${version.join('.')}; the extension needs ${needed.join('.')}.`);
  }
  return undefined;
}

/** @returns {Command | undefined} the command that opens an address in the browser, if there is a screen */
export function browserOpener() {
  return hasScreen() ? openers[process.platform] : undefined;
}

/**
 * Starts a program that outlives this process.
 * @param {Command} command
 * @param {...string} more
 */
export function start([command, ...words], ...more) {
  const child = spawn(command, [...words, ...more], { stdio: 'ignore', detached: true });
  child.once('error', (error) => say(`${command} could not be started: ${error.message}`));
  child.unref();
}

function hasScreen() {
  return (
    process.platform !== 'linux' ||
    process.env.DISPLAY !== undefined ||
    process.env.WAYLAND_DISPLAY !== undefined
  );
}

/** @param {string} text */
function versionIn(text) {
  return (/\d+\.\d+\.\d+/.exec(text)?.[0] ?? '0.0.0').split('.').map(Number);
}

/**
 * @param {readonly number[]} version
 * @param {readonly number[]} other
 */
function isOlder(version, other) {
  const place = version.findIndex((part, index) => part !== other[index]);
  return place >= 0 && Number(version[place]) < Number(other[place]);
}
