// A real VS Code without downloading a desktop build: the server in the npm package code-server.
import { spawn } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must, npm, progress, resultsFolder, root, textOf } from './steps.mjs';

/** Node's npm packages are named after the system and the processor. */
export const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
/** VS Code 1.139.1, which wants Node 24. */
const packages = ['code-server@4.139.1', `${nodePackage}@24`];
/** Folder for downloads and for the folders of running servers. */
export const cache = join(root, '.vscode-test');
const installed = join(cache, 'server');
/** The executable of that Node, once the server is installed. */
export const newNode = join(installed, 'node_modules', nodePackage, 'bin', 'node');
const vscodeIn = (/** @type {string} */ folder) =>
  join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

/** Settings under which nothing opens by itself, and no dialog of the system appears, which tests cannot reach. */
const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'files.simpleDialog.enable': true,
};

/** Milliseconds within which the server must answer. */
const START_LIMIT = 60_000;

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {(settings: Record<string, unknown>) => Promise<void>} changeSettings replaces the user's settings
 * @property {() => Promise<void>} stop ends the server with all its processes and removes its folders
 */

/** Installs the server into `.vscode-test/` unless it is installed. */
export async function installServer() {
  const ready = join(installed, 'ready');
  if ((await textOf(ready)) === packages.join('\n')) {
    return;
  }
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'installing-'));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await progress('Installing the VS Code server from npm', () =>
    must(...npm('install', ...quiet, ...packages), { cwd: folder }),
  );
  await progress('Installing what it depends on', () =>
    must(...npm('install', '--omit=dev', ...quiet), { cwd: vscodeIn(folder) }),
  );
  await rm(installed, { recursive: true, force: true });
  await rename(folder, installed);
  await writeFile(ready, packages.join('\n'));
}

/**
 * Starts the server on a free port with its own folders, so that runs do not affect each other.
 * @param {{ name: string, settings?: Record<string, unknown>, asksForTrust?: boolean }} options `name` names the log in
 *   test-results; `asksForTrust` opens folders in Restricted Mode until they are trusted
 * @returns {Promise<Server>}
 */
export async function startServer({ name, settings = {}, asksForTrust = false }) {
  await mkdir(resultsFolder, { recursive: true });
  const data = await mkdtemp(join(cache, `${name}-`));
  const settingsFile = join(data, 'data', 'Machine', 'settings.json');
  const changeSettings = (/** @type {Record<string, unknown>} */ changed) =>
    writeFile(settingsFile, JSON.stringify({ ...calmSettings, ...changed }));
  await mkdir(join(data, 'data', 'Machine'), { recursive: true });
  await changeSettings(settings);
  const child = spawn(
    newNode,
    [join(vscodeIn(installed), 'out', 'server-main.js'), ...serverOptions(data, asksForTrust)],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const endAtOnce = () => {
    endWithChildren(child);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  const forget = endWithThisProcess(endAtOnce);
  const stop = async () => {
    forget();
    endWithChildren(child);
    await ended;
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { port: await portOf(child, join(resultsFolder, `${name}-server.log`)), changeSettings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The address that opens a folder in that server, with the extension under development.
 * @param {{ port: number, folder: string, extension?: string, tests?: string, web?: boolean }} options absolute paths;
 *   `tests` is a module whose `run()` VS Code calls; `web` takes the extension host in the browser
 */
export function addressOf({ port, folder, extension = root, tests, web = false }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${pathInUri(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ...(web ? [['extensionDevelopmentKind', 'web']] : []),
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder: pathInUri(folder), payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}

/**
 * On Windows C:\a becomes /C:/a.
 * @param {string} path
 */
function pathInUri(path) {
  return process.platform === 'win32' ? `/${path.replaceAll('\\', '/')}` : path;
}

/**
 * @param {string} data
 * @param {boolean} asksForTrust
 */
function serverOptions(data, asksForTrust) {
  return [
    '--host=127.0.0.1',
    '--port=0',
    '--without-connection-token',
    '--accept-server-license-terms',
    // The server reads the payload of the address only with this option.
    '--enable-smoke-test-driver',
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    '--disable-telemetry',
    `--server-data-dir=${data}`,
    `--extensions-dir=${join(data, 'extensions')}`,
  ];
}

/**
 * Resolves to the port that the server prints. All output after that goes to the log.
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable,
 *   import('node:stream').Readable>} child
 * @param {string} logFile
 * @returns {Promise<number>}
 */
function portOf(child, logFile) {
  const log = createWriteStream(logFile);
  child.stderr.pipe(log);
  child.stdout.pipe(log);
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (/** @type {string} */ what) => reject(new Error(`${what}; its log is ${logFile}.`));
    const timer = setTimeout(
      () => fail(`The VS Code server did not answer within ${START_LIMIT / 1000} s`),
      START_LIMIT,
    );
    child.stdout.on('data', (data) => {
      said += data;
      const port = /listening on (\d+)/.exec(said)?.[1];
      if (port === undefined) {
        return;
      }
      clearTimeout(timer);
      resolve(Number(port));
    });
    child.once('error', reject);
    child.once('close', (code) => fail(`The VS Code server ended with exit code ${code}`));
  });
}

/**
 * Calls `callback` when this process ends, also by Ctrl+C, because the signal does not reach another process group.
 * @param {() => void} callback
 * @returns {() => void} removes the callback
 */
function endWithThisProcess(callback) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    forget();
    callback();
    process.kill(process.pid, signal);
  };
  const forget = () => {
    process.off('exit', callback);
    for (const signal of signals) {
      process.off(signal, onSignal);
    }
  };
  process.once('exit', callback);
  for (const signal of signals) {
    process.once(signal, onSignal);
  }
  return forget;
}

/** @param {import('node:child_process').ChildProcess} child */
function endWithChildren(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  if (process.platform === 'win32') {
    child.kill();
  } else {
    process.kill(-child.pid, 'SIGTERM');
  }
}
