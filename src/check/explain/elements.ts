import { logitBin, logitsOf } from '../derive/logit-bins';
import type { Report } from '../report/report';
import { type MarginHistogram, marginBins } from '../statistics/margin-histogram';
import type { SparseBin } from '../statistics/sparse-bins';

/** Logits with one target, each standing for `counts` elements; their sums are those of the elements. */
export interface Side {
  readonly target: 0 | 1;
  readonly logits: Float64Array;
  readonly counts: Float64Array;
  /** Σ counts: the number of elements, or the sum of their weights. */
  readonly count: number;
}

/**
 * The elements that a loss is summed over. A loss of a softmax depends on x_t alone: its sides are the foreground and the
 * background, and both have the logits x_t with the target 1.
 */
export interface Elements {
  readonly positives: Side;
  readonly negatives: Side;
}

/**
 * The elements of a report from its histograms of x_t.
 * @returns null for soft targets, which have no x_t
 */
export function elementsOf({ interpretation, statistics }: Report): Elements | null {
  if (interpretation.targets === 'soft') {
    return null;
  }
  const { margins } = statistics;
  return elementsOfMargins(margins.positives, margins.negatives, interpretation.link);
}

/** The elements with their weights; null where they have none. */
export function weightedElementsOf({ interpretation, statistics }: Report): Elements | null {
  const { lossMargins } = statistics;
  if (interpretation.targets === 'soft' || lossMargins === null) {
    return null;
  }
  const { positives, negatives } = lossMargins.weights;
  const { link } = interpretation;
  return elementsOfMargins(
    positives.alpha,
    link === 'softmax' ? negatives.alpha : negatives.oneMinusAlpha,
    link,
  );
}

/** Elements from histograms of x_t of both sides. */
export function elementsOfHistograms(
  positives: MarginHistogram,
  negatives: MarginHistogram,
  link: 'sigmoid' | 'softmax',
): Elements {
  return elementsOfMargins(positives.entries(), negatives.entries(), link);
}

function elementsOfMargins(
  positives: readonly SparseBin[],
  negatives: readonly SparseBin[],
  link: 'sigmoid' | 'softmax',
): Elements {
  return {
    positives: sideOf(positives, 1),
    negatives: sideOf(negatives, link === 'softmax' ? 1 : 0),
  };
}

function sideOf(entries: readonly SparseBin[], target: 0 | 1): Side {
  const stands = marginBins(entries).flatMap((bin) => logitsOf(logitBin(bin, target)));
  return {
    target,
    logits: Float64Array.from(stands, ({ logit }) => logit),
    counts: Float64Array.from(stands, ({ count }) => count),
    count: entries.reduce((sum, [, count]) => sum + count, 0),
  };
}
