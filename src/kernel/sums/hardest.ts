import { HARDEST_KEPT, type HardestTerms } from '../../check/statistics/hardest';
import { HARDEST, HARDEST_LIST_BYTES } from '../../numerics/memory-map';
import type { KernelInstance } from '../kernel-instance';
import { termsAt } from './margin-terms';

export interface HardElement {
  /** x_t. */
  readonly margin: number;
  readonly element: number;
  readonly target: number;
}

/** The hardest first. */
export interface HardElements {
  readonly negatives: readonly HardElement[];
  readonly positives: readonly HardElement[];
}

/** The hardest elements in a kernel's memory. */
export function hardestIn({ memory }: KernelInstance): HardElements {
  const listOf = (positive: 0 | 1): HardElement[] => {
    const list = HARDEST + positive * HARDEST_LIST_BYTES;
    const length = new Uint32Array(memory, list, 1)[0] ?? 0;
    const entries = new Float64Array(memory, list + 16, 3 * length);
    return Array.from({ length }, (_, at) => ({
      margin: entries[3 * at] ?? Number.NaN,
      element: entries[3 * at + 1] ?? Number.NaN,
      target: entries[3 * at + 2] ?? Number.NaN,
    }));
  };
  return { negatives: listOf(0), positives: listOf(1) };
}

/**
 * Merges the hardest elements of the workers. They are compared by x_t, like within each worker, because cross-entropies that
 * underflow to zero do not distinguish x_t.
 */
export function addHardest(
  hardest: HardestTerms,
  results: readonly { readonly hardest: HardElements }[],
): void {
  for (const side of ['negatives', 'positives'] as const) {
    const elements = results
      .flatMap((result) => result.hardest[side])
      .sort(byMargin)
      .slice(0, HARDEST_KEPT);
    for (const { margin, element, target } of elements) {
      const { crossEntropy, probability } = termsAt(margin, 0);
      hardest[side].addOne({ element, target, targetProbability: probability, crossEntropy });
    }
  }
}

/** Order: the hardest first; between equals the first in the file. */
function byMargin(one: HardElement, other: HardElement): number {
  return one.margin - other.margin || one.element - other.element;
}
