import { MAXIMA, MINIMA, SEGMENTS, SUMS } from '../../numerics/row-segments';
import type { KernelInstance } from '../kernel-instance';
import type { KernelTask } from '../kernel-task';

/** The arrays of row-segments.ts in the kernel's memory. A kernel has memory for one set. */
export class RowSums {
  /** @param background for a softmax: the class whose rows are negatives, or −1 */
  constructor(
    private readonly kernel: KernelInstance,
    { channels, gamma }: Pick<KernelTask, 'channels' | 'gamma'>,
    background = -1,
  ) {
    const { exports } = kernel;
    const start = kernel.reserve(exports.bytesForRows(channels));
    exports.setUpRows(start, channels, gamma, background);
    this.clear();
  }

  /** Takes the sums and clears them. */
  take(): Float64Array<ArrayBuffer> {
    this.kernel.exports.foldPairs();
    const sums = this.all().slice();
    this.clear();
    return sums;
  }

  private all(): Float64Array {
    const start = this.kernel.exports.segment(0);
    return new Float64Array(this.kernel.memory, start, this.entryOf(SEGMENTS));
  }

  private entryOf(index: number): number {
    const { exports } = this.kernel;
    return (exports.segment(index) - exports.segment(0)) / 8;
  }

  private clear(): void {
    this.all()
      .fill(0)
      .fill(Number.POSITIVE_INFINITY, this.entryOf(MINIMA), this.entryOf(MAXIMA))
      .fill(Number.NEGATIVE_INFINITY, this.entryOf(MAXIMA), this.entryOf(SUMS));
  }
}
