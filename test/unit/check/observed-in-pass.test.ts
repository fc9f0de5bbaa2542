import { describe, expect, it } from 'vitest';
import { observedInPass } from '../../../src/check/interpret/observed-in-pass';
import { Statistics } from '../../../src/check/statistics/statistics';

const ROWS = 400_000;
const SAMPLED = 65_536;
const CLASSES = 20;

describe('the observations of a whole pass', () => {
  it('scale the counts of the pass to the size of the sample', () => {
    const statistics = new Statistics(
      { rows: ROWS, channels: CLASSES, inner: 1, targetsPerRow: 1, elements: ROWS },
      {
        input: 'logits',
        link: 'softmax',
        targets: 'index',
        classAxis: 1,
        classes: CLASSES,
        backgroundClass: null,
        ignoreIndex: null,
        why: [],
      },
      { alpha: null, gamma: 2, reduction: 'mean' },
    );
    for (let row = 0; row < 2000; row++) {
      statistics.leftOut.targetInvalid(row, 0, CLASSES);
    }
    const observations = { count: SAMPLED, finite: SAMPLED, minimum: 0, maximum: 19, inside: 1, whole: true };
    const labels = { ...observations, occurrences: new Map([[0, SAMPLED]]) };
    const values = { ...observations, occurrences: null };
    const seen = observedInPass(statistics, { values, labels }, ROWS);
    expect(seen.labels.maximum).toBe(CLASSES);
    // 2,000 of 400,000 are one in 200.
    expect(seen.labels.occurrences?.get(CLASSES)).toBeCloseTo(SAMPLED / 200, 6);
  });
});
