import { probabilityOfScore } from '../../calibration/focal-map';
import type { FactsOfFinding } from '../../messages/finding';
import { type MapCheck, mapCheckOf } from '../derive/map-check';
import { biasInDeviations, CHI_SQUARED_AT } from '../derive/significance';
import type { Calibration } from '../report/report';
import { isMiscalibrated, temperatureEvidence } from './calibration-tests';
import { type FindingEvidence, type FindingRule, takenCount } from './evidence';
import { isUndecided } from './prior-bias';

/** Expected calibration errors below this are no finding. */
const NOTABLE = 0.05;
/** A temperature that differs from 1 by this factor decides the direction. */
const FACTOR = 1.1;
/** A temperature is advised only if it leaves at most this share of the error. */
const MENDED = 0.8;
/** Share of the error that must be in one direction: too extreme, or not extreme enough. */
const MOST = 0.5;
/** Least distance of the mean outcome from the mean probability, in standard deviations, that counts as a bias. */
const BIASED = 4;
/** Bound of the rounding error of a mean of probabilities. */
const ROUNDING = 1e-12;

type Direction = 'over' | 'under' | 'biased';

/**
 * Probabilities more extreme than the outcomes. The calibration error must lie three standard deviations above that of a
 * calibrated model with as many examples, and a temperature must make the outcomes more likely (ratio of likelihoods, level 1e-3).
 */
export const overConfidence: FindingRule = (evidence) => {
  const calibration = miscalibrated(evidence, 'over');
  if (calibration === null) {
    return null;
  }
  return {
    id: 'over-confidence',
    severity: 'warning',
    facts: factsOf(calibration),
  };
};

/** Probabilities less extreme than the outcomes, which a large γ causes. The tests are those of over-confidence. */
export const underConfidence: FindingRule = (evidence) => {
  const calibration = miscalibrated(evidence, 'under');
  if (calibration === null) {
    return null;
  }
  return {
    id: 'under-confidence',
    severity: 'information',
    facts: factsOf(calibration),
  };
};

/**
 * Probabilities that are too high or too low throughout: a shifted bias, which no temperature corrects. The calibration error
 * must lie as high as for over-confidence, and the mean four standard deviations from that of the outcomes.
 */
export const biasedProbabilities: FindingRule = (evidence) => {
  const calibration = miscalibrated(evidence, 'biased');
  if (calibration === null) {
    return null;
  }
  const { bins, expectedCalibrationError } = calibration;
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  const mean = bins.reduce((sum, bin) => sum + bin.count * (bin.confidence ?? 0), 0) / count;
  return {
    id: 'biased-probabilities',
    severity: 'information',
    facts: {
      mean,
      prior: evidence.counts.positives / takenCount(evidence),
      error: expectedCalibrationError,
    },
  };
};

function factsOf(calibration: Calibration): FactsOfFinding<'over-confidence'> {
  const { expectedCalibrationError, temperature, scaled, withoutTemperature, withoutTemperatureFacts } =
    calibration;
  return {
    error: expectedCalibrationError,
    scaled:
      temperature === null || scaled === null
        ? null
        : { temperature, error: scaled.expectedCalibrationError },
    withoutTemperature,
    withoutTemperatureFacts: withoutTemperatureFacts ?? null,
    mendedBy: isMended(calibration) ? temperature : null,
  };
}

/**
 * Scores that the map of the stated loss turns into calibrated probabilities: they are what focal loss gives, and no fault.
 * The labels bear the map out (`agrees` of `mapCheckOf`).
 */
export const focalScores: FindingRule = (evidence) => {
  const calibration = notable(evidence);
  const check = calibration === null ? null : agreeingMap(evidence);
  if (check === null) {
    return null;
  }
  const { loss, scores, map } = check;
  return {
    id: 'focal-scores',
    severity: 'information',
    facts: {
      alpha: loss.alpha,
      gamma: loss.gamma,
      halfMeans: probabilityOfScore(0.5, loss),
      error: scores.expectedCalibrationError,
      mappedError: map.expectedCalibrationError,
      logLoss: scores.logLoss,
      mappedLogLoss: map.logLoss,
    },
  };
};

function agreeingMap(evidence: FindingEvidence): MapCheck | null {
  const check = mapCheckOf(evidence);
  return check?.verdict === 'agrees' ? check : null;
}

/** The calibration if its error is notable, in the wanted direction, and not what the loss explains; otherwise null. */
function miscalibrated(evidence: FindingEvidence, wanted: Direction): Calibration | null {
  const calibration = notable(evidence);
  return calibration !== null &&
    directionOf(evidence, calibration) === wanted &&
    agreeingMap(evidence) === null
    ? calibration
    : null;
}

/** The calibration if its error is notable; otherwise null. */
function notable(evidence: FindingEvidence): Calibration | null {
  const { calibration, counts, interpretation, distribution } = evidence;
  if (calibration === null || calibration.expectedCalibrationError < NOTABLE) {
    return null;
  }
  if (!isMiscalibrated(calibration)) {
    return null;
  }
  // A single class, an untrained model or a constant output has its own finding and says nothing about confidence.
  const isSigmoid = interpretation.link === 'sigmoid';
  if (isSigmoid && (counts.positives === 0 || counts.negatives === 0)) {
    return null;
  }
  if (isUndecided(evidence) || distribution.values.minimum === distribution.values.maximum) {
    return null;
  }
  return calibration;
}

/** The direction of the error, where it is no accident of the sample. */
function directionOf(evidence: FindingEvidence, calibration: Calibration): Direction | null {
  const { temperature, expectedCalibrationError, confidence, bins } = calibration;
  const isScaled = temperatureEvidence(evidence, calibration) > CHI_SQUARED_AT[0.001];
  const excess = excessOfConfidence(calibration) / expectedCalibrationError;
  if (isScaled && excess >= MOST && (temperature ?? FACTOR) >= FACTOR) {
    return 'over';
  }
  if (isScaled && excess <= -MOST && (temperature ?? 1 / FACTOR) <= 1 / FACTOR) {
    return 'under';
  }
  const isBiased = Math.abs(biasInDeviations(bins)) > BIASED;
  return confidence === 'positive' && isBiased ? 'biased' : null;
}

function isMended({ expectedCalibrationError, scaled }: Calibration): boolean {
  return scaled !== null && scaled.expectedCalibrationError <= MENDED * expectedCalibrationError;
}

/** Mean excess of confidence over the outcomes; negative if the confidences are less extreme. */
function excessOfConfidence({ bins, confidence: kind }: Calibration): number {
  let excess = 0;
  let count = 0;
  for (const bin of bins) {
    const { confidence, accuracy } = bin;
    if (confidence === null || accuracy === null) {
      continue;
    }
    const side = kind === 'positive' ? leaning(confidence) : 1;
    excess += bin.count * side * (confidence - accuracy);
    count += bin.count;
  }
  return excess / count;
}

/** The sign of a mean probability minus ½; 0 within rounding, as for logits of zero. */
function leaning(probability: number): number {
  const distance = probability - 0.5;
  return Math.abs(distance) < ROUNDING ? 0 : Math.sign(distance);
}
