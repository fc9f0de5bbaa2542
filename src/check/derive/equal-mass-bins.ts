import { clopperPearson, type Interval } from '../../calibration/clopper-pearson';
import { sigmoid } from '../../numerics/stable';
import { type LogitBin, meanOver } from './logit-bins';

/** Elements of neighbouring logits, and how many of them are positives. */
export interface EqualMassBin {
  /** The logits lie between these. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean probability. */
  readonly confidence: number;
  /** Share of positives, with its Clopper-Pearson interval of 95 %. */
  readonly accuracy: number;
  readonly interval: Interval;
}

const BINS = 15;

/**
 * Reliability over bins of equal mass, for a log-odds axis: a bin ends when it holds one 15th of the elements or one 15th
 * of the positives, so that rare positives are not all in the last bin. Equal-width bins hold nearly all elements of rare
 * positives in the first (Nguyen and O'Connor 2015, section 4).
 * @param logits of both sides, in bins, in any order
 * @param map takes the logit of a score to the logit of its probability; increasing
 */
export function equalMassBins(
  logits: readonly LogitBin[],
  map: (logit: number) => number = (logit) => logit,
): EqualMassBin[] {
  const sorted = logits.toSorted((one, other) => one.low - other.low || one.high - other.high);
  const most = { all: countOf(sorted) / BINS, positives: countOf(sorted, 1) / BINS };
  const filled: EqualMassBin[] = [];
  let open: LogitBin[] = [];
  for (const [at, bin] of sorted.entries()) {
    open.push(bin);
    const next = sorted[at + 1];
    const isWhole = next === undefined || !overlaps(bin, next);
    const isFull = countOf(open) >= most.all || (most.positives > 0 && countOf(open, 1) >= most.positives);
    if (next === undefined || (isWhole && isFull)) {
      filled.push(joined(open, map));
      open = [];
    }
  }
  return filled;
}

/** The positives and the negatives of one bin, and those of one logit, belong together. */
function overlaps(one: LogitBin, next: LogitBin): boolean {
  return next.low < one.high || (next.low === one.low && next.high === one.high);
}

function joined(bins: readonly LogitBin[], map: (logit: number) => number): EqualMassBin {
  const count = countOf(bins);
  const positives = countOf(bins, 1);
  const confidences = bins.reduce((sum, bin) => sum + bin.count * meanOver(bin, (x) => sigmoid(map(x))), 0);
  return {
    low: map(Math.min(...bins.map(({ low }) => low))),
    high: map(Math.max(...bins.map(({ high }) => high))),
    count,
    confidence: confidences / count,
    accuracy: positives / count,
    interval: clopperPearson(positives, count),
  };
}

function countOf(bins: readonly LogitBin[], target?: 0 | 1): number {
  return bins.reduce((sum, bin) => sum + (target === undefined || bin.target === target ? bin.count : 0), 0);
}
