import type { FactsOfFinding } from '../../messages/finding';
import type { Calibration } from '../report/report';
import { doubleSigmoid, doubleSoftmax } from './double-squashing';
import { type FindingEvidence, type FindingRule, takenCount } from './evidence';
import { isUndecided } from './prior-bias';

/** An expected calibration error worth a word. */
const NOTABLE = 0.05;
/** A temperature this far from 1, up or down, says in which direction. */
const FACTOR = 1.1;
/** A temperature that leaves more of the error than this is not advised. */
const MENDED = 0.8;
/** This part of the error lies on one side: too extreme, or too timid. */
const MOST = 0.5;
/** More than rounding takes from a mean of probabilities. */
const ROUNDING = 1e-12;

type Direction = 'over' | 'under' | 'biased';

/** Probabilities more extreme than the outcomes bear out. */
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

/** Probabilities more timid than the outcomes: what a large γ leaves behind. */
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

/** Probabilities that lean to one side, which no temperature mends: a shifted bias. */
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
  const { expectedCalibrationError, temperature, scaled, withoutTemperature } = calibration;
  return {
    error: expectedCalibrationError,
    scaled:
      temperature === null || scaled === null
        ? null
        : { temperature, error: scaled.expectedCalibrationError },
    withoutTemperature,
    withoutTemperatureFacts: null,
    mendedBy: isMended(calibration) ? temperature : null,
  };
}

/** The calibration, when it is off and off in this direction. */
function miscalibrated(evidence: FindingEvidence, wanted: Direction): Calibration | null {
  const { calibration, counts, interpretation, distribution } = evidence;
  if (calibration === null || calibration.expectedCalibrationError < NOTABLE) {
    return null;
  }
  if (doubleSigmoid(evidence) !== null || doubleSoftmax(evidence) !== null) {
    return null;
  }
  // One class alone, an untrained model or a constant says nothing of confidence, and is a finding of its own.
  const isSigmoid = interpretation.link === 'sigmoid';
  if (isSigmoid && (counts.positives === 0 || counts.negatives === 0)) {
    return null;
  }
  if (isUndecided(evidence) || distribution.values.minimum === distribution.values.maximum) {
    return null;
  }
  return directionOf(calibration) === wanted ? calibration : null;
}

/** From the bins and the temperature alone, which shards have exactly. */
function directionOf(calibration: Calibration): Direction | null {
  const { temperature, expectedCalibrationError, confidence } = calibration;
  const excess = excessOfConfidence(calibration) / expectedCalibrationError;
  if (excess >= MOST && (temperature ?? FACTOR) >= FACTOR) {
    return 'over';
  }
  if (excess <= -MOST && (temperature ?? 1 / FACTOR) <= 1 / FACTOR) {
    return 'under';
  }
  return confidence === 'positive' ? 'biased' : null;
}

function isMended({ expectedCalibrationError, scaled }: Calibration): boolean {
  return scaled !== null && scaled.expectedCalibrationError <= MENDED * expectedCalibrationError;
}

/** How much more extreme the confidences are than the outcomes, on average; negative when they are less extreme. */
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

/** The side of ½ on which a mean probability lies; 0 where rounding alone could say, as it does for logits of zero. */
function leaning(probability: number): number {
  const distance = probability - 0.5;
  return Math.abs(distance) < ROUNDING ? 0 : Math.sign(distance);
}
