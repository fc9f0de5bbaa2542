import type { LossConvention } from '../report/report';
import { isSameLoss } from './loss-tolerance';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

export interface LossDisagreement {
  readonly element: number;
  readonly given: number;
  readonly expected: number;
}

/** Elementwise losses of the file beside the closed form, and beside formulas that are easily taken for it. */
export class LossAgreement {
  compared = 0;
  readonly disagreements: Record<LossConvention, number> = {
    focal: 0,
    focalWithoutWeight: 0,
    focalWithoutAlpha: 0,
    alphaBalancedCrossEntropy: 0,
    crossEntropy: 0,
  };
  largestDifference = 0;
  first: LossDisagreement | null = null;

  add(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      this.addTerm(block, at);
    }
  }

  /** Adds what was found in a part of the data that comes after this one. */
  merge(later: Posted<LossAgreement>): void {
    this.compared += later.compared;
    const { disagreements } = this;
    disagreements.focal += later.disagreements.focal;
    disagreements.focalWithoutWeight += later.disagreements.focalWithoutWeight;
    disagreements.focalWithoutAlpha += later.disagreements.focalWithoutAlpha;
    disagreements.alphaBalancedCrossEntropy += later.disagreements.alphaBalancedCrossEntropy;
    disagreements.crossEntropy += later.disagreements.crossEntropy;
    this.largestDifference = Math.max(this.largestDifference, later.largestDifference);
    this.first ??= later.first;
  }

  addTerm(block: TermBlock, at: number): void {
    const given = block.givenLoss[at] ?? Number.NaN;
    const focal = block.focal[at] ?? 0;
    const crossEntropy = block.crossEntropy[at] ?? 0;
    const balanced = block.alphaBalancedCrossEntropy[at] ?? 0;
    this.compared++;
    if (!isSameLoss(given, focal)) {
      this.first ??= { element: block.element[at] ?? 0, given, expected: focal };
      const difference = Math.abs(given - focal);
      if (Number.isFinite(difference)) {
        this.largestDifference = Math.max(this.largestDifference, difference);
      }
    }
    this.compare('focal', given, focal);
    this.compare('focalWithoutWeight', given, focal / (block.weight[at] ?? 1));
    // A loss of zero is zero under every formula.
    const alpha = crossEntropy === 0 ? 1 : balanced / crossEntropy;
    this.compare('focalWithoutAlpha', given, focal / alpha);
    this.compare('alphaBalancedCrossEntropy', given, balanced);
    this.compare('crossEntropy', given, crossEntropy);
  }

  private compare(convention: LossConvention, given: number, expected: number): void {
    if (!isSameLoss(given, expected)) {
      this.disagreements[convention]++;
    }
  }
}
