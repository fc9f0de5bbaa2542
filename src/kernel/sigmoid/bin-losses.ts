import { Margins } from '../../check/statistics/margins';
import { KernelInstance } from '../kernel-instance';
import { type Segment, segmentsOf } from '../sums/channel-sums';
import { MarginHistograms } from '../sums/margin-histograms';
import { RowSums } from '../sums/row-sums';
import type { BinRecord } from './float-bins';
import { addMoments, ROW } from './merge-bins';

/** The float bins of all workers in a separate kernel, which computes the losses of their elements. */
export class BinLosses {
  private readonly kernel: KernelInstance;
  private readonly address: number;
  private readonly length: number;

  constructor(module: WebAssembly.Module, ofWorkers: readonly BinRecord[]) {
    this.kernel = new KernelInstance(module, false);
    const moments = ofWorkers
      .map(({ moments }) => moments)
      .reduce((one, other) => addMoments(this.kernel, one, other));
    this.length = moments.length / ROW;
    this.address = this.kernel.reserve(8 * moments.length);
    new Float64Array(this.kernel.memory, this.address, moments.length).set(moments);
  }

  /**
   * The segments of row-segments.ts for all elements as one channel, without the extrema.
   * @param alphas of negatives and of positives
   */
  sums(alphas: readonly number[], gamma: number): Segment {
    const { exports } = this.kernel;
    const sums = new RowSums(this.kernel, { channels: 1, gamma });
    new Float64Array(this.kernel.memory, exports.alphaAddress(), alphas.length).set(alphas);
    exports.addBinLosses(this.address, this.length, gamma);
    return segmentsOf(sums.take(), 1);
  }

  /** The histograms of x_t of the elements with a loss. */
  margins(): Margins {
    const histograms = new MarginHistograms(this.kernel, 2);
    this.kernel.exports.addBinMargins(this.address, this.length);
    const [negatives, positives] = histograms.take();
    return new Margins(positives, negatives);
  }
}
