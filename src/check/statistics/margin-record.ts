import * as v from 'valibot';
import {
  BINS_EACH_WAY,
  BINS_PER_OCTAVE,
  LARGEST_MARGIN,
  LINEAR_LIMIT,
  OCTAVES,
} from '../../numerics/margin-bins';
import { count } from '../report/primitives';
import type { Mergeable } from './mergeable';
import { type SparseBin, sparseBins } from './sparse-bins';

/** Says of histograms of x_t which bins they have. */
export function marginBinsAbout(description: string) {
  return {
    description: `${description} ${BINS}`,
    'x-bins': {
      linearLimit: LINEAR_LIMIT,
      binsPerOctave: BINS_PER_OCTAVE,
      octaves: OCTAVES,
      binsEachWay: BINS_EACH_WAY,
      largest: LARGEST_MARGIN,
    },
  } as const;
}

const BINS = [
  'Bins, with the numbers of `x-bins`: |x_t| is first limited to `largest`.',
  'The step s of a size a = |x_t| is floor(a · binsPerOctave / linearLimit) for a < linearLimit;',
  'beyond, the bins of each octave are twice as wide as those of the one before it:',
  'with o = floor(log2(a / linearLimit)), s = binsPerOctave · (o + 1) + floor(binsPerOctave · (a / (linearLimit · 2^o) − 1)), and at most binsEachWay − 1.',
  'The number of the bin is binsEachWay + s for x_t ≥ 0, and binsEachWay − 1 − s for x_t < 0, so that numbers ascend with x_t.',
  'The centre of a bin lies halfway between the sizes at which its step and the next one begin, with the sign of its x_t.',
].join(' ');

/** A histogram of x_t that counts elements. */
export function marginCounts(whose: string): Mergeable<SparseBin[]> {
  return sparseBins(
    count,
    `${whose} The filled bins in ascending order: number of the bin, count, Σ (x_t − centre), Σ (x_t − centre)².`,
  );
}

/** A histogram of x_t that adds up amounts. */
export function marginAmounts(whose: string): Mergeable<SparseBin[]> {
  return sparseBins(
    v.number(),
    `${whose} The filled bins in ascending order: number of the bin, Σ amount, Σ amount · (x_t − centre), Σ amount · (x_t − centre)².`,
  );
}
