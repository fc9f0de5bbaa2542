import type { LossConvention } from '../report';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

/** Half a unit in the last place of bfloat16 is 2e-3. */
const RELATIVE_TOLERANCE = 5e-3;
/** What float32 leaves of 1 − p_t near 1, and less than a loss that counts. */
const ABSOLUTE_TOLERANCE = 1e-6;

export interface LossDisagreement {
  readonly element: number;
  readonly given: number;
  readonly expected: number;
}

/** Whether two losses are the same but for the rounding of the type that one was kept in. */
export function isSameLoss(given: number, expected: number): boolean {
  return Math.abs(given - expected) <= RELATIVE_TOLERANCE * Math.abs(expected) + ABSOLUTE_TOLERANCE;
}

/**
 * Whether a loss that is known but for an error may be the same or not.
 * @param error of what is expected, relative
 */
function isAtEdge(given: number, expected: number, error: number): boolean {
  const tolerance = RELATIVE_TOLERANCE * Math.abs(expected) + ABSOLUTE_TOLERANCE;
  const doubt = error * (Math.abs(expected) + ABSOLUTE_TOLERANCE);
  return Math.abs(Math.abs(given - expected) - tolerance) <= doubt;
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
    for (let at = 0; at < block.length; at++) this.addTerm(block, at);
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

  /**
   * Whether a term would be added otherwise if it were known without its error, but for the last digits.
   * @param error of the losses of the term, relative
   */
  isInDoubt(block: TermBlock, at: number, error: number): boolean {
    const given = block.givenLoss[at] ?? Number.NaN;
    const focal = block.focal[at] ?? 0;
    const crossEntropy = block.crossEntropy[at] ?? 0;
    const balanced = block.alphaBalancedCrossEntropy[at] ?? 0;
    return (
      crossEntropy === 0 ||
      isAtEdge(given, focal, error) ||
      isAtEdge(given, focal / (block.weight[at] ?? 1), error) ||
      isAtEdge(given, focal / (balanced / crossEntropy), error) ||
      isAtEdge(given, balanced, error) ||
      isAtEdge(given, crossEntropy, error) ||
      this.mayBeRemembered(given, focal, error)
    );
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
      if (Number.isFinite(difference)) this.largestDifference = Math.max(this.largestDifference, difference);
    }
    this.compare('focal', given, focal);
    this.compare('focalWithoutWeight', given, focal / (block.weight[at] ?? 1));
    // A loss of zero is zero under every formula.
    const alpha = crossEntropy === 0 ? 1 : balanced / crossEntropy;
    this.compare('focalWithoutAlpha', given, focal / alpha);
    this.compare('alphaBalancedCrossEntropy', given, balanced);
    this.compare('crossEntropy', given, crossEntropy);
  }

  /** Whether it may be the first or the largest difference. */
  private mayBeRemembered(given: number, focal: number, error: number): boolean {
    if (isSameLoss(given, focal)) return false;
    const most = Math.abs(given - focal) + error * Math.abs(focal);
    return this.first === null || (Number.isFinite(most) && most > this.largestDifference);
  }

  private compare(convention: LossConvention, given: number, expected: number): void {
    if (!isSameLoss(given, expected)) this.disagreements[convention]++;
  }
}
