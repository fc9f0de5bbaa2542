import type { Posted } from './posted';
import type { TermBlock } from './term-block';

/** Examples kept on each side. */
export const HARDEST_KEPT = 20;

export interface HardTerm {
  readonly element: number;
  readonly target: number;
  readonly targetProbability: number;
  readonly crossEntropy: number;
}

/** The terms with the largest cross-entropy, hardest first. Between equals the first in the file wins. */
export class HardestTerms {
  readonly kept: HardTerm[] = [];

  /** Adds the block's positives (1) or negatives (0). */
  add(block: TermBlock, positive: 0 | 1): void {
    for (let at = 0; at < block.length; at++) {
      if (block.positive[at] !== positive) {
        continue;
      }
      const crossEntropy = block.crossEntropy[at] ?? 0;
      if (!this.isHard(crossEntropy)) {
        continue;
      }
      this.insert({
        element: block.element[at] ?? 0,
        target: block.target[at] ?? 0,
        targetProbability: block.targetProbability[at] ?? 0,
        crossEntropy,
      });
    }
  }

  /** Adds a single term. */
  addOne(term: HardTerm): void {
    if (this.isHard(term.crossEntropy)) {
      this.insert(term);
    }
  }

  merge({ kept }: Posted<HardestTerms>): void {
    for (const term of kept) {
      this.insert(term);
    }
  }

  private isHard(crossEntropy: number): boolean {
    return this.kept.length < HARDEST_KEPT || crossEntropy > (this.kept.at(-1)?.crossEntropy ?? 0);
  }

  private insert(term: HardTerm): void {
    const place = this.kept.findIndex((one) => isHarder(term, one));
    this.kept.splice(place < 0 ? this.kept.length : place, 0, term);
    this.kept.length = Math.min(this.kept.length, HARDEST_KEPT);
  }
}

function isHarder(one: HardTerm, other: HardTerm): boolean {
  return (
    one.crossEntropy > other.crossEntropy ||
    (one.crossEntropy === other.crossEntropy && one.element < other.element)
  );
}
