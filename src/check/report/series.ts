import * as v from 'valibot';
import { count, optionalNumber } from './primitives';
import type { Report } from './report';

/** The numbers of one report among several: of the epochs of a training, or of one file as it changes. */
export const seriesPointSchema = v.object({
  label: v.string(),
  elements: count,
  positives: count,
  /** The focal loss under the report's reduction. */
  focalLoss: optionalNumber,
  /** The mean cross-entropy of the valid elements. */
  crossEntropy: optionalNumber,
  accuracy: optionalNumber,
  rocAuc: optionalNumber,
  averagePrecision: optionalNumber,
  calibrationError: optionalNumber,
});

export type SeriesPoint = v.InferOutput<typeof seriesPointSchema>;

/** The numbers of a report that a series follows. */
export function seriesPoint(label: string, report: Report): SeriesPoint {
  const { counts, losses, ranking, calibration, reducedLoss } = report;
  return {
    label,
    elements: counts.elements,
    positives: counts.positives,
    focalLoss: reducedLoss,
    crossEntropy: losses.crossEntropy.mean,
    accuracy: ranking?.accuracy.value ?? null,
    rocAuc: ranking?.rocAuc?.value ?? null,
    averagePrecision: ranking?.averagePrecision?.value ?? null,
    calibrationError: calibration?.expectedCalibrationError ?? null,
  };
}
