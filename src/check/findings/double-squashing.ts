import { clampedLogit } from '../derive/clamped-logit';
import { rereadLoss } from '../derive/reread-loss';
import { biasInDeviations, CHI_SQUARED_AT } from '../derive/significance';
import { isMiscalibrated, temperatureEvidence } from './calibration-tests';
import { VERDICTS } from './consequences';
import { type FindingEvidence, type FindingRule, nameOf } from './evidence';

/** σ(1): the largest sigmoid of a probability. */
const MOST_OF_DOUBLE_SIGMOID = Math.E / (1 + Math.E);
/** Float32 rounding of the limits. */
const ROUNDING = 1e-4;
/** Values must reach this share of the way to both limits, as they do after a confident inner softmax. */
const NEAR_LIMIT = 0.8;

/** Temperatures of the logits below a second sigmoid. */
const TEMPERATURES = [1, 2, 4];
/** Least natural logarithm of the ratio of likelihoods that speaks for a second sigmoid: ten thousand to one. */
const BELIEVED = Math.log(1e4);
/** A temperature that is at most so large sharpens scores as much as undoing a softmax does. */
const SHARPENED = 0.5;

/**
 * Values inside [0.5, 0.7311], the range of a sigmoid of a sigmoid. Weak models that are calibrated live there too, so the
 * outcomes must be ten thousand times as likely with the second sigmoid undone (ratio of likelihoods).
 */
export const doubleSigmoid: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  if (interpretation.link !== 'sigmoid' || interpretation.input === 'logits') {
    return null;
  }
  if (minimum === null || maximum === null || minimum === maximum) {
    return null;
  }
  if (minimum < 0.5 - ROUNDING || maximum > MOST_OF_DOUBLE_SIGMOID + ROUNDING) {
    return null;
  }
  if (interpretation.input !== 'squashed-twice' && !(evidenceOfSecondSigmoid(evidence) > BELIEVED)) {
    return null;
  }
  return {
    id: 'double-sigmoid',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      minimum,
      maximum,
    },
    leadsTo: VERDICTS,
  };
};

/**
 * Rows within the narrow range of a softmax of probabilities that reach near both ends of it, and whose top classes are right
 * far more often than they say: the calibration error lies three standard deviations above chance, and a temperature of at
 * most one half fits the outcomes better (ratio of likelihoods, level 1e-4).
 */
export const doubleSoftmax: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  const { classes } = interpretation;
  if (interpretation.link !== 'softmax' || interpretation.input === 'logits') {
    return null;
  }
  if (minimum === null || maximum === null || classes === null) {
    return null;
  }
  const most = Math.E / (Math.E + classes - 1);
  const least = 1 / (Math.E + classes - 1);
  const isInside = minimum >= least - ROUNDING && maximum <= most + ROUNDING;
  if (!isInside || maximum < NEAR_LIMIT * most || minimum > least / NEAR_LIMIT) {
    return null;
  }
  if (interpretation.input !== 'squashed-twice' && !isFarTooBlunt(evidence)) {
    return null;
  }
  return {
    id: 'double-softmax',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      minimum,
      maximum,
      classes,
      least,
      most,
      leastLoss: -Math.log(most),
    },
    leadsTo: VERDICTS,
  };
};

/**
 * Logarithm of how much likelier the outcomes are if the logits of the given values are probabilities, at the best temperature
 * of a few: the logits below them may be too sure. Probabilities that are right are beaten ten thousand to one by none of them.
 */
function evidenceOfSecondSigmoid({ statistics: { margins } }: FindingEvidence): number {
  return rereadLoss(margins, (logit) => logit, [1]) - rereadLoss(margins, clampedLogit, TEMPERATURES);
}

function isFarTooBlunt(evidence: FindingEvidence): boolean {
  const { calibration } = evidence;
  if (calibration === null || !isMiscalibrated(calibration)) {
    return false;
  }
  // Without a temperature every top class is right, or none is better than a guess.
  const { temperature, confidence, bins } = calibration;
  const isSharpened =
    temperature === null ? confidence === 'top' && biasInDeviations(bins) > 0 : temperature <= SHARPENED;
  return isSharpened && temperatureEvidence(evidence, calibration) > CHI_SQUARED_AT[0.0001];
}
