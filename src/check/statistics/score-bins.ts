/** Bins of the scores of classes: one 16th of a logit wide up to |x| = 16. */
export const SCORE_BINS = { linearLimit: 16, binsPerUnit: 16, binsPerOctave: 16, octaves: 10 } as const;

const LINEAR_BINS = SCORE_BINS.linearLimit * SCORE_BINS.binsPerUnit;
/** Bins on each side of zero. */
const EACH_WAY = LINEAR_BINS + SCORE_BINS.octaves * SCORE_BINS.binsPerOctave;
export const SCORE_BIN_COUNT = 2 * EACH_WAY;

/** Says which bins the scores have. */
export const SCORE_BINS_ABOUT = [
  'Bins, with the numbers of `x-bins`: a score x of size a = |x| has the position u = a · binsPerUnit for a ≤ linearLimit,',
  'else u = linearLimit · binsPerUnit + binsPerOctave · log2(a / linearLimit), with the sign of x.',
  'With e = linearLimit · binsPerUnit + octaves · binsPerOctave, the number of the bin is floor(u) + e, limited to [0, 2 e − 1].',
].join(' ');

/** The bin of a logit. Bins ascend with it, and each includes its lower edge but not its upper one. */
export function scoreBinOf(logit: number): number {
  return Math.max(0, Math.min(SCORE_BIN_COUNT - 1, Math.floor(positionOf(logit)) + EACH_WAY));
}

function positionOf(logit: number): number {
  const { linearLimit, binsPerUnit, binsPerOctave } = SCORE_BINS;
  const size = Math.abs(logit);
  return size <= linearLimit
    ? logit * binsPerUnit
    : Math.sign(logit) * (LINEAR_BINS + binsPerOctave * Math.log2(size / linearLimit));
}

/** The lower edge of a bin: −Infinity of the first one, Infinity behind the last one. */
export function scoreBinEdge(bin: number): number {
  const position = bin - EACH_WAY;
  const size = Math.abs(position);
  if (size >= EACH_WAY) {
    return Math.sign(position) * Number.POSITIVE_INFINITY;
  }
  const { linearLimit, binsPerUnit, binsPerOctave } = SCORE_BINS;
  return size <= LINEAR_BINS
    ? position / binsPerUnit
    : Math.sign(position) * linearLimit * 2 ** ((size - LINEAR_BINS) / binsPerOctave);
}
