import { PROBABILITY_BINS } from '../../check/statistics/probabilities';
import { RELIABILITY_BINS } from '../../check/statistics/reliability';
import { VALUE_BINS } from '../../check/statistics/values';
import { BINS_PER_OCTAVE, LOWEST_EXPONENT, OCTAVES, OFFSET_BITS } from '../../numerics/float-bin-layout';
import { logitOfProbability } from '../../numerics/stable';

/** A float bin that an edge of one of the report's histograms runs through. */
export interface EdgeBin {
  readonly bin: number;
  /** First offset of the elements that are counted separately. */
  readonly offset: number;
}

/**
 * All edge bins, ascending. The edges are those of p_t in hundredths, of σ(x) in fifteenths, and of logits in halves. A
 * logit on an edge belongs to the bin above, which for negative logits is the one closer to zero.
 */
export function edgeBins(): readonly EdgeBin[] {
  found ??= findEdgeBins();
  return found;
}

let found: readonly EdgeBin[] | undefined;

function findEdgeBins(): EdgeBin[] {
  const offsets = new Map<number, number>();
  const add = (edge: number, offsetOf: (offset: number) => number) => {
    const octave = Math.floor(Math.log2(edge)) - LOWEST_EXPONENT;
    if (octave < 0 || octave >= OCTAVES) {
      return;
    }
    const place = (edge / 2 ** (octave + LOWEST_EXPONENT) - 1) * BINS_PER_OCTAVE;
    const bin = BINS_PER_OCTAVE * octave + Math.floor(place);
    const offset = offsetOf((place % 1) * 2 ** OFFSET_BITS);
    if ((offsets.get(bin) ?? offset) !== offset) {
      throw new RangeError(`Two edges run through float bin ${bin}: the bins are too wide.`);
    }
    offsets.set(bin, offset);
  };
  for (const edge of probabilityEdges()) {
    add(edge, Math.ceil);
  }
  const { low, high, bins } = VALUE_BINS.logits;
  for (let bin = 1; bin <= bins / 2; bin++) {
    add((bin * (high - low)) / bins, () => 1);
  }
  return [...offsets].map(([bin, offset]) => ({ bin, offset })).sort((one, other) => one.bin - other.bin);
}

/** All x_t > 0 with p_t at an edge, each once; those below zero are their mirror images. */
function probabilityEdges(): number[] {
  const edges: number[] = [];
  for (const bins of [PROBABILITY_BINS, RELIABILITY_BINS]) {
    for (let bin = Math.floor(bins / 2) + 1; bin < bins; bin++) {
      const isShared = bins === RELIABILITY_BINS && (bin * PROBABILITY_BINS) % RELIABILITY_BINS === 0;
      if (!isShared) {
        edges.push(logitOfProbability(bin / bins));
      }
    }
  }
  return edges;
}
