import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision, rocArea } from '../../../../src/check/derive/ranking';
import { groupsOfBins } from '../../../../src/check/derive/score-groups';
import { MarginHistogram, marginBins } from '../../../../src/check/statistics/margin-histogram';
import { groupsOfScores } from '../../../reference/groups-of-scores';

interface Example {
  readonly score: number;
  readonly positive: boolean;
}

const example = fc.record({
  // Fractions lie between the edges of bins; nearer to each other than these, two scores are one to the bins.
  score: fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -20_000, max: 20_000 }).map((step) => (step + 0.5) / 1024),
  ),
  positive: fc.boolean(),
});
const examples = fc
  .array(example, { minLength: 2, maxLength: 60 })
  .filter((all) => all.some(({ positive }) => positive) && all.some(({ positive }) => !positive));

function exact(all: readonly Example[]) {
  return groupsOfScores(
    all.map(({ score }) => score),
    all.map(({ positive }) => positive),
  );
}

function binned(all: readonly Example[]) {
  const sides = { true: new MarginHistogram(), false: new MarginHistogram() };
  for (const { score, positive } of all) {
    sides[`${positive}`].addOne(positive ? score : -score);
  }
  return groupsOfBins(marginBins(sides.true.entries()), marginBins(sides.false.entries()));
}

/** By its definition: every positive against every negative. */
function areaByPairs(all: readonly Example[]): number {
  const positives = all.filter(({ positive }) => positive);
  const negatives = all.filter(({ positive }) => !positive);
  let wins = 0;
  for (const one of positives) {
    for (const other of negatives) {
      wins += one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0;
    }
  }
  return wins / positives.length / negatives.length;
}

/** By its definition: the precision at each threshold, weighed by the recall that it adds. */
function precisionByThresholds(all: readonly Example[]): number {
  const thresholds = [...new Set(all.map(({ score }) => score))].sort((one, other) => other - one);
  const positives = all.filter(({ positive }) => positive).length;
  let [sum, recall] = [0, 0];
  for (const threshold of thresholds) {
    const found = all.filter(({ score }) => score >= threshold);
    const right = found.filter(({ positive }) => positive).length;
    sum += (right / positives - recall) * (right / found.length);
    recall = right / positives;
  }
  return sum;
}

describe('ranking', () => {
  it('gives the ROC area that comparing all pairs gives', () => {
    fc.assert(
      fc.property(examples, (all) => {
        expect(rocArea(exact(all))?.value).toBeCloseTo(areaByPairs(all), 12);
      }),
    );
  });

  it('gives the average precision that its definition gives', () => {
    fc.assert(
      fc.property(examples, (all) => {
        expect(averagePrecision(exact(all))?.value).toBeCloseTo(precisionByThresholds(all), 12);
      }),
    );
  });

  it('is within its own bound when it comes from the bins of x_t', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const groups = binned(all);
        const area = rocArea(groups);
        const precision = averagePrecision(groups);
        expect(Math.abs((area?.value ?? 0) - areaByPairs(all))).toBeLessThanOrEqual(
          (area?.errorBound ?? 0) + 1e-12,
        );
        expect(Math.abs((precision?.value ?? 0) - precisionByThresholds(all))).toBeLessThanOrEqual(
          (precision?.errorBound ?? 0) + 1e-12,
        );
      }),
    );
  });

  it('turns into its complement when labels are inverted', () => {
    fc.assert(
      fc.property(examples, (all) => {
        const inverted = all.map(({ score, positive }) => ({ score, positive: !positive }));
        expect(rocArea(exact(inverted))?.value).toBeCloseTo(1 - areaByPairs(all), 12);
      }),
    );
  });

  it('does not exist without positives or without negatives', () => {
    const groups = exact([{ score: 1, positive: true }]);
    expect(rocArea(groups)).toBeNull();
    expect(averagePrecision(exact([{ score: 1, positive: false }]))).toBeNull();
  });
});
