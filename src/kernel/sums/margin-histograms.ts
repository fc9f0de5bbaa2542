import { MarginHistogram } from '../../check/statistics/margin-histogram';
import { BINS_EACH_WAY, BINS_PER_OCTAVE } from '../../numerics/margin-bins';
import type { KernelInstance } from '../kernel-instance';

const OCTAVES = 2 * (BINS_EACH_WAY / BINS_PER_OCTAVE);
/** Count, Σ offset and Σ offset² of each bin. */
const OCTAVE_LENGTH = 3 * BINS_PER_OCTAVE;

/** Histograms of x_t in the kernel's memory. Most of this memory is never touched. */
export class MarginHistograms {
  private readonly address: number;
  /** Address of one byte per octave: 1 if the octave is filled. */
  private readonly filled: number;

  constructor(
    private readonly kernel: KernelInstance,
    private readonly count: number,
  ) {
    this.address = kernel.reserve(8 * OCTAVE_LENGTH * OCTAVES * count);
    this.filled = kernel.reserve(OCTAVES * count);
    kernel.exports.setUpHistograms(this.address, this.filled);
  }

  /** Takes all of them, and clears them. */
  take(): MarginHistogram[] {
    return Array.from({ length: this.count }, (_, number) => this.takeOne(number));
  }

  private takeOne(number: number): MarginHistogram {
    const { memory } = this.kernel;
    const histogram = new MarginHistogram();
    const filled = new Uint8Array(memory, this.filled + OCTAVES * number, OCTAVES);
    for (const [octave, isFilled] of filled.entries()) {
      if (isFilled === 0) {
        continue;
      }
      const first = this.address + 8 * OCTAVE_LENGTH * (OCTAVES * number + octave);
      const bins = new Float64Array(memory, first, OCTAVE_LENGTH);
      histogram.octaves[octave] = bins.slice();
      bins.fill(0);
    }
    filled.fill(0);
    return histogram;
  }
}
