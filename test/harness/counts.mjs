// How many tests passed and failed, as every runner and every step says it.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @param {Counts} counts
 * @returns {string} `N passed, N failed`, and the skipped ones if there are any
 */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Reads the last line of that form, whatever stands before it.
 * @param {string} output
 * @returns {Counts} zeros when there is no such line
 */
export function countsIn(output) {
  const last = [...output.matchAll(/^(?:mocha: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  return {
    passed: Number(last?.[1] ?? 0),
    failed: Number(last?.[2] ?? 0),
    skipped: Number(last?.[3] ?? 0),
  };
}

/**
 * What a runner printed, and how it ended: a runner that ends badly, or without a test, is a failure of its own.
 * @param {{ code: number, output: string }} ended
 * @returns {Counts}
 */
export function countsOf({ code, output }) {
  const counts = countsIn(output);
  const unexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return unexplained ? { ...counts, failed: 1 } : counts;
}

/**
 * Something that passes or fails as a whole.
 * @param {boolean} passed
 * @returns {Counts}
 */
export function asOne(passed) {
  return passed ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.reduce((total, { skipped }) => total + skipped, 0),
  };
}
