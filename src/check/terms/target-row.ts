import type { Batch } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation } from '../report/report';
import type { LeftOut } from '../statistics/left-out';

/** Largest accepted distance between a row's sum and one: float16 rounding of a thousand classes. */
export const ROW_SUM_TOLERANCE = 1e-3;

type TargetBatch = Pick<Batch, 'firstRow' | 'targets'>;

/** The target of one softmax example, in any of its forms. */
export class TargetRow {
  /** The target class; for soft targets the class with the largest share. */
  position = 0;
  /** The share of each class; filled for soft targets only. */
  readonly shares: Float64Array;

  constructor(
    private readonly layout: Pick<Layout, 'channels' | 'targetsPerRow'>,
    private readonly interpretation: Pick<Interpretation, 'ignoreIndex'>,
    private readonly leftOut: LeftOut,
  ) {
    this.shares = new Float64Array(layout.channels);
  }

  read(batch: TargetBatch, row: number): 'hard' | 'soft' | 'left out' {
    return this.layout.targetsPerRow === 1 ? this.readIndex(batch, row) : this.readShares(batch, row);
  }

  private readIndex(batch: TargetBatch, row: number): 'hard' | 'left out' {
    const index = batch.targets[row] ?? Number.NaN;
    if (index === this.interpretation.ignoreIndex) {
      this.leftOut.ignored++;
      return 'left out';
    }
    if (!Number.isFinite(index)) {
      this.leftOut.targetNotFinite(batch.firstRow + row, 0, index);
      return 'left out';
    }
    if (!Number.isInteger(index) || index < 0 || index >= this.layout.channels) {
      this.leftOut.targetInvalid(batch.firstRow + row, 0, index);
      return 'left out';
    }
    this.position = index;
    return 'hard';
  }

  private readShares(batch: TargetBatch, row: number): 'hard' | 'soft' | 'left out' {
    const { channels } = this.layout;
    const { ignoreIndex } = this.interpretation;
    const sourceRow = batch.firstRow + row;
    let sum = 0;
    let largest = 0;
    let position = 0;
    for (let channel = 0; channel < channels; channel++) {
      const part = batch.targets[row * channels + channel] ?? Number.NaN;
      if (part === ignoreIndex) {
        this.leftOut.ignored++;
        return 'left out';
      }
      if (!Number.isFinite(part)) {
        this.leftOut.targetNotFinite(sourceRow, channel, part);
        return 'left out';
      }
      if (part < 0 || part > 1) {
        this.leftOut.targetInvalid(sourceRow, channel, part);
        return 'left out';
      }
      this.shares[channel] = part;
      sum += part;
      if (part > largest) {
        largest = part;
        position = channel;
      }
    }
    if (Math.abs(sum - 1) > ROW_SUM_TOLERANCE) {
      this.leftOut.rowsNotSummingToOne++;
      this.leftOut.targetInvalid(sourceRow, position, sum);
      return 'left out';
    }
    this.position = position;
    return largest === 1 ? 'hard' : 'soft';
  }
}
