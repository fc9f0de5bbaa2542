import { numberText, percentText } from '../../format/number-text';
import type { Calibration } from '../report/report';
import { doubleSigmoid, doubleSoftmax } from './double-squashing';
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
/** Bound of the rounding error of a mean of probabilities. */
const ROUNDING = 1e-12;

type Direction = 'over' | 'under' | 'biased';

/** Probabilities more extreme than the outcomes. */
export const overConfidence: FindingRule = (evidence) => {
  const calibration = miscalibrated(evidence, 'over');
  if (calibration === null) {
    return null;
  }
  const { temperature } = calibration;
  return {
    id: 'over-confidence',
    severity: 'warning',
    title: 'Over-confident probabilities',
    seen: seenText(calibration),
    means:
      'A score of 0.9 is right less often than nine times in ten: thresholds and averages of scores mislead.',
    fix: `${temperature !== null && isMended(calibration) ? `Divide the logits by ${numberText(temperature)} after training (fit it on held-out data), or train` : 'Train'} with focal loss or label smoothing, which counter over-confidence.`,
  };
};

/** Probabilities less extreme than the outcomes, which a large γ causes. */
export const underConfidence: FindingRule = (evidence) => {
  const calibration = miscalibrated(evidence, 'under');
  if (calibration === null) {
    return null;
  }
  const { temperature } = calibration;
  return {
    id: 'under-confidence',
    severity: 'information',
    title: 'Under-confident probabilities',
    seen: seenText(calibration),
    means:
      'Focal loss stops pushing once an example is right, so its scores stay below what the outcomes bear out. The ranking is not affected.',
    fix:
      temperature !== null && isMended(calibration)
        ? `If scores are read as probabilities, divide the logits by ${numberText(temperature)} after training, fitted on held-out data.`
        : 'If scores are read as probabilities, calibrate them on held-out data after training.',
  };
};

/** Probabilities that are too high or too low throughout: a shifted bias, which no temperature corrects. */
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
    title: 'Probabilities that lean to one side',
    seen: `The probabilities are ${numberText(mean)} on average, the positives ${percentText(evidence.counts.positives / takenCount(evidence))} of the elements. The expected calibration error is ${percentText(expectedCalibrationError)}, and a temperature, which scales both sides alike, does not mend that.`,
    means:
      'The bias of the last layer is shifted, as α far from 0.5, sampled classes or other data than those of the training leave it; or the arrays mean something else than they were taken for. The ranking is not affected.',
    fix: 'If scores are read as probabilities, fit σ(a·x + b) on held-out data (Platt scaling), which moves the bias too.',
  };
};

function seenText({
  expectedCalibrationError,
  temperature,
  scaled,
  withoutTemperature,
}: Calibration): string {
  const error = `The expected calibration error is ${percentText(expectedCalibrationError)}`;
  return temperature === null || scaled === null
    ? `${error}. ${withoutTemperature ?? ''}`.trimEnd()
    : `${error}; the best temperature is ${numberText(temperature)}, with which ${percentText(scaled.expectedCalibrationError)} is left.`;
}

/** The calibration if its error is notable and in the wanted direction; otherwise null. */
function miscalibrated(evidence: FindingEvidence, wanted: Direction): Calibration | null {
  const { calibration, counts, interpretation, distribution } = evidence;
  if (calibration === null || calibration.expectedCalibrationError < NOTABLE) {
    return null;
  }
  if (doubleSigmoid(evidence) !== null || doubleSoftmax(evidence) !== null) {
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
  return directionOf(calibration) === wanted ? calibration : null;
}

/** The direction of the error. It uses only the bins and the temperature, which merged shards have exactly. */
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
