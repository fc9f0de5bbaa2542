import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomHalves } from '../../../../src/check/derive/random-half';
import {
  rowsOfGroups,
  scoreGroupsOf,
  type ThresholdRow,
  thresholdsOnHalves,
} from '../../../../src/check/derive/thresholds';
import { groupsOfScores } from '../../../reference/groups-of-scores';
import { drawnBy, reportOf } from './answers';

const WISHES = { precision: 0.5, recall: 0.7, missCost: 5 };

const examples = fc.array(fc.record({ score: fc.integer({ min: -3, max: 3 }), target: fc.boolean() }), {
  maxLength: 300,
});

describe('random halves', () => {
  it('hold every example once', () => {
    fc.assert(
      fc.property(examples, fc.integer(), (all, seed) => {
        const groups = groupsOfScores(
          all.map(({ score }) => score),
          all.map(({ target }) => target),
        );
        const { one, other } = randomHalves(groups, seed);
        for (const [at, { positives, negatives }] of groups.groups.entries()) {
          const [first, second] = [one.groups[at], other.groups[at]];
          expect((first?.positives ?? 0) + (second?.positives ?? 0)).toBe(positives);
          expect((first?.negatives ?? 0) + (second?.negatives ?? 0)).toBe(negatives);
          expect(Math.min(first?.negatives ?? 0, second?.negatives ?? 0)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('have the mean and the variance of tosses of a coin, of few examples and of many', () => {
    for (const count of [20, 400]) {
      const groups = groupsOfScores(
        Array.from({ length: count }, () => 0),
        Array.from({ length: count }, () => true),
      );
      const draws = Array.from(
        { length: 2000 },
        (_, seed) => randomHalves(groups, seed).one.groups[0]?.positives ?? 0,
      );
      const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
      const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
      // Five standard errors: √(n/4/2000) of the mean, √(2/2000) of the variance in parts of itself.
      expect(Math.abs(mean - count / 2)).toBeLessThan(5 * Math.sqrt(count / 4 / 2000));
      expect(Math.abs(variance / (count / 4) - 1)).toBeLessThan(5 * Math.sqrt(2 / 2000));
    }
  });

  it('choose on the one and count on the other', async () => {
    const { logits, targets } = drawnBy(2000, (logit) => logit);
    const report = await reportOf(logits, targets);
    const [groups, halves] = [scoreGroupsOf(report), thresholdsOnHalves(report, WISHES, 1)];
    if ('reason' in groups || 'reason' in halves) {
      throw new Error('There are thresholds.');
    }
    const { other } = randomHalves(groups, 1);
    const bestF1 = (rows: readonly ThresholdRow[]) =>
      rows.find(({ wish }) => wish === 'best-f1')?.reached?.value ?? Number.NaN;
    // No threshold between bins is better on the other half than the one chosen there.
    expect(bestF1(halves.rows)).toBeLessThanOrEqual(bestF1(rowsOfGroups(other, WISHES)));
    expect(bestF1(halves.rows)).toBeGreaterThan(0);
    expect(thresholdsOnHalves(report, WISHES, 1)).toEqual(halves);
    expect(thresholdsOnHalves(report, WISHES, 2)).not.toEqual(halves);
  });

  it('need both sides in both', async () => {
    expect(thresholdsOnHalves(await reportOf([1, -1], [1, 0]), WISHES, 1)).toHaveProperty('reason');
  });
});
