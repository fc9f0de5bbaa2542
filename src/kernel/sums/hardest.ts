import { HARDEST_KEPT, type HardestTerms } from '../../check/statistics/hardest';
import { HARDEST, HARDEST_LIST_BYTES } from '../../numerics/memory-map';
import type { KernelInstance } from '../kernel-instance';
import { termsAt } from './margin-terms';

export interface HardElement {
  /** The smaller, the harder: x_t, or with weights the negative of the weighted cross-entropy. */
  readonly order: number;
  readonly element: number;
  readonly target: number;
  /** x_t. */
  readonly margin: number;
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
    const entries = new Float64Array(memory, list + 16, 4 * length);
    return Array.from({ length }, (_, at) => {
      const [order = 0, element = 0, target = 0, margin = 0] = entries.subarray(4 * at, 4 * at + 4);
      return { order, element, target, margin };
    });
  };
  return { negatives: listOf(0), positives: listOf(1) };
}

/**
 * Merges the hardest elements of the workers. Without weights they are compared by x_t, like within each worker, because
 * cross-entropies that underflow to zero do not distinguish x_t.
 */
export function addHardest(
  hardest: HardestTerms,
  results: readonly { readonly hardest: HardElements }[],
  hasWeights: boolean,
): void {
  for (const side of ['negatives', 'positives'] as const) {
    const elements = results
      .flatMap((result) => result.hardest[side])
      .sort(byOrder)
      .slice(0, HARDEST_KEPT);
    for (const { order, element, target, margin } of elements) {
      const { crossEntropy, probability } = termsAt(margin, 0);
      hardest[side].addOne({
        element,
        target,
        targetProbability: probability,
        crossEntropy: hasWeights ? -order : crossEntropy,
      });
    }
  }
}

/** Order: the hardest first; between equals the first in the file. */
function byOrder(one: HardElement, other: HardElement): number {
  return one.order - other.order || one.element - other.element;
}
