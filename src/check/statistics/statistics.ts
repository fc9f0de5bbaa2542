import type { Batch } from '../batches';
import type { Layout } from '../layout';
import type { Interpretation, Parameters } from '../report';
import { HardestTerms } from './hardest-terms';
import type { LeftOut } from './left-out';
import { LossSums } from './loss-sums';
import { MarginHistogram } from './margin-histogram';
import { ProbabilityHistograms } from './probability-histogram';
import { Reliability } from './reliability';
import { SigmoidTerms } from './sigmoid-terms';
import { SoftmaxTerms } from './softmax-terms';
import { TemperatureGrid } from './temperature-grid';
import type { TermBlock } from './term-block';
import type { TermSource } from './terms';
import { ValueStatistics } from './value-statistics';

/**
 * Everything that one pass over the data gathers. Sums, counts, extrema, histograms and a bounded list, so
 * that its size does not depend on the data's and two halves merge into the whole.
 */
export class Statistics {
  readonly values: ValueStatistics;
  readonly losses: LossSums;
  readonly probabilities = new ProbabilityHistograms();
  readonly margins = { positives: new MarginHistogram(), negatives: new MarginHistogram() };
  readonly hardest = { positives: new HardestTerms(), negatives: new HardestTerms() };
  readonly reliability = new Reliability();
  readonly temperatures = new TemperatureGrid();
  private readonly terms: TermSource;

  constructor(layout: Layout, interpretation: Interpretation, parameters: Parameters) {
    this.values = new ValueStatistics(interpretation.input, layout.channels);
    this.losses = new LossSums(layout.channels);
    this.terms =
      interpretation.link === 'sigmoid'
        ? new SigmoidTerms(layout, interpretation, parameters)
        : new SoftmaxTerms(layout, interpretation, parameters, this.temperatures);
  }

  get leftOut(): LeftOut {
    return this.terms.leftOut;
  }

  add(batch: Batch): void {
    this.values.add(batch);
    this.terms.fill(batch, (block) => this.addBlock(block));
  }

  /** Adds the statistics of another part of the same data, taken under the same interpretation and parameters. */
  merge(other: Statistics): void {
    this.values.merge(other.values);
    this.losses.merge(other.losses);
    this.probabilities.merge(other.probabilities);
    this.margins.positives.merge(other.margins.positives);
    this.margins.negatives.merge(other.margins.negatives);
    this.hardest.positives.merge(other.hardest.positives);
    this.hardest.negatives.merge(other.hardest.negatives);
    this.reliability.merge(other.reliability);
    this.temperatures.merge(other.temperatures);
    this.leftOut.merge(other.leftOut);
  }

  private addBlock(block: TermBlock): void {
    this.losses.add(block);
    this.probabilities.add(block);
    this.margins.positives.add(block, 1);
    this.margins.negatives.add(block, 0);
    this.hardest.positives.add(block, 1);
    this.hardest.negatives.add(block, 0);
    this.reliability.add(block);
  }
}
