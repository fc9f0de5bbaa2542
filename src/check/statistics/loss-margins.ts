import type { Interpretation } from '../report/report';
import { MarginHistogram } from './margin-histogram';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

/** The part weighted by α and the part weighted by 1 − α; a softmax has no second part. */
export interface Parts {
  readonly own: MarginHistogram;
  readonly rest: MarginHistogram;
}

/** The parts of the positives and of the negatives. */
export class SideParts {
  constructor(
    readonly positives: Parts = { own: new MarginHistogram(), rest: new MarginHistogram() },
    readonly negatives: Parts = { own: new MarginHistogram(), rest: new MarginHistogram() },
  ) {}

  of(isPositive: boolean): Parts {
    return isPositive ? this.positives : this.negatives;
  }

  merge({ positives, negatives }: Posted<SideParts>): void {
    this.positives.own.merge(positives.own);
    this.positives.rest.merge(positives.rest);
    this.negatives.own.merge(negatives.own);
    this.negatives.rest.merge(negatives.rest);
  }
}

/**
 * Histograms of x_t for weighted elements and soft targets, from which their losses with another α or γ are summed. (Equal
 * elements with hard targets use `MarginHistogram`.)
 */
export class LossMargins {
  /** Bins over x_t of a class, with the share of the element in that class times its weight. */
  readonly shares: SideParts;
  /**
   * For a sigmoid's soft targets, whose modulating factor has an interpolated p_t: bins over the logit of this p_t, with the
   * cross-entropy weighted by α and by 1 − α. Null for other targets.
   */
  readonly modulated: SideParts | null;

  constructor(isSoftSigmoid: boolean, shares = new SideParts()) {
    this.shares = shares;
    this.modulated = isSoftSigmoid ? new SideParts() : null;
  }

  /** For hard targets without weights: the histograms are those of x_t. */
  static ofEqual(
    { positives, negatives }: Readonly<Record<'positives' | 'negatives', MarginHistogram>>,
    link: Interpretation['link'],
  ): LossMargins {
    const none = new MarginHistogram();
    // In a softmax the background is a class as well.
    const ofNegatives = link === 'softmax' ? { own: negatives, rest: none } : { own: none, rest: negatives };
    return new LossMargins(false, new SideParts({ own: positives, rest: none }, ofNegatives));
  }

  merge({ shares, modulated }: Posted<LossMargins>): void {
    this.shares.merge(shares);
    if (modulated !== null) {
      this.modulated?.merge(modulated);
    }
  }

  /** Adds a sigmoid's terms. */
  addSigmoid(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      const isPositive = block.positive[at] === 1;
      const target = block.target[at] ?? 0;
      const weight = block.weight[at] ?? 1;
      const isHard = target === 0 || target === 1;
      const margin = block.margin[at] ?? Number.NaN;
      const logit = isHard ? (target === 1 ? margin : -margin) : (block.logit[at] ?? Number.NaN);
      const shares = this.shares.of(isPositive);
      addPart(shares.own, logit, target * weight);
      addPart(shares.rest, -logit, (1 - target) * weight);
      if (this.modulated === null) {
        continue;
      }
      const p = block.targetProbability[at] ?? 0;
      const ofBoth = isHard ? margin : Math.log(p) - Math.log1p(-p);
      const crossEntropy = block.crossEntropy[at] ?? 0;
      const modulated = this.modulated.of(isPositive);
      addPart(modulated.own, ofBoth, target * crossEntropy);
      addPart(modulated.rest, ofBoth, (1 - target) * crossEntropy);
    }
  }

  /** Adds the share of one class of a softmax. Calls are in the order of the rows. */
  addShare(isPositive: boolean, margin: number, amount: number): void {
    addPart(this.shares.of(isPositive).own, margin, amount);
  }
}

function addPart(histogram: MarginHistogram, margin: number, amount: number): void {
  if (amount > 0) {
    histogram.addOne(margin, amount);
  }
}
