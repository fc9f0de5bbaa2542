// A real VS Code without downloading a desktop build: the server that the npm package code-server carries.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, resultsFolder, root, say } from './steps.mjs';

/** VS Code 1.139.1. The server wants Node 24, which comes from npm too. */
const packages = ['code-server@4.139.1', `node-${platformName()}@24`];
const cache = join(root, '.vscode-test');
const installed = join(cache, 'server');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Milliseconds that the server may take to answer. */
const startLimit = 60_000;

/** Installs the server into `.vscode-test/` unless it is there. */
export async function installServer() {
  if (await exists(join(installed, 'ready'))) return;
  say('Installing the VS Code server from npm…');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'installing-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await must(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], { cwd: folder });
  const server = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await must(npm, ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: server });
  await writeFile(join(folder, 'ready'), `${packages.join('\n')}\n`);
  await rm(installed, { recursive: true, force: true });
  await rename(folder, installed);
}

/**
 * Starts the server on a free port, with folders of its own, so that runs do not see each other.
 * @param {{ name: string, settings?: Record<string, unknown> }} options `name` names the log in test-results;
 *   `settings` are the user's settings
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startServer({ name, settings = {} }) {
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), 'focal-loss-vscode-'));
  await mkdir(join(data, 'server', 'data', 'Machine'), { recursive: true });
  await writeFile(join(data, 'server', 'data', 'Machine', 'settings.json'), JSON.stringify(settings));
  await mkdir(resultsFolder, { recursive: true });
  const log = createWriteStream(join(resultsFolder, `${name}-server.log`));
  const child = spawn(
    join(installed, 'node_modules', `node-${platformName()}`, 'bin', 'node'),
    [
      join(installed, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--without-connection-token',
      '--accept-server-license-terms',
      '--enable-smoke-test-driver',
      '--disable-workspace-trust',
      '--disable-telemetry',
      '--server-data-dir',
      join(data, 'server'),
      '--extensions-dir',
      join(data, 'extensions'),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const stop = async () => {
    endWithChildren(child);
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answering(port, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, stop };
}

/**
 * The address that opens a folder in that server, with the extension under development.
 * @param {{ port: number, folder: string, extension?: string, tests?: string, web?: boolean }} options absolute paths;
 *   `tests` is a module whose `run()` VS Code calls; `web` takes the extension host in the browser
 */
export function addressOf({ port, folder, extension = root, tests, web = false }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ...(web ? [['extensionDevelopmentKind', 'web']] : []),
    ['skipWelcome', 'true'],
  ];
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function platformName() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  return `${system}-${process.arch}`;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('No free port.')),
      );
    });
  });
}

/**
 * @param {number} port
 * @param {import('node:child_process').ChildProcess} child
 */
async function answering(port, child) {
  const limit = Date.now() + startLimit;
  while (Date.now() < limit) {
    if (child.exitCode !== null) {
      throw new Error(
        `The VS Code server ended with exit code ${child.exitCode}; see its log in test-results.`,
      );
    }
    const answered = await fetch(`http://127.0.0.1:${port}/version`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(
    `The VS Code server did not answer within ${startLimit / 1000} s; see its log in test-results.`,
  );
}

/** @param {import('node:child_process').ChildProcess} child */
function endWithChildren(child) {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGTERM');
}

/** @param {string} path */
async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
