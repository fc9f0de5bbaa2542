// Compiled twice, as margin-losses.ts is: the bins of x_t. A quotient of two of the constants would be a whole number.

/** Bins up to |x_t| = 16 are 1 / 64 wide; beyond, they double with every octave, up to 2^14. */
export const LINEAR_LIMIT = 16;
export const BINS_PER_OCTAVE = 1024;
export const OCTAVES = 10;
export const BINS_EACH_WAY = BINS_PER_OCTAVE * (OCTAVES + 1);
/** Larger |x_t| are counted here, so that no square overflows. */
export const LARGEST_MARGIN = 16_384;

export function limitedMargin(margin: number): number {
  return Math.max(-LARGEST_MARGIN, Math.min(LARGEST_MARGIN, margin));
}

/** Bins ascend with x_t: BINS_EACH_WAY is the first at or above zero. */
export function binOf(margin: number): number {
  const step = stepAt(Math.abs(margin));
  return margin >= 0 ? BINS_EACH_WAY + step : BINS_EACH_WAY - 1 - step;
}

export function centreOf(bin: number): number {
  const size = sizeAt(stepOf(bin) + 0.5);
  return bin >= BINS_EACH_WAY ? size : -size;
}

/** Bins between this one and zero. */
export function stepOf(bin: number): number {
  return bin >= BINS_EACH_WAY ? bin - BINS_EACH_WAY : BINS_EACH_WAY - 1 - bin;
}

/** |x_t| at a number of bins from zero. */
export function sizeAt(step: number): number {
  if (step < BINS_PER_OCTAVE) {
    return (step * LINEAR_LIMIT) / BINS_PER_OCTAVE;
  }
  const octave = Math.floor(step / BINS_PER_OCTAVE) - 1;
  const within = (step % BINS_PER_OCTAVE) / BINS_PER_OCTAVE;
  return LINEAR_LIMIT * 2 ** octave * (1 + within);
}

/** Bins between |x_t| and zero. */
function stepAt(size: number): number {
  if (size < LINEAR_LIMIT) {
    return Math.floor((size * BINS_PER_OCTAVE) / LINEAR_LIMIT);
  }
  if (size >= LARGEST_MARGIN) {
    return BINS_EACH_WAY - 1;
  }
  const octave = Math.floor(Math.log2(size / LINEAR_LIMIT));
  const within = size / (LINEAR_LIMIT * 2 ** octave) - 1;
  return Math.min(BINS_EACH_WAY - 1, BINS_PER_OCTAVE * (octave + 1) + Math.floor(within * BINS_PER_OCTAVE));
}
