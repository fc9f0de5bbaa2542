// npm test: runs everything, on a machine with nothing prepared. The last line counts passed and failed tests.
//   npm test -- types lint unit python tfjs-node package vscode web browser     runs only these steps
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asOne, countsOf, sentence, sum } from './counts.mjs';
import { installPackages, preparePython } from './dependencies.mjs';
import { installNativeTensorFlow, nodesToTry, whyNoNativeTensorFlow } from './native-tensorflow.mjs';
import { must, npm, resultsFolder, root, run, say, seconds, textOf } from './steps.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ name: string, what: string, run: () => Promise<Counts>, packaged?: boolean }} Step `packaged` steps
 *   test what the step "package" has packed */

/** @type {Step[]} */
const steps = [
  { name: 'types', what: 'Types', run: () => script('types') },
  { name: 'lint', what: 'Lint, format, import boundaries', run: () => script('lint') },
  { name: 'package', what: 'Build and package the VSIX', run: packageExtension },
  { name: 'unit', what: 'Unit and property tests', run: () => vitest('unit') },
  { name: 'python', what: 'Parity with the Python frameworks', run: parity },
  {
    name: 'tfjs-node',
    what: 'Beside TensorFlow.js with its native backend',
    run: nativeTensorFlow,
    packaged: true,
  },
  { name: 'vscode', what: 'Inside VS Code', run: () => script('test:vscode'), packaged: true },
  { name: 'web', what: 'Inside VS Code for the Web', run: () => script('test:web'), packaged: true },
  { name: 'browser', what: 'The webviews in a browser', run: () => vitest('browser'), packaged: true },
];

/** Folder with the content of the VSIX. */
const unpacked = join(resultsFolder, 'extension');

const wanted = process.argv.slice(2);
const unknown = wanted.find((word) => !steps.some(({ name }) => name === word));
if (unknown !== undefined) {
  say(`There is no step "${unknown}"; the steps are ${steps.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const needsPackage = chosen.some(({ packaged }) => packaged);

// No colours in logs.
if (!process.stdout.isTTY) {
  process.env.NO_COLOR = '1';
}
await mkdir(resultsFolder, { recursive: true });
await installPackages();
/** @type {Counts[]} */
const results = [];
const failed = [];
for (const step of steps.filter(
  (step) => chosen.includes(step) || (needsPackage && step.name === 'package'),
)) {
  say(`\n── ${step.what}`);
  const started = Date.now();
  const counts = await outcomeOf(step);
  results.push(counts);
  if (counts.failed > 0) {
    failed.push(step.what);
  }
  say(`   ${counts.failed === 0 ? 'ok' : 'FAILED'}: ${sentence(counts)} (${seconds(started)} s)`);
}
const total = sum(results);
if (failed.length > 0) {
  say(`\nFailed: ${failed.join('; ')}.`);
}
if (total.skipped > 0) {
  say('\nA skipped test is a failure: whatever a test needs, npm test provides.');
}
process.exitCode = total.failed + total.skipped > 0 || total.passed === 0 ? 1 : 0;
say(`\n${sentence(total)}`);

/**
 * Runs a step. A step that cannot be run counts as one failure, and the other steps still run.
 * @param {Step} step
 */
async function outcomeOf(step) {
  try {
    return await step.run();
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return asOne(false);
  }
}

/**
 * Runs a script of package.json. A script without counts passes or fails as a whole.
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function script(name) {
  const ended = await run(...npm('run', '--silent', name), { quiet: true, log: `${name}.log` });
  const counts = name.startsWith('test:') ? countsOf(ended) : asOne(ended.code === 0);
  if (counts.failed > 0) {
    say(ended.output.replaceAll(/^ {2}pass .*\n/gm, ''));
  }
  return counts;
}

/** Builds the VSIX and prints its size. Later steps test the content of the VSIX. */
async function packageExtension() {
  const { code, output } = await run(...npm('run', '--silent', 'package'), {
    quiet: true,
    log: 'package.log',
  });
  if (code !== 0) {
    say(output);
    return asOne(false);
  }
  say(`   ${output.trim().split('\n').at(-1)}`);
  const { unpackVsix } = await import('./unpack-vsix.mjs');
  await unpackVsix(join(root, 'focal-loss.vsix'), unpacked);
  process.env.FOCAL_LOSS_EXTENSION = unpacked;
  return asOne(true);
}

/**
 * @param {string} project
 * @returns {Promise<Counts>}
 */
async function vitest(project) {
  const file = join(resultsFolder, `${project}.json`);
  await rm(file, { force: true });
  // The screen shows failures only.
  const reporters = ['--reporter=dot', '--silent=passed-only', '--reporter=json', `--outputFile=${file}`];
  const { output } = await run(...npm('run', '--silent', `test:${project}`, '--', ...reporters), {
    quiet: true,
    log: `${project}.log`,
  });
  const results = await textOf(file);
  if (results === '') {
    say(output);
    return asOne(false);
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(results);
  if (!success) {
    say(output);
  }
  // A file that does not load fails without a failed test.
  const failed = success || numFailedTests > 0 ? numFailedTests : 1;
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

/**
 * The scripts of test/python/ count their comparisons themselves. Two run at a time, since most of each uses one processor.
 */
async function parity() {
  const python = await preparePython();
  const folder = join(root, 'test', 'python');
  await must(process.execPath, ['esbuild.mjs']);
  process.env.FOCAL_LOSS_BUILT = 'true';
  const waiting = (await readdir(folder)).filter((name) => name.endsWith('_parity.py')).sort();
  /** @type {Counts[]} */
  const results = [];
  const inTurn = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const started = Date.now();
      const ended = await run(python, [join(folder, name)], { quiet: true, log: `${name}.log` });
      const counts = countsOf(ended);
      if (counts.failed > 0) {
        say(ended.output);
      }
      say(`   ${name}: ${sentence(counts)} (${seconds(started)} s)`);
      results.push(counts);
    }
  };
  await Promise.all([inTurn(), inTurn()]);
  return sum(results);
}

/**
 * The command line compares its loss with @tensorflow/tfjs-node on the oldest Node that is supported and on that of VS Code.
 * A machine that cannot compile the addon says why.
 */
async function nativeTensorFlow() {
  const why = await whyNoNativeTensorFlow();
  if (why !== null) {
    say(`   skipped: ${why}`);
    return { passed: 0, failed: 0, skipped: 0 };
  }
  await preparePython();
  const folder = await installNativeTensorFlow();
  /** @type {Counts[]} */
  const results = [];
  for (const node of await nodesToTry()) {
    const ended = await run(node, [join(root, 'test', 'tfjs-node', 'cross-check.mjs'), unpacked, folder], {
      quiet: true,
      log: 'tfjs-node.log',
    });
    const counts = countsOf(ended);
    say(counts.failed > 0 ? ended.output : `   ${ended.output.trim().replaceAll('\n', '\n   ')}`);
    results.push(counts);
  }
  return sum(results);
}
