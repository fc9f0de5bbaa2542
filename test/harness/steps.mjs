// Running other programs, and saying what is going on. Only Node's own modules: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The checkout: npm runs every script there. */
export const root = process.cwd();

/** Where logs, screenshots and results of a run go. */
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
        if (!quiet) process.stdout.write(data);
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
 * Runs a program that must succeed; what it printed is shown only when it fails.
 * @param {string} command
 * @param {readonly string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function must(command, words, options = {}) {
  const { code, output } = await run(command, words, { ...options, quiet: true });
  if (code !== 0)
    throw new Error(`"${[command, ...words].join(' ')}" ended with exit code ${code}:\n${output}`);
  return output;
}

/**
 * Whether a program is there and answers.
 * @param {string} command
 * @param {readonly string[]} words
 */
export async function answers(command, words = ['--version']) {
  try {
    return (await run(command, words, { quiet: true })).code === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string} name */
async function openLog(name) {
  const path = join(resultsFolder, name);
  await mkdir(dirname(path), { recursive: true });
  return (await open(path, 'w')).createWriteStream();
}
