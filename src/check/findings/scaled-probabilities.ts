import { clampedLogit } from '../derive/clamped-logit';
import { rereadLoss } from '../derive/reread-loss';
import { type FindingEvidence, inputOf } from './evidence';
import { isRead } from './reading';

/** The factors by which files scale probabilities: percentages, bytes of an image, and per mille. */
const SCALES = [100, 255, 1000] as const;
type Scale = (typeof SCALES)[number];

/** Rounding of float16 beyond the largest value. */
const ROUNDING = 1.001;
/** Values of a ReLU may lie in [0, 10] too. */
const LEAST_OF_PERCENT = 10;
/** Under a name that says nothing the values must come so near to the scale, as logits hardly do. */
const NEAR = 0.5;
/** Temperatures that are tried; of scaled probabilities a second one, since many a model is too sure. */
const TEMPERATURES_OF_LOGITS = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const TEMPERATURES_OF_PROBABILITIES = [1, 2];
/** Least natural logarithm of the ratio of likelihoods that speaks for scaled probabilities: ten thousand to one. */
const BELIEVED = Math.log(1e4);

/** The scale that the range and the type of values suggest which are named as probabilities; null for none. */
export function scaleByRange(evidence: FindingEvidence): Scale | null {
  const { minimum, maximum } = evidence.distribution.values;
  if (minimum === null || maximum === null || minimum < 0 || maximum <= LEAST_OF_PERCENT) {
    return null;
  }
  const isByte = inputOf(evidence, 'logits')?.dtype === 'uint8';
  const fitting = SCALES.filter((scale) => maximum <= ROUNDING * scale && (scale !== 255 || isByte));
  return fitting[0] ?? null;
}

/**
 * The evidence that values taken for logits are scaled probabilities, whatever their name: rows that sum to 100, or, for a sigmoid,
 * targets that are ten thousand times as likely by them as by logits, both at the best temperature of a few. Null where nothing
 * does.
 */
export function scaledProbabilities(
  evidence: FindingEvidence,
): { readonly scale: Scale; readonly shownBy: 'rows' | 'targets' } | null {
  if (isRead(evidence, 'values-are-percentages')) {
    return { scale: 100, shownBy: 'rows' };
  }
  const { interpretation, distribution, statistics } = evidence;
  const scale = scaleByRange(evidence);
  if (
    interpretation.link !== 'sigmoid' ||
    interpretation.input !== 'logits' ||
    scale === null ||
    scale === 1000
  ) {
    return null;
  }
  if ((distribution.values.maximum ?? 0) < NEAR * scale) {
    return null;
  }
  const { margins } = statistics;
  const gain =
    rereadLoss(margins, (value) => value, TEMPERATURES_OF_LOGITS) -
    rereadLoss(margins, (value) => clampedLogit(value / scale), TEMPERATURES_OF_PROBABILITIES);
  return gain > BELIEVED ? { scale, shownBy: 'targets' } : null;
}
