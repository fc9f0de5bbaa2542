import type { MarginEntry } from '../report';
import { addCounts } from './counts';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

/** Bins up to |x_t| = 16 are 1 / 64 wide; beyond, they double with every octave, up to 2^14. */
const LINEAR_LIMIT = 16;
const BINS_PER_OCTAVE = 1024;
const OCTAVES = 10;
const BINS_EACH_WAY = BINS_PER_OCTAVE * (OCTAVES + 1);
const LARGEST = LINEAR_LIMIT * 2 ** OCTAVES;

/** One filled bin: the mean of its x_t and the mean square of the distance from it. */
export interface MarginBin {
  /** Its number; see `edgesOf`. */
  readonly bin: number;
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * Fine histogram of x_t, from which any function of x_t is summed: focal loss for every γ, the Figure 4 curves,
 * the cross-entropy at any temperature. Count, mean and variance of each bin are kept, so the error of such a
 * sum is of third order in the bin's width: below 1e-5 relative for γ ≤ 5, below 1e-4 for γ ≤ 10.
 */
export class MarginHistogram {
  /**
   * By octave, each there once one of its bins is filled, for most data fill few: count, Σ offset and Σ offset² of each bin,
   * next to each other.
   */
  readonly octaves: (Float64Array | undefined)[] = Array.from({ length: 2 * (OCTAVES + 1) });

  /** Adds the block's positives (1) or negatives (0). */
  add(block: TermBlock, positive: 0 | 1): void {
    for (let at = 0; at < block.length; at++) {
      const margin = block.margin[at] ?? Number.NaN;
      if (block.positive[at] === positive && !Number.isNaN(margin)) this.addOne(margin);
    }
  }

  /**
   * What lies beyond ±16,384 is counted there: no bin has to hold a square that overflows.
   * @param amount how much it counts
   */
  addOne(exact: number, amount = 1): void {
    const margin = Math.max(-LARGEST, Math.min(LARGEST, exact));
    const bin = binOf(margin);
    const distance = margin - centreOf(bin);
    this.addToBin(bin, amount, amount * distance, amount * distance * distance);
  }

  /** Adds elements that all lie in the bin of their mean. */
  addMany(count: number, mean: number, variance: number): void {
    const margin = Math.max(-LARGEST, Math.min(LARGEST, mean));
    const bin = binOf(margin);
    const distance = margin - centreOf(bin);
    const spread = margin === mean ? variance : 0;
    this.addToBin(bin, count, count * distance, count * (distance * distance + spread));
  }

  private addToBin(bin: number, count: number, sum: number, squares: number): void {
    const at = Math.floor(bin / BINS_PER_OCTAVE);
    let octave = this.octaves[at];
    if (octave === undefined) {
      octave = new Float64Array(3 * BINS_PER_OCTAVE);
      this.octaves[at] = octave;
    }
    const entry = 3 * (bin % BINS_PER_OCTAVE);
    octave[entry] = (octave[entry] ?? 0) + count;
    octave[entry + 1] = (octave[entry + 1] ?? 0) + sum;
    octave[entry + 2] = (octave[entry + 2] ?? 0) + squares;
  }

  /** Adds the histogram of another part of the data. */
  merge({ octaves }: Posted<MarginHistogram>): void {
    for (const [at, its] of octaves.entries()) {
      if (its === undefined) continue;
      const own = this.octaves[at];
      if (own === undefined) this.octaves[at] = its.slice();
      else addCounts(own, its);
    }
  }

  /** The filled bins in ascending order of x_t: the hardest first. */
  entries(): MarginEntry[] {
    const entries: MarginEntry[] = [];
    for (const [at, octave] of this.octaves.entries()) {
      if (octave === undefined) continue;
      for (let within = 0; within < BINS_PER_OCTAVE; within++) {
        const count = octave[3 * within] ?? 0;
        if (count === 0) continue;
        const bin = at * BINS_PER_OCTAVE + within;
        entries.push([bin, count, octave[3 * within + 1] ?? 0, octave[3 * within + 2] ?? 0]);
      }
    }
    return entries;
  }
}

/** What the filled bins say of the x_t in them. */
export function marginBins(entries: readonly MarginEntry[]): MarginBin[] {
  return entries.map(([bin, count, sum, squares]) => {
    const offset = sum / count;
    const mean = centreOf(bin) + offset;
    return { bin, count, mean, variance: Math.max(0, squares / count - offset * offset) };
  });
}

/** Bins ascend with x_t: BINS_EACH_WAY is the first at or above zero. */
function binOf(margin: number): number {
  const size = Math.abs(margin);
  let step = 0;
  if (size < LINEAR_LIMIT) {
    step = Math.floor(size * (BINS_PER_OCTAVE / LINEAR_LIMIT));
  } else if (size < LARGEST) {
    const octave = Math.floor(Math.log2(size / LINEAR_LIMIT));
    const within = size / (LINEAR_LIMIT * 2 ** octave) - 1;
    step = Math.min(BINS_EACH_WAY - 1, BINS_PER_OCTAVE * (octave + 1) + Math.floor(within * BINS_PER_OCTAVE));
  } else {
    step = BINS_EACH_WAY - 1;
  }
  return margin >= 0 ? BINS_EACH_WAY + step : BINS_EACH_WAY - 1 - step;
}

/** Where a bin lies; the outermost bins reach to infinity. */
export function edgesOf(bin: number): { low: number; high: number } {
  const step = stepOf(bin);
  const [near, far] = [
    sizeAt(step),
    step === BINS_EACH_WAY - 1 ? Number.POSITIVE_INFINITY : sizeAt(step + 1),
  ];
  return bin >= BINS_EACH_WAY ? { low: near, high: far } : { low: -far, high: -near };
}

function centreOf(bin: number): number {
  const size = sizeAt(stepOf(bin) + 0.5);
  return bin >= BINS_EACH_WAY ? size : -size;
}

/** Bins between this one and zero. */
function stepOf(bin: number): number {
  return bin >= BINS_EACH_WAY ? bin - BINS_EACH_WAY : BINS_EACH_WAY - 1 - bin;
}

/** |x_t| at so many bins from zero. */
function sizeAt(step: number): number {
  if (step < BINS_PER_OCTAVE) return step * (LINEAR_LIMIT / BINS_PER_OCTAVE);
  const octave = Math.floor(step / BINS_PER_OCTAVE) - 1;
  const within = (step % BINS_PER_OCTAVE) / BINS_PER_OCTAVE;
  return LINEAR_LIMIT * 2 ** octave * (1 + within);
}
