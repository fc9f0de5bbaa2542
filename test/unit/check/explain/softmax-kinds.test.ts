import { describe, expect, it } from 'vitest';
import { explained, triedOn } from '../../../../src/check/explain/explain-report';
import { readPrinted } from '../../../../src/check/explain/printed-value';
import { checkedRows, randomRows, softmax } from './softmax-rows';

const ALPHA = 0.25;
const GAMMA = 2;

/** The sum of one-vs-rest losses of classes, each by its share. */
function ofShares(p: readonly number[], shareOf: (at: number) => number): number {
  return p.reduce((sum, one, at) => sum - ALPHA * shareOf(at) * (1 - one) ** GAMMA * Math.log(one), 0);
}

const sigmoidFocal = (x: number, isTarget: boolean): number => {
  const p = 1 / (1 + Math.exp(isTarget ? -x : x));
  return (1 - p) ** GAMMA * -Math.log(p);
};

/** Within the limits that Keras has. */
const limited = (p: number): number => Math.min(1 - 1e-7, Math.max(1e-7, p));

describe('the loss of a softmax that gives a printed value', () => {
  it.each([
    [
      'label-smoothing-before-0.1',
      (row: readonly number[], target: number) =>
        ofShares(softmax(row).map(limited), (at) => 0.1 / row.length + (at === target ? 0.9 : 0)),
    ],
    [
      'one-hot-plus-1e-6',
      (row: readonly number[], target: number) =>
        // Of a probability of 1, 1 − (p + 1e-8) is below 0, and its square next to nothing.
        ofShares(
          softmax(row).map((p) => p + 1e-8),
          (at) => 1e-6 + (at === target ? 1 : 0),
        ),
    ],
    [
      'one-vs-rest-of-foreground',
      (row: readonly number[], target: number) =>
        row.slice(1).reduce((sum, x, at) => sum + sigmoidFocal(x, at + 1 === target), 0) / (row.length - 1),
    ],
  ] as const)('may be %s', async (id, lossOf) => {
    // Some logits are so far apart that Keras cuts their probabilities.
    const random = randomRows(5, 60);
    const [report, rows] = await checkedRows(random);
    const losses = random.logits.map((row, at) => lossOf(row, random.targets[at] ?? 0));
    const mean = losses.reduce((sum, one) => sum + one, 0) / losses.length;
    const printed = readPrinted(mean.toPrecision(9));
    const found = printed && explained(triedOn(report, rows), printed).explanations[0];
    expect(found).toMatchObject({ id, facts: { gamma: GAMMA, reduction: 'mean' } });
    expect((found?.value ?? 0) / mean).toBeCloseTo(1, 9);
  });

  it('may be divided by the rows of other classes than 0, where none is known to be the background', async () => {
    const random = randomRows(6);
    const [report, rows] = await checkedRows(random);
    const sum = random.logits.reduce((all, row, at) => {
      const p = softmax(row)[random.targets[at] ?? 0] ?? Number.NaN;
      return all - (1 - p) ** GAMMA * Math.log(p);
    }, 0);
    const printed = readPrinted((sum / random.targets.filter((target) => target > 0).length).toPrecision(7));
    expect(printed && explained(triedOn(report, rows), printed).explanations[0]).toMatchObject({
      id: 'focalWithoutAlpha',
      facts: { reduction: 'meanOverPositives' },
    });
  });
});
