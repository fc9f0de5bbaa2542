import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lossDataOf } from '../../../../src/check/explain/loss-data';
import { matchElements } from '../../../../src/check/explain/matched-elements';
import { CLASSES, checkedRows, randomRows, softmax } from './softmax-rows';

/** Matches the values that a loss of a row has, after `stored`. */
async function match(
  seed: number,
  lossOf: (logits: readonly number[], target: number) => number,
  stored: (value: number) => number = Math.fround,
) {
  const random = randomRows(seed);
  const [report, rows] = await checkedRows(random);
  const data = lossDataOf(report);
  if (data === null) {
    throw new Error('The targets are hard.');
  }
  const values = Float64Array.from(random.logits, (row, at) => stored(lossOf(row, random.targets[at] ?? 0)));
  return matchElements(data, rows, values, ['loss']).matches[0];
}

const focalOf = (p: number) => -((1 - p) ** 2) * Math.log(p);
const ofTarget = (values: readonly number[], target: number) => values[target] ?? Number.NaN;

/** The nearest number with so many bits of a significand, and steps not below the least. */
function rounded(value: number, bits: number, least: number): number {
  const step = Math.max(least, 2 ** (Math.floor(Math.log2(Math.abs(value))) - bits + 1));
  return Math.round(value / step) * step;
}

describe('the loss that gives the values of rows of a softmax', () => {
  it.each([
    ['focalWithoutAlpha', 'off', (row: readonly number[], at: number) => focalOf(ofTarget(softmax(row), at))],
    ['crossEntropy', 'off', (row: readonly number[], at: number) => -Math.log(ofTarget(softmax(row), at))],
    [
      'double-softmax',
      'off',
      (row: readonly number[], at: number) => focalOf(ofTarget(softmax(softmax(row)), at)),
    ],
    [
      'alpha-on-negatives',
      'classZero',
      (row: readonly number[], at: number) => (at === 0 ? 0.25 : 0.75) * focalOf(ofTarget(softmax(row), at)),
    ],
    [
      'label-smoothing-after-0.1',
      'off',
      (row: readonly number[], at: number) => {
        const p = softmax(row);
        const mean = p.reduce((sum, one) => sum - Math.log(one), 0) / CLASSES;
        return (1 - ofTarget(p, at)) ** 2 * (0.9 * -Math.log(ofTarget(p, at)) + 0.1 * mean);
      },
    ],
  ] as const)('is %s with α %s, whatever the data', async (id, role, lossOf) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        expect(await match(seed, lossOf)).toMatchObject({ id, role, reduction: 'none' });
      }),
      { numRuns: 2 },
    );
  });

  it.each([
    ['bfloat16', 8, 2 ** -133],
    ['float16', 11, 2 ** -24],
  ])('is found in an array of float32 whose values %s has', async (_, bits, least) => {
    const loss = (row: readonly number[], at: number) => focalOf(ofTarget(softmax(row), at));
    expect(await match(3, loss, (value) => rounded(value, bits, least))).toMatchObject({
      id: 'focalWithoutAlpha',
      reduction: 'none',
      agreeing: 1,
    });
  });
});
