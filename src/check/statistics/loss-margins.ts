import type { TermBlock } from '../terms/term-block';
import { MarginHistogram } from './margin-histogram';
import { marginAmounts, marginBinsAbout } from './margin-record';
import type { MarginsRecord } from './margins';
import { ifAll, type Merged, object } from './mergeable';
import type { Accumulator, CheckedData, Statistic } from './statistic';

/** The part weighted by α and the part weighted by 1 − α; a softmax has no second part. */
const parts = object({
  alpha: marginAmounts('What α weighs.'),
  oneMinusAlpha: marginAmounts('What 1 − α weighs; empty for a softmax.'),
});

const sides = object(
  { positives: parts, negatives: parts },
  marginBinsAbout('Histograms of x_t with amounts, for the positives and the negatives.'),
);

const record = ifAll(
  object({
    weights: sides,
    crossEntropy: ifAll(
      sides,
      'For soft targets of a sigmoid, whose modulating factor has an interpolated p_t: amounts over the logit of this p_t, which are the cross-entropy times the share of the positive class (`alpha`) and of the negative class (`oneMinusAlpha`). Null for other targets.',
    ),
  }),
  'Where elements have weights or soft targets: amounts over x_t of each class, which are the share of the element in the class times the weight of the element. From it the losses with another α or γ are summed. Null if elements have neither weights nor soft targets.',
);

export type LossMarginsRecord = Merged<typeof record>;

export const lossMarginsStatistic = {
  ...record,
  start: ({ interpretation: { link, targets }, sizes }: Pick<CheckedData, 'interpretation' | 'sizes'>) =>
    targets === 'soft' || sizes.weight !== undefined
      ? new LossMargins(link === 'softmax', targets === 'soft')
      : null,
} satisfies Statistic<LossMarginsRecord>;

interface Parts {
  readonly alpha: MarginHistogram;
  readonly oneMinusAlpha: MarginHistogram;
}

interface Sides {
  readonly positives: Parts;
  readonly negatives: Parts;
}

/** Histograms of x_t for weighted elements and soft targets. (Equal elements with hard targets use `Margins`.) */
class LossMargins implements Accumulator<LossMarginsRecord> {
  private readonly weights = emptySides();
  private readonly crossEntropy: Sides | null;

  constructor(
    private readonly isSoftmax: boolean,
    isSoft: boolean,
  ) {
    this.crossEntropy = isSoft && !isSoftmax ? emptySides() : null;
  }

  /** Adds the terms of a sigmoid. Those of a softmax come class by class. */
  addTerms(block: TermBlock): void {
    if (!this.isSoftmax) {
      this.addSigmoid(block);
    }
  }

  /** Adds the share of one class of a softmax. Calls are in the order of the rows. */
  addShare(isPositive: boolean, margin: number, amount: number): void {
    addPart(sideOf(this.weights, isPositive).alpha, margin, amount);
  }

  record(): LossMarginsRecord {
    return {
      weights: sidesRecord(this.weights),
      crossEntropy: this.crossEntropy === null ? null : sidesRecord(this.crossEntropy),
    };
  }

  private addSigmoid(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      const isPositive = block.positive[at] === 1;
      const target = block.target[at] ?? 0;
      const weight = block.weight[at] ?? 1;
      const isHard = target === 0 || target === 1;
      const margin = block.margin[at] ?? Number.NaN;
      const logit = isHard ? (target === 1 ? margin : -margin) : (block.logit[at] ?? Number.NaN);
      const weights = sideOf(this.weights, isPositive);
      addPart(weights.alpha, logit, target * weight);
      addPart(weights.oneMinusAlpha, -logit, (1 - target) * weight);
      if (this.crossEntropy === null) {
        continue;
      }
      const p = block.targetProbability[at] ?? 0;
      const ofBoth = isHard ? margin : Math.log(p) - Math.log1p(-p);
      const amount = block.crossEntropy[at] ?? 0;
      const crossEntropy = sideOf(this.crossEntropy, isPositive);
      addPart(crossEntropy.alpha, ofBoth, target * amount);
      addPart(crossEntropy.oneMinusAlpha, ofBoth, (1 - target) * amount);
    }
  }
}

/** The record of a sigmoid whose elements all have hard targets and weigh one. */
export function lossMarginsOfEqual({ positives, negatives }: MarginsRecord): LossMarginsRecord {
  return {
    weights: {
      positives: { alpha: positives, oneMinusAlpha: [] },
      negatives: { alpha: [], oneMinusAlpha: negatives },
    },
    crossEntropy: null,
  };
}

function emptySides(): Sides {
  const parts = (): Parts => ({ alpha: new MarginHistogram(), oneMinusAlpha: new MarginHistogram() });
  return { positives: parts(), negatives: parts() };
}

function sideOf(sides: Sides, isPositive: boolean): Parts {
  return isPositive ? sides.positives : sides.negatives;
}

function sidesRecord({ positives, negatives }: Sides): Merged<typeof sides> {
  const record = ({ alpha, oneMinusAlpha }: Parts) => ({
    alpha: alpha.entries(),
    oneMinusAlpha: oneMinusAlpha.entries(),
  });
  return { positives: record(positives), negatives: record(negatives) };
}

function addPart(histogram: MarginHistogram, margin: number, amount: number): void {
  if (amount > 0) {
    histogram.addOne(margin, amount);
  }
}
