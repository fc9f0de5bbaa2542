import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalMassBins } from '../../../../src/check/derive/equal-mass-bins';
import { logitBinsOf } from '../../../../src/check/derive/logit-bins';
import { poissonDraw } from '../../../../src/check/derive/poisson';
import { seededNumbers } from '../../../../src/check/derive/random-numbers';
import {
  resampledF1Threshold,
  rowsOfGroups,
  type ThresholdRow,
  thresholdsOf,
} from '../../../../src/check/derive/thresholds';
import { groupsOfScores } from '../../../reference/groups-of-scores';
import { drawnBy, reportOf } from './answers';

const WISHES = { precision: 0.8, recall: 0.7, missCost: 5 };

interface Example {
  readonly score: number;
  readonly target: number;
}

const examples = fc
  .array(fc.record({ score: fc.integer({ min: -8, max: 8 }), target: fc.integer({ min: 0, max: 1 }) }), {
    minLength: 2,
    maxLength: 40,
  })
  .filter((all) => new Set(all.map(({ target }) => target)).size === 2);

function rowsOf(all: readonly Example[]): readonly ThresholdRow[] {
  const groups = groupsOfScores(
    all.map(({ score }) => score),
    all.map(({ target }) => target),
  );
  return rowsOfGroups(groups, WISHES);
}

/** Counts the elements at or above each of the scores, and at none. */
function everyThreshold(all: readonly Example[]) {
  const positives = all.filter(({ target }) => target === 1).length;
  return [...new Set(all.map(({ score }) => score)), Number.POSITIVE_INFINITY].map((threshold) => {
    const raised = all.filter(({ score }) => score >= threshold);
    const found = raised.filter(({ target }) => target === 1).length;
    const falseAlarms = raised.length - found;
    return {
      found,
      falseAlarms,
      f1: (2 * found) / (positives + raised.length),
      precision: raised.length === 0 ? 0 : found / raised.length,
      recall: found / positives,
      cost: WISHES.missCost * (positives - found) + falseAlarms,
    };
  });
}

function rowOf(rows: readonly ThresholdRow[], wish: ThresholdRow['wish']): ThresholdRow | undefined {
  return rows.find((row) => row.wish === wish);
}

describe('the best F1 of a label', () => {
  it('has the threshold and the intervals that it has among other wishes', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const groups = groupsOfScores(
          all.map(({ score }) => score),
          all.map(({ target }) => target),
        );
        expect(resampledF1Threshold(groups)).toEqual(rowOf(rowsOfGroups(groups, WISHES), 'best-f1'));
      }),
    );
  });
});

describe('thresholds', () => {
  it('are the best of all', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const every = everyThreshold(all);
        const rows = rowsOf(all);
        expect(rowOf(rows, 'best-f1')?.reached?.value).toBeCloseTo(
          Math.max(...every.map(({ f1 }) => f1)),
          12,
        );
        expect(rowOf(rows, 'cost')?.reached?.value).toBe(Math.min(...every.map(({ cost }) => cost)));
        const precise = every.filter(({ precision }) => precision >= WISHES.precision);
        const mostFound = precise.length === 0 ? undefined : Math.max(...precise.map(({ found }) => found));
        expect(rowOf(rows, 'precision')?.found).toBe(mostFound);
        const complete = every.filter(({ recall }) => recall >= WISHES.recall);
        const fewest = Math.min(...complete.map(({ falseAlarms }) => falseAlarms));
        expect(rowOf(rows, 'recall')?.falseAlarms).toBe(fewest);
      }),
    );
  });

  it('find what the row says', () => {
    fc.assert(
      fc.property(examples, (all) => {
        for (const { logit, found, falseAlarms } of rowsOf(all)) {
          const raised = all.filter(({ score }) => logit !== null && score >= logit);
          expect(raised.filter(({ target }) => target === 1)).toHaveLength(found);
          expect(raised.filter(({ target }) => target === 0)).toHaveLength(falseAlarms);
        }
      }),
    );
  });

  it('have intervals that hold them, the same in every run', async () => {
    const { logits, targets } = drawnBy(2000, (logit) => logit - 2);
    const report = await reportOf(logits, targets);
    const found = thresholdsOf(report, WISHES);
    expect(thresholdsOf(report, WISHES)).toEqual(found);
    for (const { interval, score, recall } of 'reason' in found ? [] : found.rows) {
      expect(recall.low).toBeLessThanOrEqual(recall.value);
      expect(recall.high).toBeGreaterThanOrEqual(recall.value);
      if (interval !== null) {
        expect(interval.low).toBeLessThanOrEqual(score ?? 1);
        expect(interval.high).toBeGreaterThanOrEqual(score ?? 1);
      }
    }
  });

  it('without labels are one half where a miss costs what a false alarm does and scores are probabilities', async () => {
    const { logits, targets } = drawnBy(500, (logit) => logit);
    const report = await reportOf(logits, targets, { alpha: null, gamma: 0 });
    const found = thresholdsOf(report, { ...WISHES, missCost: 1 });
    expect('reason' in found ? null : rowOf(found.rows, 'cost-without-labels')?.score).toBeCloseTo(0.5, 12);
  });

  it('do not exist without positives, or without negatives', async () => {
    expect(thresholdsOf(await reportOf([1, 2, -3], [0, 0, 0]), WISHES)).toEqual({ reason: 'no-positives' });
    expect(thresholdsOf(await reportOf([1, 2, -3], [1, 1, 1]), WISHES)).toEqual({ reason: 'no-negatives' });
  });
});

describe('Poisson draws', () => {
  it('have the mean and the variance of the distribution', () => {
    for (const mean of [0.3, 1, 7, 400]) {
      const random = seededNumbers(1);
      const draws = Array.from({ length: 20_000 }, () => poissonDraw(mean, random));
      const average = draws.reduce((sum, one) => sum + one, 0) / draws.length;
      const variance = draws.reduce((sum, one) => sum + (one - average) ** 2, 0) / draws.length;
      // Four standard errors of either.
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / draws.length));
      expect(Math.abs(variance - mean)).toBeLessThan(4 * Math.sqrt((2 * mean * mean + mean) / draws.length));
    }
  });
});

describe('bins of equal mass', () => {
  it('hold every element once, and no bin but one logit holds much more than its part', async () => {
    const { logits, targets } = drawnBy(3000, (logit) => 2 * logit - 3);
    const report = await reportOf(logits, targets);
    const bins = equalMassBins(logitBinsOf(report.statistics.margins));
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(3000);
    for (const { count, accuracy, interval } of bins) {
      expect(count).toBeLessThan(3000 / 15 + 50);
      expect(accuracy).toBeGreaterThanOrEqual(interval.low);
      expect(accuracy).toBeLessThanOrEqual(interval.high);
    }
  });
});
