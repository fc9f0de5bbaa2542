import { describe, expect, it } from 'vitest';
import { observedInPass } from '../../../src/check/interpret/observed-in-pass';
import type { Interpretation } from '../../../src/check/report/report';
import { LeftOut } from '../../../src/check/statistics/left-out';
import { ValueStatistics } from '../../../src/check/statistics/values';

const ROWS = 400_000;
const SAMPLED = 65_536;
const CLASSES = 20;

describe('the observations of a whole pass', () => {
  it('scale the counts of the pass to the size of the sample', () => {
    const layout = { rows: ROWS, channels: CLASSES, inner: 1, targetsPerRow: 1, elements: ROWS };
    const interpretation: Interpretation = {
      input: 'logits',
      link: 'softmax',
      targets: 'index',
      classAxis: 1,
      classes: CLASSES,
      backgroundClass: null,
      ignoreIndex: null,
      why: [],
    };
    const leftOut = new LeftOut();
    for (let row = 0; row < 2000; row++) {
      leftOut.targetInvalid(row, 0, CLASSES);
    }
    const observations = { count: SAMPLED, finite: SAMPLED, minimum: 0, maximum: 19, inside: 1, whole: true };
    const labels = { ...observations, occurrences: new Map([[0, SAMPLED]]) };
    const values = { ...observations, occurrences: null };
    const locator = {
      file: 'logits.npy',
      indexOfValue: (row: number, channel: number) => [row, channel],
      indexOfElement: (element: number) => [element],
    };
    const statistics = {
      values: new ValueStatistics('logits', CLASSES).record(),
      leftOut: leftOut.record(locator),
    };
    const seen = observedInPass(
      statistics,
      { values, labels },
      { interpretation, layout, labelEncoding: null },
    );
    expect(seen.labels.maximum).toBe(CLASSES);
    // 2,000 of 400,000 are one in 200.
    expect(seen.labels.occurrences?.get(CLASSES)).toBeCloseTo(SAMPLED / 200, 6);
  });
});
