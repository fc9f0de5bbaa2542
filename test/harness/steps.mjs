// Runs other programs and reports progress. It imports only Node's own modules, because it runs before anything is
// installed.
import { spawn } from 'node:child_process';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Folder of the checkout, in which npm runs every script. */
export const root = process.cwd();

/** Folder for logs, screenshots and results of a run. */
export const resultsFolder = join(root, 'test-results');

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log?: string, quiet?: boolean }} [options] `log` names a file in
 *   test-results that keeps the output; `quiet` keeps it off the screen
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(command, words, { cwd = root, env = process.env, log, quiet = false } = {}) {
  const file = log === undefined ? undefined : await openLog(log);
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(command, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      const take = (/** @type {Buffer} */ data) => {
        output += data.toString();
        file?.write(data);
        if (!quiet) {
          process.stdout.write(data);
        }
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code: code ?? (signal === null ? 1 : 128), output }));
    });
  } finally {
    file?.end();
  }
}

/**
 * Runs a program that must succeed. Its output is shown only when it fails.
 * @param {string} command
 * @param {readonly string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function must(command, words, options = {}) {
  const { code, output } = await run(command, words, { ...options, quiet: true });
  if (code !== 0) {
    throw new Error(`"${[command, ...words].join(' ')}" ended with exit code ${code}:\n${output}`);
  }
  return output;
}

/**
 * Resolves to true if the program exists and exits without an error.
 * @param {string} command
 * @param {readonly string[]} words
 */
export async function answers(command, words = ['--version']) {
  try {
    return (await run(command, words, { quiet: true })).code === 0;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

/**
 * The command that calls npm. If npm started this process, it is npm's own script: on Windows only a shell can run the
 * command `npm`.
 * @param {...string} words
 * @returns {[command: string, words: string[]]}
 */
export function npm(...words) {
  const script = process.env.npm_execpath;
  return script?.endsWith('npm-cli.js') ? [process.execPath, [script, ...words]] : ['npm', words];
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Prints what is being done, and at the end how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function progress(what, work) {
  process.stdout.write(`${what}… `);
  const started = Date.now();
  try {
    const result = await work();
    say(`${seconds(started)} s`);
    return result;
  } catch (error) {
    say('failed');
    throw error;
  }
}

/**
 * Seconds since `started`, with one decimal.
 * @param {number} started milliseconds from Date.now()
 */
export function seconds(started) {
  return ((Date.now() - started) / 1000).toFixed(1);
}

/**
 * Time of a file's last change in milliseconds; 0 when there is no file.
 * @param {string} path
 */
export async function modified(path) {
  return stat(path).then(({ mtimeMs }) => mtimeMs, zeroWhenMissing);
}

/**
 * The text of a file; empty when there is no file.
 * @param {string} path
 */
export async function textOf(path) {
  return (await modified(path)) > 0 ? readFile(path, 'utf8') : '';
}

/** @param {unknown} error */
function zeroWhenMissing(error) {
  if (isMissing(error)) {
    return 0;
  }
  throw error;
}

/** @param {unknown} error */
function isMissing(error) {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** @param {string} name */
async function openLog(name) {
  const path = join(resultsFolder, name);
  await mkdir(dirname(path), { recursive: true });
  return (await open(path, 'w')).createWriteStream();
}
