import type { Statistics } from '../check/statistics/statistics';
import { createTermBlock } from '../check/statistics/term-block';
import type { CellHarvest, HardElement } from './cell-table';
import { termsAt } from './margin-terms';

/** Each worker has its own hardest; the hardest of all are among them. */
export function addHardest({ hardest }: Statistics, harvests: readonly CellHarvest[]): void {
  const block = createTermBlock();
  for (const positive of [0, 1] as const) {
    const side = positive === 1 ? 'positives' : 'negatives';
    const elements = harvests.flatMap((harvest) => harvest.hardest[side]).sort(byElement);
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

function byElement(one: HardElement, other: HardElement): number {
  return one.element - other.element;
}
