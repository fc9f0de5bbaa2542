// npm test: everything, on a machine with nothing prepared. The last line counts what passed and failed.
//   npm test -- types lint unit python vscode web browser package     only these steps
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findBrowser, installPackages, preparePython } from './dependencies.mjs';
import { resultsFolder, root, run, say } from './steps.mjs';
import { installServer } from './vscode-server.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, what: string, run: () => Promise<Counts> }} Step */

/** Bytes that the VSIX must stay below. */
const mostBytes = 3_000_000;

/** @type {Step[]} */
const steps = [
  { name: 'types', what: 'Types', run: checkTypes },
  { name: 'lint', what: 'Lint, format, import boundaries', run: () => one('npx', ['biome', 'ci', '.']) },
  { name: 'unit', what: 'Unit and property tests', run: () => vitest('unit') },
  { name: 'build', what: 'Build', run: () => one(process.execPath, ['esbuild.mjs']) },
  { name: 'python', what: 'Parity with the Python frameworks', run: parity },
  { name: 'vscode', what: 'Inside VS Code', run: () => suites() },
  { name: 'web', what: 'Inside VS Code for the Web', run: () => suites('--web') },
  { name: 'browser', what: 'The webviews in a browser', run: browserTests },
  { name: 'package', what: 'The VSIX', run: packageExtension },
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((word) => !steps.some(({ name }) => name === word));
if (unknown !== undefined) {
  say(`There is no step "${unknown}"; the steps are ${steps.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

await mkdir(resultsFolder, { recursive: true });
await installPackages();
const total = { passed: 0, failed: 0, skipped: 0 };
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  say(`\n── ${step.what}`);
  const started = Date.now();
  const counts = await outcomeOf(step);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(`   ${counts.failed === 0 ? 'ok' : 'FAILED'}: ${sentence(counts)} (${seconds} s)`);
}
if (total.skipped > 0) say('\nA skipped test is a failure: this machine can run every test.');
process.exitCode = total.failed + total.skipped > 0 || total.passed === 0 ? 1 : 0;
say(`\n${sentence(total)}`);

/**
 * A step that cannot even be run counts as one failure, and the others still run.
 * @param {Step} step
 */
async function outcomeOf(step) {
  try {
    return await step.run();
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {Counts} counts */
function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * A program that passes or fails as a whole.
 * @param {string} command
 * @param {readonly string[]} words
 * @returns {Promise<Counts>}
 */
async function one(command, words) {
  const { code, output } = await run(command, words, { quiet: true });
  if (code !== 0) say(output);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function checkTypes() {
  const results = [
    await one('npx', ['tsc', '--noEmit']),
    await one('npx', ['tsc', '--noEmit', '-p', 'webview']),
  ];
  return sum(results);
}

/**
 * @param {string} project
 * @returns {Promise<Counts>}
 */
async function vitest(project) {
  const file = join(resultsFolder, `${project}.json`);
  await rm(file, { force: true });
  const words = [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${file}`,
  ];
  const { code, output } = await run('npx', words, { quiet: true, log: `${project}.log` });
  if (code !== 0) say(output);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
    await readFile(file, 'utf8'),
  );
  // A file that does not even load fails without a failed test.
  const failed = success || numFailedTests > 0 ? numFailedTests : 1;
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

/** The scripts print their counts themselves. */
async function parity() {
  const python = await preparePython();
  const folder = join(root, 'test', 'python');
  const results = [];
  for (const script of (await readdir(folder)).filter((name) => name.endsWith('_parity.py')).sort()) {
    const started = Date.now();
    const { code, output } = await run(python, [join(folder, script)], { quiet: true, log: `${script}.log` });
    const counts = countsIn(output, /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm);
    const failed = counts.failed === 0 && (code !== 0 || counts.passed === 0);
    if (failed || counts.failed > 0) say(output);
    say(`   ${script}: ${sentence(counts)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    results.push(failed ? { ...counts, failed: 1 } : counts);
  }
  return sum(results);
}

/** @param {string[]} words */
async function suites(...words) {
  process.env.CHROME_PATH = await findBrowser();
  await installServer();
  const script = ['test/harness/run-typescript.mjs', 'test/harness/run-suites.ts', ...words];
  const { code, output } = await run(process.execPath, script, { quiet: true });
  const counts = countsIn(output, /^mocha: (\d+) passed, (\d+) failed, (\d+) skipped$/gm);
  const failed = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  if (failed || counts.failed > 0) say(output);
  return failed ? { ...counts, failed: 1 } : counts;
}

async function browserTests() {
  process.env.CHROME_PATH = await findBrowser();
  await installServer();
  return vitest('browser');
}

async function packageExtension() {
  const vsix = join(resultsFolder, 'focal-loss.vsix');
  const { code, output } = await run('npm', ['run', 'package', '--silent', '--', '--out', vsix], {
    quiet: true,
  });
  const warned = /\bwarn/i.test(output.replaceAll(/^npm warn.*$/gm, ''));
  if (code !== 0 || warned) {
    say(output);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { size } = await stat(vsix);
  say(`   The VSIX has ${(size / 1e6).toFixed(2)} MB.`);
  return size < mostBytes ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * The last line of this form.
 * @param {string} output
 * @param {RegExp} form
 * @returns {Counts}
 */
function countsIn(output, form) {
  const last = [...output.matchAll(form)].at(-1);
  return {
    passed: Number(last?.[1] ?? 0),
    failed: Number(last?.[2] ?? 0),
    skipped: Number(last?.[3] ?? 0),
  };
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.reduce((total, { skipped }) => total + skipped, 0),
  };
}
