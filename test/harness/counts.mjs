// Numbers of passed and failed tests, in the form in which every runner and every step prints them.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @param {Counts} counts
 * @returns {string} `N passed, N failed`, and the skipped ones if there are any
 */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Reads the counts from the last line of the form of `sentence`.
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
 * Counts of a runner from its output. A runner that exits with an error, or without a test, adds a failure.
 * @param {{ code: number, output: string }} ended
 * @returns {Counts}
 */
export function countsOf({ code, output }) {
  const counts = countsIn(output);
  const unexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return unexplained ? { ...counts, failed: 1 } : counts;
}

/**
 * Counts of a step that passes or fails as a whole.
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
