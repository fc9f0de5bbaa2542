import { numberText, percentText } from '../number-text';
import type { FindingRule } from './evidence';

/** An expected calibration error worth a word. */
const NOTABLE = 0.05;
/** A temperature this far from 1, up or down, says in which direction. */
const FACTOR = 1.1;

/** Probabilities more extreme than the outcomes bear out. */
export const overConfidence: FindingRule = ({ calibration }) => {
  if (calibration === null || calibration.expectedCalibrationError < NOTABLE) return null;
  const { temperature, expectedCalibrationError, scaled } = calibration;
  if (temperature === null || temperature < FACTOR || scaled === null) return null;
  return {
    id: 'over-confidence',
    severity: 'warning',
    title: 'Over-confident probabilities',
    seen: `The expected calibration error is ${percentText(expectedCalibrationError)}; the best temperature is ${numberText(temperature)}, with which ${percentText(scaled.expectedCalibrationError)} is left.`,
    means:
      'A score of 0.9 is right less often than nine times in ten: thresholds and averages of scores mislead.',
    fix: `Divide the logits by ${numberText(temperature)} after training (fit it on held-out data), or train with focal loss or label smoothing, which counter over-confidence.`,
  };
};

/** Probabilities more timid than the outcomes: what a large γ leaves behind. */
export const underConfidence: FindingRule = ({ calibration }) => {
  if (calibration === null || calibration.expectedCalibrationError < NOTABLE) return null;
  const { temperature, expectedCalibrationError, scaled } = calibration;
  if (temperature === null || temperature > 1 / FACTOR || scaled === null) return null;
  return {
    id: 'under-confidence',
    severity: 'information',
    title: 'Under-confident probabilities',
    seen: `The expected calibration error is ${percentText(expectedCalibrationError)}; the best temperature is ${numberText(temperature)}, with which ${percentText(scaled.expectedCalibrationError)} is left.`,
    means:
      'Focal loss stops pushing once an example is right, so its scores stay below what the outcomes bear out. The ranking is not affected.',
    fix: `If scores are read as probabilities, divide the logits by ${numberText(temperature)} after training, fitted on held-out data.`,
  };
};
