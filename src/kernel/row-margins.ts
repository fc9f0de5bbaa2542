import { BINS_EACH_WAY, BINS_PER_OCTAVE, sizeAt, stepOf } from '../check/statistics/margin-bins';
import type { Statistics } from '../check/statistics/statistics';
import type { KernelInstance } from './kernel-instance';
import { MARGIN_BIN_BYTES, MARGIN_UNITS } from './margin-layout';

const SIDES = ['negatives', 'positives'] as const;
const OCTAVES = 2 * (BINS_EACH_WAY / BINS_PER_OCTAVE);
const OCTAVE_BYTES = MARGIN_BIN_BYTES * BINS_PER_OCTAVE;
/** int64 of a bin. */
const BIN_LENGTH = MARGIN_BIN_BYTES / 8;

/** The filled octaves of a side: bins as margin-layout.ts has them. */
type Octaves = readonly (BigInt64Array | undefined)[];

/** x_t of the rows that a worker has counted. Plain data, to be posted. */
export type MarginCounts = Readonly<Record<(typeof SIDES)[number], Octaves>>;

/** Histograms of x_t of the rows of a softmax in the kernel's memory, little of which is ever touched. */
export class RowMargins {
  private readonly bins: number;
  /** Address of a byte for each octave, which says whether it is filled. */
  private readonly filled: number;

  constructor(private readonly kernel: KernelInstance) {
    this.bins = kernel.reserve(OCTAVE_BYTES * OCTAVES * SIDES.length);
    this.filled = kernel.reserve(OCTAVES * SIDES.length);
    kernel.exports.setUpRowMargins(this.bins, this.filled);
  }

  counts(): MarginCounts {
    return { negatives: this.octaves(0), positives: this.octaves(1) };
  }

  private octaves(side: number): Octaves {
    const { memory } = this.kernel;
    const filled = new Uint8Array(memory, this.filled + OCTAVES * side, OCTAVES);
    return Array.from(filled, (isFilled, octave) => {
      if (isFilled === 0) {
        return undefined;
      }
      const first = this.bins + OCTAVE_BYTES * (OCTAVES * side + octave);
      return new BigInt64Array(memory, first, BIN_LENGTH * BINS_PER_OCTAVE).slice();
    });
  }
}

/** Adds what all workers have counted to histograms that are empty. */
export function addRowMargins({ margins }: Statistics, ofWorkers: readonly MarginCounts[]): void {
  for (const side of SIDES) {
    for (let octave = 0; octave < OCTAVES; octave++) {
      const counted = ofWorkers.map((counts) => counts[side][octave]).filter((bins) => bins !== undefined);
      if (counted.length > 0) {
        margins[side].octaves[octave] = entriesOf(counted, octave);
      }
    }
  }
}

/** Count, Σ distance and Σ distance² of each bin, as `MarginHistogram` keeps them. */
function entriesOf(counted: readonly BigInt64Array[], octave: number): Float64Array {
  const entries = new Float64Array(3 * BINS_PER_OCTAVE);
  const step = stepOf(octave * BINS_PER_OCTAVE);
  const unit = (sizeAt(step + 1) - sizeAt(step)) / MARGIN_UNITS;
  for (let bin = 0; bin < BINS_PER_OCTAVE; bin++) {
    const sum = (moment: number) =>
      Number(counted.reduce((total, bins) => total + (bins[BIN_LENGTH * bin + moment] ?? 0n), 0n));
    const count = sum(0);
    if (count > 0) {
      entries.set([count, unit * sum(1), unit * unit * sum(2)], 3 * bin);
    }
  }
  return entries;
}
