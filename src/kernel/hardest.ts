import { HARDEST_KEPT } from '../check/statistics/hardest-terms';
import type { Statistics } from '../check/statistics/statistics';
import type { CellHarvest, HardElement } from './cell-table';
import { termsAt } from './margin-terms';

/**
 * Each worker has its own hardest; the hardest of all are among them. They are chosen by x_t, as each worker chose its
 * own: cross-entropies that are zero do not tell x_t apart.
 */
export function addHardest({ hardest }: Statistics, harvests: readonly CellHarvest[]): void {
  for (const side of ['negatives', 'positives'] as const) {
    const elements = harvests
      .flatMap((harvest) => harvest.hardest[side])
      .sort(byMargin)
      .slice(0, HARDEST_KEPT);
    for (const { margin, element, target } of elements) {
      const { crossEntropy, probability } = termsAt(margin, 0);
      hardest[side].addOne({ element, target, targetProbability: probability, crossEntropy });
    }
  }
}

/** The hardest first, and of equals the first in the file. */
function byMargin(one: HardElement, other: HardElement): number {
  return one.margin - other.margin || one.element - other.element;
}
