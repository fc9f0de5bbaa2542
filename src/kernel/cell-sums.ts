import { elementType } from '../tensor/element-type';
import { addMoments, ROW } from './cell-moments';
import type { CellHarvest } from './cell-table';
import { type Segment, segmentsOf } from './channel-sums';
import { KernelInstance } from './kernel-instance';
import { RowSums } from './row-sums';

/** Elements of one bin of the report's histogram of x_t. */
export interface MarginPoint {
  /** Negatives (0), positives (1), or `WITHOUT_LOSS`. */
  readonly group: number;
  readonly count: number;
  /** Of x_t; of the logits where there is no loss. */
  readonly mean: number;
  readonly variance: number;
}

/** The cells of all workers in a kernel of their own, which has the losses of their elements computed. */
export class CellSums {
  private readonly kernel: KernelInstance;
  private readonly address: number;
  private readonly length: number;

  constructor(module: WebAssembly.Module, ofWorkers: readonly CellHarvest[]) {
    const moments = ofWorkers.map((cells) => cells.moments).reduce(addMoments);
    this.length = moments.length / ROW;
    this.kernel = new KernelInstance(module, false);
    this.address = this.kernel.reserve(8 * moments.length);
    new Float64Array(this.kernel.memory, this.address, moments.length).set(moments);
  }

  /**
   * The segments of row-segments.ts that all elements make together, as if they were one channel. The extrema are not
   * among them.
   * @param alphas of negatives and of positives
   */
  sums(alphas: readonly number[], gamma: number): Segment {
    const { exports } = this.kernel;
    const sums = new RowSums(this.kernel, {
      channels: 1,
      gamma,
      input: 'logits',
      logits: elementType('float32'),
    });
    new Float64Array(this.kernel.memory, exports.alphaAddress(), alphas.length).set(alphas);
    exports.addPoints(this.address, this.length, gamma);
    return segmentsOf(sums.take(), 1);
  }

  /** By group, those with x_t ≥ 0 first, and ascending with |x_t|; of elements that have a loss. */
  margins(): MarginPoint[] {
    const { exports } = this.kernel;
    const address = this.kernel.reserve(8 * 4 * this.length);
    const rows = exports.marginsOf(this.address, this.length, address);
    const values = new Float64Array(this.kernel.memory, address, 4 * rows);
    return Array.from({ length: rows }, (_, row) => ({
      group: values[4 * row] ?? 0,
      count: values[4 * row + 1] ?? 0,
      mean: values[4 * row + 2] ?? 0,
      variance: values[4 * row + 3] ?? 0,
    }));
  }
}
