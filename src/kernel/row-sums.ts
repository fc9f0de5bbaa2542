import type { KernelInstance } from './kernel-instance';
import { MAXIMA, MINIMA, SEGMENTS } from './row-segments';

/** The arrays of row-segments.ts in the kernel's memory, after `setUpRows`. */
export class RowSegments {
  constructor(private readonly kernel: KernelInstance) {
    this.clear();
  }

  /** What they hold, and leaves them empty. */
  take(): Float64Array<ArrayBuffer> {
    this.kernel.exports.foldCounters();
    const sums = this.all().slice();
    this.clear();
    return sums;
  }

  private all(): Float64Array {
    const { exports, memory } = this.kernel;
    const start = exports.segment(0);
    return new Float64Array(memory, start, (exports.segment(SEGMENTS) - start) / 8);
  }

  private clear(): void {
    const { exports } = this.kernel;
    const start = exports.segment(0);
    const entryOf = (index: number) => (exports.segment(index) - start) / 8;
    this.all()
      .fill(0)
      .fill(Number.POSITIVE_INFINITY, entryOf(MINIMA), entryOf(MINIMA + 1))
      .fill(Number.NEGATIVE_INFINITY, entryOf(MAXIMA), entryOf(MAXIMA + 1));
  }
}
