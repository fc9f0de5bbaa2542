import { expect, it } from 'vitest';
import { HARDEST_KEPT } from '../../../src/check/statistics/hardest-terms';
import { Statistics } from '../../../src/check/statistics/statistics';
import type { WorkerResult } from '../../../src/kernel/run';
import { addHardest } from '../../../src/kernel/sums/hardest';

/** A worker whose negatives begin at an element, all with the same x_t. */
function resultOf(first: number, margin: number): WorkerResult {
  const negatives = Array.from({ length: HARDEST_KEPT }, (_, at) => ({
    margin,
    element: first + at,
    target: 0,
  }));
  return { floatBins: null, hardest: { negatives, positives: [] } };
}

it('the hardest of several workers are those with the smallest x_t, even where no loss tells them apart', () => {
  const statistics = new Statistics(
    { rows: 2000, channels: 1, inner: 1, targetsPerRow: 1, elements: 2000 },
    {
      input: 'logits',
      link: 'sigmoid',
      targets: 'binary',
      classAxis: null,
      classes: null,
      backgroundClass: null,
      ignoreIndex: null,
      why: [],
    },
    { alpha: null, gamma: 2, reduction: 'mean' },
  );
  // log1p(e^−800) and log1p(e^−900) are zero in float64.
  addHardest(statistics, [resultOf(0, 900), resultOf(1000, 800)]);
  const elements = statistics.hardest.negatives.kept.map(({ element }) => element);
  expect(elements).toEqual(Array.from({ length: HARDEST_KEPT }, (_, at) => 1000 + at));
});
