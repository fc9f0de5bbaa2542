import { expect, it } from 'vitest';
import { HARDEST_KEPT, HardestTerms } from '../../../src/check/statistics/hardest';
import type { WorkerResult } from '../../../src/kernel/run';
import { addHardest } from '../../../src/kernel/sums/hardest';

/** A worker whose negatives begin at an element, all with the same x_t. */
function resultOf(first: number, margin: number): WorkerResult {
  const negatives = Array.from({ length: HARDEST_KEPT }, (_, at) => ({
    order: margin,
    element: first + at,
    target: 0,
    margin,
  }));
  return { floatBins: null, hardest: { negatives, positives: [] } };
}

it('the hardest of several workers are those with the smallest x_t, even where no loss tells them apart', () => {
  const hardest = new HardestTerms();
  // log1p(e^−800) and log1p(e^−900) are zero in float64.
  addHardest(hardest, [resultOf(0, 900), resultOf(1000, 800)], false);
  const elements = hardest.negatives.kept.map(({ element }) => element);
  expect(elements).toEqual(Array.from({ length: HARDEST_KEPT }, (_, at) => 1000 + at));
});
