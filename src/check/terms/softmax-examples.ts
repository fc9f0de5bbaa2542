import type { Batch } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation } from '../report/report';
import { LeftOut } from '../statistics/left-out';
import { elementWeight } from './element-weight';
import { logitsOfRow } from './input-logits';
import { SoftmaxRow } from './softmax-row';
import { TargetRow } from './target-row';

/** An example that has a loss. Its `row` and `shares` are reused for the next example. */
export interface SoftmaxExample {
  readonly kind: 'hard' | 'soft';
  /** Index of the row in the batch. */
  readonly place: number;
  /** The target class; for soft targets the class with the largest share. */
  readonly position: number;
  readonly isPositive: boolean;
  readonly weight: number;
}

/** The examples of a softmax that have a loss: index, one-hot or soft targets over the classes. */
export class SoftmaxExamples {
  readonly row: SoftmaxRow;
  private readonly target: TargetRow;

  constructor(
    private readonly layout: Layout,
    private readonly interpretation: Interpretation,
    private readonly leftOut = new LeftOut(),
  ) {
    this.row = new SoftmaxRow(layout.channels);
    this.target = new TargetRow(layout, interpretation, leftOut);
  }

  /** The share of each class; for soft targets only. */
  get shares(): Float64Array {
    return this.target.shares;
  }

  /** Calls `take` for each example in order. */
  forEach(batch: Batch, take: (example: SoftmaxExample) => void): void {
    for (let place = 0; place < batch.rows; place++) {
      const example = this.read(batch, place);
      if (example !== null) {
        take(example);
      }
    }
  }

  /** Null when the example is left out. */
  private read(batch: Batch, place: number): SoftmaxExample | null {
    const kind = this.target.read(batch, place);
    if (kind === 'left out' || !this.readLogits(batch, place)) {
      return null;
    }
    const { position } = this.target;
    const isPositive = position !== this.interpretation.backgroundClass;
    const weight = elementWeight(batch, place, position);
    if (!Number.isFinite(weight)) {
      this.leftOut.weightNotFinite();
      return null;
    }
    if (weight === 0) {
      this.leftOut.withoutWeight(isPositive);
      return null;
    }
    return { kind, place, position, isPositive, weight };
  }

  /** False when the example is left out. */
  private readLogits(batch: Batch, place: number): boolean {
    const { channels } = this.layout;
    const { input } = this.interpretation;
    const { logits } = this.row;
    const first = place * channels;
    for (let channel = 0; channel < channels; channel++) {
      logits[channel] = batch.logits[first + channel] ?? Number.NaN;
    }
    logitsOfRow(logits, input);
    const { position } = this.target;
    if (batch.logits[first + position] === Number.NEGATIVE_INFINITY) {
      // The target's class is masked, so that the loss is infinite.
      this.leftOut.logitNotFinite(batch.firstRow + place, position, Number.NEGATIVE_INFINITY);
      return false;
    }
    for (let channel = 0; channel < channels; channel++) {
      if (!Number.isFinite(logits[channel])) {
        const culprit = this.culpritOf(batch, first, channel);
        this.leftOut.logitNotFinite(
          batch.firstRow + place,
          culprit,
          batch.logits[first + culprit] ?? Number.NaN,
        );
        return false;
      }
    }
    this.row.normalise();
    return true;
  }

  /** The channel of the invalid value. One bad value of a row that was squashed twice makes all logits invalid. */
  private culpritOf(batch: Batch, first: number, shown: number): number {
    if (this.interpretation.input !== 'squashed-twice') {
      return shown;
    }
    for (let channel = 0; channel < this.layout.channels; channel++) {
      const value = batch.logits[first + channel] ?? Number.NaN;
      if (!(value >= 0 && value <= 1)) {
        return channel;
      }
    }
    return shown;
  }
}
