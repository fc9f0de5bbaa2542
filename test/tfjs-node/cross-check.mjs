// Lets the command line compare losses with the native TensorFlow.js, in the Node that runs this script:
// node cross-check.mjs EXTENSION FOLDER. FOLDER leads to @tensorflow/tfjs-node.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [, , extension = '', native = ''] = process.argv;
const EXAMPLE = 'examples/data/focal_epoch16.npz';

/** Logits and targets of three classes; the first rows have equal logits. */
const softmax = JSON.stringify({
  logits: Array.from({ length: 300 }, (_, row) =>
    [0, 1, 2].map((label) => (row < 3 ? -1 : 6 * Math.sin(row * 3.7 + label * 1.3))),
  ),
  targets: Array.from({ length: 300 }, (_, row) => row % 3),
});

/** The same logits, of which each has a target of its own. */
const labels = JSON.stringify({
  logits: JSON.parse(softmax).logits,
  targets: Array.from({ length: 300 }, (_, row) =>
    [0, 1, 2].map((label) => Number((row * 7 + label) % 3 < 2 - (row % 2))),
  ),
});

const folder = await mkdtemp(join(tmpdir(), 'focal-loss-native-'));
const counts = { passed: 0, failed: 0 };
try {
  await writeFile(join(folder, 'softmax.json'), softmax);
  await writeFile(join(folder, 'labels.json'), labels);
  const cases = [
    [EXAMPLE, []],
    [EXAMPLE, ['--alpha', 'none', '--gamma', '0.5']],
    [join(folder, 'softmax.json'), []],
    [join(folder, 'softmax.json'), ['--gamma', '5', '--alpha', '0.2,1,3']],
    [join(folder, 'labels.json'), ['--alpha', '0.1,0.2,0.7']],
  ];
  for (const [file, options] of /** @type {[string, string[]][]} */ (cases)) {
    const words = ['check', file, '--json', '--engine', 'tfjs-node', '--tfjs-node', native, ...options];
    const found = await crossCheckOf(words);
    const isRight =
      found.engine?.package === '@tensorflow/tfjs-node' &&
      found.engine.backend === 'tensorflow' &&
      found.why.kind === 'found' &&
      found.values > 0 &&
      found.agrees;
    counts[isRight ? 'passed' : 'failed']++;
    if (!isRight) {
      console.log(JSON.stringify(found, null, 2));
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
console.log(`Node ${process.versions.node}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/**
 * @param {string[]} words
 * @returns {Promise<import('../../src/check/report/cross-check').CrossCheck>}
 */
function crossCheckOf(words) {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 100_000_000 };
    execFile(
      process.execPath,
      [join(extension, 'dist', 'cli.js'), ...words],
      options,
      (_, output, errors) => {
        try {
          resolve(JSON.parse(output).crossCheck);
        } catch {
          reject(new Error(errors));
        }
      },
    );
  });
}
