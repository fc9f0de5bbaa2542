import { MAXIMA, MINIMA, SEGMENTS, SUMS } from '../../numerics/row-segments';
import type { LogitData } from '../inputs/logit-data';
import type { KernelInstance } from '../kernel-instance';
import type { KernelTask } from '../kernel-task';

/** The arrays of row-segments.ts in the kernel's memory. A kernel has memory for one set. */
export class RowSums {
  /** Number of entries of the minima and the maxima together. */
  private readonly extremaLength: number;
  /** Address of the exact extrema of float64 logits; null for float32 input. */
  private readonly exactExtrema: number | null;

  /** @param background for a softmax: the class whose rows are negatives, or −1 */
  constructor(
    private readonly kernel: KernelInstance,
    { channels, gamma, logits, input }: Pick<KernelTask, 'channels' | 'gamma' | 'logits' | 'input'>,
    background = -1,
  ) {
    const { exports } = kernel;
    const start = kernel.reserve(exports.bytesForRows(channels));
    exports.setUpRows(start, channels, gamma, background);
    this.extremaLength = this.entryOf(SUMS);
    const isRounded = input === 'logits' && logits.dtype === 'float64';
    this.exactExtrema = isRounded ? kernel.reserve(8 * this.extremaLength) : null;
    this.clear();
  }

  /** Keeps the exact extrema of rows that the kernel sees only rounded. */
  addExtrema(logits: LogitData, rows: number): void {
    if (this.exactExtrema !== null) {
      logits.addExtrema(rows, this.exactExtrema);
    }
  }

  /** Takes the sums and clears them. */
  take(): Float64Array<ArrayBuffer> {
    this.kernel.exports.foldPairs();
    const sums = this.all().slice();
    sums.set(this.extrema());
    this.clear();
    return sums;
  }

  private all(): Float64Array {
    const start = this.kernel.exports.segment(0);
    return new Float64Array(this.kernel.memory, start, this.entryOf(SEGMENTS));
  }

  private extrema(): Float64Array {
    const start = this.exactExtrema ?? this.kernel.exports.segment(MINIMA);
    return new Float64Array(this.kernel.memory, start, this.extremaLength);
  }

  private entryOf(index: number): number {
    const { exports } = this.kernel;
    return (exports.segment(index) - exports.segment(0)) / 8;
  }

  private clear(): void {
    this.all().fill(0);
    const maxima = this.entryOf(MAXIMA);
    for (const extrema of [this.all(), this.extrema()]) {
      extrema.fill(Number.POSITIVE_INFINITY, 0, maxima);
      extrema.fill(Number.NEGATIVE_INFINITY, maxima, this.extremaLength);
    }
  }
}
