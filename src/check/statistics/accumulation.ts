import type { Batch } from '../input/batches';
import { SigmoidTerms } from '../terms/sigmoid-terms';
import { SoftmaxTerms } from '../terms/softmax-terms';
import type { TermSource } from '../terms/term-source';
import { LeftOut } from './left-out';
import { type Accumulator, type CheckedData, type Locator, locatorOf } from './statistic';
import {
  type Accumulators,
  partOf,
  type StatisticId,
  type StatisticsPart,
  startAccumulators,
} from './statistics';

/** Gathers some statistics of a part of the data, in float64. */
export class Accumulation {
  private readonly accumulators: Accumulators;
  private readonly each: readonly Accumulator<unknown>[];
  private readonly terms: TermSource;
  private readonly locator: Locator;

  constructor(ids: readonly StatisticId[], data: CheckedData) {
    const { layout, interpretation, parameters } = data;
    this.accumulators = startAccumulators(ids, data);
    this.each = Object.values(this.accumulators);
    this.locator = locatorOf(data);
    const { leftOut = new LeftOut(), lossMargins } = this.accumulators;
    this.terms =
      interpretation.link === 'sigmoid'
        ? new SigmoidTerms(layout, interpretation, parameters, leftOut)
        : new SoftmaxTerms(layout, interpretation, parameters, leftOut, (isPositive, margin, amount) =>
            lossMargins?.addShare(isPositive, margin, amount),
          );
  }

  add(batch: Batch): void {
    for (const one of this.each) {
      one.addBatch?.(batch);
    }
    this.terms.fill(batch, (block) => {
      for (const one of this.each) {
        one.addTerms?.(block);
      }
    });
  }

  part(): StatisticsPart {
    return partOf(this.accumulators, this.locator);
  }
}
