import { PROBABILITY_BINS } from '../../check/statistics/probabilities';
import { RELIABILITY_BINS } from '../../check/statistics/reliability';
import { VALUE_BINS } from '../../check/statistics/values';
import { CELLS_PER_OCTAVE, LOWEST_EXPONENT, OCTAVES, OFFSET_BITS } from '../../numerics/float-bin-layout';
import { logitOfProbability } from '../../numerics/stable';

/** A cell that an edge of one of the report's histograms runs through. */
export interface EdgeBin {
  readonly cell: number;
  /** First offset of the elements that are counted separately. */
  readonly offset: number;
}

/**
 * All split cells, ascending. The edges are those of p_t in hundredths, of σ(x) in fifteenths, and of logits in halves. A
 * logit on an edge belongs to the bin above, which for negative logits is the one closer to zero.
 */
export function edgeBins(): readonly EdgeBin[] {
  splits ??= findSplits();
  return splits;
}

let splits: readonly EdgeBin[] | undefined;

function findSplits(): EdgeBin[] {
  const found = new Map<number, number>();
  const split = (edge: number, offsetOf: (offset: number) => number) => {
    const octave = Math.floor(Math.log2(edge)) - LOWEST_EXPONENT;
    if (octave < 0 || octave >= OCTAVES) {
      return;
    }
    const place = (edge / 2 ** (octave + LOWEST_EXPONENT) - 1) * CELLS_PER_OCTAVE;
    const cell = CELLS_PER_OCTAVE * octave + Math.floor(place);
    const offset = offsetOf((place % 1) * 2 ** OFFSET_BITS);
    if ((found.get(cell) ?? offset) !== offset) {
      throw new RangeError(`Two edges run through cell ${cell}: the cells are too wide.`);
    }
    found.set(cell, offset);
  };
  for (const edge of probabilityEdges()) {
    split(edge, Math.ceil);
  }
  const { low, high, bins } = VALUE_BINS.logits;
  for (let bin = 1; bin <= bins / 2; bin++) {
    split((bin * (high - low)) / bins, () => 1);
  }
  return [...found].map(([cell, offset]) => ({ cell, offset })).sort((one, other) => one.cell - other.cell);
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
