import { softplus } from '../../numerics/stable';
import { total } from '../derive/sums';
import { marginBins } from '../statistics/margin-histogram';
import type { FindingEvidence } from './evidence';
import { isRead } from './reading';

/** The most of a percentage, with the rounding of float16. */
const MOST_PERCENT = 100.1;
/** Values of a ReLU may lie in [0, 10] too. */
const LEAST_OF_PERCENT = 10;
/** Under a name that says nothing the values must come so near to 100, as logits hardly do. */
const LEAST_WITHOUT_NAME = 50;
/** Temperatures that are tried: 1 to 256 for logits, 1 and 2 for percentages, since many a model is too sure. */
const MOST_DOUBLINGS = 8;
const MOST_DOUBLINGS_OF_PERCENTAGES = 1;
/** Of an outcome that a percentage held impossible. */
const LEAST_PROBABILITY = 1e-7;
/** Natural logarithm of the ratio of likelihoods from which on percentages are believed: ten thousand to one. */
const BELIEVED = Math.log(1e4);

/** True if the range of values that are named as probabilities is that of percentages. */
export function mayBePercentages(minimum: number, maximum: number): boolean {
  return minimum >= 0 && maximum > LEAST_OF_PERCENT && maximum <= MOST_PERCENT;
}

/**
 * What shows that values taken for logits are percentages, whatever their name: rows that sum to 100, or, for a sigmoid, targets
 * that are ten thousand times as likely by percentages as by logits, both at the best temperature of a few. Undefined where nothing does.
 */
export function percentagesShownBy(evidence: FindingEvidence): 'rows' | 'targets' | undefined {
  if (isRead(evidence, 'values-are-percentages')) {
    return 'rows';
  }
  const { interpretation, distribution, statistics } = evidence;
  const { minimum, maximum } = distribution.values;
  if (
    interpretation.link !== 'sigmoid' ||
    interpretation.input !== 'logits' ||
    minimum === null ||
    maximum === null
  ) {
    return undefined;
  }
  if (!mayBePercentages(minimum, maximum) || maximum < LEAST_WITHOUT_NAME) {
    return undefined;
  }
  const sides = [
    ...marginBins(statistics.margins.positives).map(({ mean, count }) => ({ value: mean, sign: 1, count })),
    ...marginBins(statistics.margins.negatives).map(({ mean, count }) => ({ value: -mean, sign: -1, count })),
  ];
  const asLogits = leastLoss(sides, (value) => value, MOST_DOUBLINGS);
  const asPercentages = leastLoss(sides, logitOfPercentage, MOST_DOUBLINGS_OF_PERCENTAGES);
  return asLogits - asPercentages > BELIEVED ? 'targets' : undefined;
}

/** Values of examples with the same target, whose sign is 1 for positives and −1 for negatives. */
interface SignedBin {
  readonly value: number;
  readonly sign: number;
  readonly count: number;
}

/** The cross-entropy at the best temperature among the powers of two. */
function leastLoss(
  bins: readonly SignedBin[],
  logitOf: (value: number) => number,
  mostDoublings: number,
): number {
  const losses = Array.from({ length: mostDoublings + 1 }, (_, doublings) =>
    total(bins.map(({ value, sign, count }) => count * softplus((-sign * logitOf(value)) / 2 ** doublings))),
  );
  return Math.min(...losses);
}

function logitOfPercentage(value: number): number {
  const probability = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, value / 100));
  return Math.log(probability / (1 - probability));
}
