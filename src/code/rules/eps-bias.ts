import { exactNumberText } from '../../format/number-text';
import { logarithmsOfLogits, logarithmsWithoutClamps } from '../fixes/building/log-space';
import { isClose } from '../verdict/measure';
import type { Example } from '../verdict/probes';
import { examplesAt } from '../verdict/sizes';
import { squashedTwiceAt } from './evidence/double-squashing';
import { isOfHeatMaps } from './evidence/heat-maps';
import { lastReturn } from './evidence/place';
import { targetProbabilityOf } from './evidence/probabilities';
import { arraysOf, placeOfArray } from './evidence/trace';
import { type LossSubject, type Rule, relatedAt, type TextRange } from './rule';

/** A logit at which an ε of 1e-12 or more bounds the cross-entropy. */
const SURE = 60;
/** Ordinary logits, at which no ε shows. */
const ORDINARY = 3;
const EASIER = 1;
/** The bound is known to this share. */
const CLOSE = 1e-3;
/** An ε changes ordinary losses by no more than this share. */
const LARGEST_SHARE = 0.05;
/** From this ε on the loss differs at logits that models reach soon. */
const LARGE = 1e-5;

/** The cross-entropy of the hardest examples is bounded by an ε in or before the logarithm. */
export const epsBias: Rule<'eps-bias'> = {
  id: 'eps-bias',
  severity: 'warning',
  inLoss: (loss) => {
    const bound = boundOfCrossEntropy(loss);
    // Logits that are squashed twice have a bound of their own, and the loss of heat maps comes with its clamp.
    if (
      bound === null ||
      squashedTwiceAt(loss, loss.verdict.computes?.link ?? 'softmax') ||
      isOfHeatMaps(loss)
    ) {
      return [];
    }
    const epsilon = Math.exp(-bound);
    const places = placesOfBound(loss, bound);
    return [
      {
        facts: { epsilon: epsilon.toExponential(0), bound: exactNumberText(Number(bound.toPrecision(3))) },
        at: places.epsilon ?? places.bounded ?? lastReturn(loss),
        related: places.epsilon && relatedAt(places.bounded, 'takesLogarithm'),
        ...(epsilon < LARGE * 0.99 ? { severity: 'information' as const } : {}),
      },
    ];
  },
  fixInLoss: (loss) =>
    [...logarithmsWithoutClamps(loss), ...logarithmsOfLogits(loss)].map((edits) => ({
      title: 'log-space' as const,
      edits,
    })),
};

/** The largest cross-entropy of a positive; null if it has no bound, or the loss is no focal loss. */
function boundOfCrossEntropy({ measure, verdict }: LossSubject): number | null {
  const { input = null, gammaIsExponentOf } = verdict.computes ?? {};
  // For a positive, 1 − p is 1 − p_t.
  if (!measure || input === null || (gammaIsExponentOf !== '1-p_t' && gammaIsExponentOf !== '1-p')) {
    return null;
  }
  const { width } = measure.layout;
  const wrongAt = (logit: number): Example => examplesAt(width, logit, 1, input)[1];
  const lossAt = (logit: number): number | null =>
    measure.ofExample(wrongAt(logit), { ...measure.usual, gamma: 2 });
  const scaleAt = (logit: number): number => {
    const p = targetProbabilityOf(examplesAt(width, logit, 1, 'logits')[1]);
    return (lossAt(logit) ?? Number.NaN) / ((1 - p) ** 2 * -Math.log(p));
  };
  const [scale, sure] = [scaleAt(ORDINARY), lossAt(SURE)];
  // Another loss has no such bound.
  if (sure === null || !(scale > 0) || !isClose(scale, scaleAt(EASIER), LARGEST_SHARE)) {
    return null;
  }
  const bound = sure / scale;
  return bound < SURE * 0.95 && bound > 1 ? bound : null;
}

/**
 * The first array with the bound in it, which is that of the logarithm unless losses or logits are clamped, and before it the
 * first array of probabilities with the ε in it.
 */
function placesOfBound({ measure, verdict }: LossSubject, bound: number): PlacesOfBound {
  const input = verdict.computes?.input ?? null;
  if (!measure || input === null) {
    return { epsilon: null, bounded: null };
  }
  const examples = examplesAt(measure.layout.width, SURE, 1, input);
  const arrays = arraysOf(measure, examples, { ...measure.usual, gamma: 2 });
  const isWithin = (value: number, share: number): boolean =>
    Math.abs(Math.abs(value) - bound) < share * bound;
  // A large ε changes ordinary losses too, by which the bound is known.
  const share = [CLOSE, LARGEST_SHARE].find((each) =>
    arrays.some(({ tensor }) => tensor.data.some((value) => isWithin(value, each))),
  );
  const isBound = (value: number): boolean => share !== undefined && isWithin(value, share);
  const at = arrays.findIndex(({ tensor }) => tensor.data.some(isBound));
  const before = arrays
    .slice(0, Math.max(at, 0))
    .find(({ tensor }) => tensor.hasGradient && tensor.data.some((value) => isBound(Math.log(value))));
  return { epsilon: placeOfArray(before), bounded: placeOfArray(arrays[at]) };
}

interface PlacesOfBound {
  readonly epsilon: TextRange | null;
  readonly bounded: TextRange | null;
}
