import { HARDEST_KEPT } from '../check/statistics/hardest-terms';
import type { Statistics } from '../check/statistics/statistics';
import { createTermBlock } from '../check/statistics/term-block';
import type { CellHarvest, HardElement } from './cell-table';
import { termsAt } from './margin-terms';

/**
 * Each worker has its own hardest; the hardest of all are among them. They are chosen by x_t, as each worker chose its
 * own: cross-entropies that are zero do not tell x_t apart.
 */
export function addHardest({ hardest }: Statistics, harvests: readonly CellHarvest[]): void {
  const block = createTermBlock();
  for (const positive of [0, 1] as const) {
    const side = positive === 1 ? 'positives' : 'negatives';
    const elements = harvests
      .flatMap((harvest) => harvest.hardest[side])
      .sort(byMargin)
      .slice(0, HARDEST_KEPT);
    block.length = elements.length;
    for (const [at, { margin, element, target }] of elements.entries()) {
      const { crossEntropy, probability } = termsAt(margin, 0);
      block.element[at] = element;
      block.target[at] = target;
      block.positive[at] = positive;
      block.targetProbability[at] = probability;
      block.crossEntropy[at] = crossEntropy;
    }
    hardest[side].add(block, positive);
  }
}

/** The hardest first, and of equals the first in the file. */
function byMargin(one: HardElement, other: HardElement): number {
  return one.margin - other.margin || one.element - other.element;
}
