import { expect, it } from 'vitest';
import { HARDEST_KEPT } from '../../../src/check/statistics/hardest-terms';
import { Statistics } from '../../../src/check/statistics/statistics';
import { addHardest } from '../../../src/kernel/hardest';
import type { Harvest } from '../../../src/kernel/run';

/** A worker whose negatives begin at an element, all with the same x_t. */
function harvestOf(first: number, margin: number): Harvest {
  const negatives = Array.from({ length: HARDEST_KEPT }, (_, at) => ({
    margin,
    element: first + at,
    target: 0,
  }));
  return { cells: null, hardest: { negatives, positives: [] } };
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
  addHardest(statistics, [harvestOf(0, 900), harvestOf(1000, 800)]);
  const elements = statistics.hardest.negatives.kept.map(({ element }) => element);
  expect(elements).toEqual(Array.from({ length: HARDEST_KEPT }, (_, at) => 1000 + at));
});
