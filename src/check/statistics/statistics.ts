import type { Batch } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation, Parameters } from '../report/report';
import { GradientAgreement } from './gradient-agreement';
import { HardestTerms } from './hardest-terms';
import type { LeftOut } from './left-out';
import { LossAgreement } from './loss-agreement';
import { LossMargins } from './loss-margins';
import { LossSums } from './loss-sums';
import { MarginHistogram } from './margin-histogram';
import type { Posted } from './posted';
import { ProbabilityHistograms } from './probability-histogram';
import { Reliability } from './reliability';
import { SigmoidTerms } from './sigmoid-terms';
import { SoftmaxTerms } from './softmax-terms';
import type { TermBlock } from './term-block';
import type { TermSource } from './terms';
import { ValueStatistics } from './value-statistics';

/** The statistics of a part of the data, as plain data that can be posted. */
export type StatisticsPart = Posted<
  Pick<
    Statistics,
    | 'values'
    | 'leftOut'
    | 'losses'
    | 'probabilities'
    | 'margins'
    | 'hardest'
    | 'reliability'
    | 'lossMargins'
    | 'gradient'
    | 'lossAgreement'
  >
>;

/**
 * The statistics of one pass: sums, counts, extrema, histograms and bounded lists, so that their size does not depend on
 * the size of the data. `recordOf` turns them into the record from which reports are derived and merged.
 */
export class Statistics {
  readonly values: ValueStatistics;
  readonly losses: LossSums;
  readonly probabilities = new ProbabilityHistograms();
  readonly margins = { positives: new MarginHistogram(), negatives: new MarginHistogram() };
  readonly hardest = { positives: new HardestTerms(), negatives: new HardestTerms() };
  readonly reliability = new Reliability();
  /** Only for weighted elements and soft targets. */
  lossMargins: LossMargins | null = null;
  readonly gradient = new GradientAgreement();
  readonly lossAgreement = new LossAgreement();
  private readonly isSoftmax: boolean;
  private readonly isSoft: boolean;
  private readonly terms: TermSource;

  constructor(layout: Layout, interpretation: Interpretation, parameters: Parameters) {
    this.values = new ValueStatistics(interpretation.input, layout.channels);
    this.losses = new LossSums(layout.channels);
    this.isSoftmax = interpretation.link === 'softmax';
    this.isSoft = interpretation.targets === 'soft';
    if (interpretation.link === 'sigmoid') {
      this.terms = new SigmoidTerms(layout, interpretation, parameters);
    } else {
      this.terms = new SoftmaxTerms(layout, interpretation, parameters, (isPositive, margin, amount) =>
        this.lossMargins?.addShare(isPositive, margin, amount),
      );
    }
  }

  get leftOut(): LeftOut {
    return this.terms.leftOut;
  }

  add(batch: Batch): void {
    this.values.add(batch);
    if (this.isSoft || batch.weight !== undefined) {
      this.lossMargins ??= new LossMargins(this.isSoft && !this.isSoftmax);
    }
    this.terms.fill(batch, (block) => {
      this.addBlock(block);
      if (batch.loss !== undefined) {
        this.lossAgreement.add(block);
      }
    });
  }

  /** The statistics as plain data for `merge`. */
  part(): StatisticsPart {
    const { values, leftOut, losses, probabilities, margins, hardest, reliability } = this;
    const { lossMargins, gradient, lossAgreement } = this;
    return {
      values,
      leftOut,
      losses,
      probabilities,
      margins,
      hardest,
      reliability,
      lossMargins,
      gradient,
      lossAgreement,
    };
  }

  /** @param later a part of the data after this one */
  merge(later: StatisticsPart): void {
    this.values.merge(later.values);
    this.leftOut.merge(later.leftOut);
    this.losses.merge(later.losses);
    this.probabilities.merge(later.probabilities);
    this.margins.positives.merge(later.margins.positives);
    this.margins.negatives.merge(later.margins.negatives);
    this.hardest.positives.merge(later.hardest.positives);
    this.hardest.negatives.merge(later.hardest.negatives);
    this.reliability.merge(later.reliability);
    this.gradient.merge(later.gradient);
    this.lossAgreement.merge(later.lossAgreement);
    if (later.lossMargins !== null) {
      this.lossMargins ??= new LossMargins(later.lossMargins.modulated !== null);
      this.lossMargins.merge(later.lossMargins);
    }
  }

  private addBlock(block: TermBlock): void {
    this.losses.add(block);
    this.probabilities.add(block);
    this.margins.positives.add(block, 1);
    this.margins.negatives.add(block, 0);
    this.hardest.positives.add(block, 1);
    this.hardest.negatives.add(block, 0);
    this.reliability.add(block);
    this.gradient.add(block);
    if (!this.isSoftmax) {
      this.lossMargins?.addSigmoid(block);
    }
  }
}
