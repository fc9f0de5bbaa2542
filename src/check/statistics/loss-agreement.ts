import { TERM_VARIANTS, type TermVariantId } from '../../loss/variants/variants';
import { isSameLoss } from './loss-tolerance';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

export interface LossDisagreement {
  readonly element: number;
  readonly given: number;
  readonly expected: number;
}

/** Elementwise losses of the file beside the focal loss and the other variants that the terms determine. */
export class LossAgreement {
  compared = 0;
  /** Number of losses that differ from each variant. */
  readonly disagreements: Record<TermVariantId, number> = noneOfEach();
  largestDifference = 0;
  first: LossDisagreement | null = null;

  add(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      this.addTerm(block, at);
    }
  }

  /** @param later a part of the data after this one: the first difference in the file wins */
  merge(later: Posted<LossAgreement>): void {
    this.compared += later.compared;
    for (const { id } of TERM_VARIANTS) {
      this.disagreements[id] += later.disagreements[id];
    }
    this.largestDifference = Math.max(this.largestDifference, later.largestDifference);
    this.first ??= later.first;
  }

  addTerm(block: TermBlock, at: number): void {
    const given = block.givenLoss[at] ?? Number.NaN;
    const focal = block.focal[at] ?? 0;
    this.compared++;
    if (!isSameLoss(given, focal)) {
      this.first ??= { element: block.element[at] ?? 0, given, expected: focal };
      const difference = Math.abs(given - focal);
      if (Number.isFinite(difference)) {
        this.largestDifference = Math.max(this.largestDifference, difference);
      }
    }
    const terms = {
      crossEntropy: block.crossEntropy[at] ?? 0,
      alphaBalancedCrossEntropy: block.alphaBalancedCrossEntropy[at] ?? 0,
      focal,
      weight: block.weight[at] ?? 1,
    };
    for (const { id, fromTerms } of TERM_VARIANTS) {
      if (!isSameLoss(given, fromTerms(terms))) {
        this.disagreements[id]++;
      }
    }
  }
}

function noneOfEach(): Record<TermVariantId, number> {
  return Object.fromEntries(TERM_VARIANTS.map(({ id }) => [id, 0])) as Record<TermVariantId, number>;
}
