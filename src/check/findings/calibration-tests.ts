import { softplus } from '../../numerics/stable';
import { calibrationErrorByChance, temperatureRatio } from '../derive/significance';
import { total } from '../derive/sums';
import type { Calibration } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import type { FindingEvidence } from './evidence';

/** Standard deviations above the calibration error that a calibrated model shows by chance. */
const ABOVE_CHANCE = 3;

/** Tells whether the calibration error is more than the luck of the draw. */
export function isMiscalibrated({ bins, expectedCalibrationError }: Calibration): boolean {
  const { mean, deviation } = calibrationErrorByChance(bins);
  return expectedCalibrationError > mean + ABOVE_CHANCE * deviation;
}

/**
 * Measures how much better than T = 1 the best temperature fits the outcomes: distributed as χ² with one degree of freedom
 * where T = 1 is right. Where the data were sampled, or are those of shards, it is the square of ln T in its standard
 * errors.
 */
export function temperatureEvidence(
  { statistics, interpretation }: Pick<FindingEvidence, 'statistics' | 'interpretation'>,
  { bins, temperature, temperatureStandardError, scaled }: Calibration,
): number {
  const count = total(bins.map((bin) => bin.count));
  if (temperature !== null && temperatureStandardError !== null && temperatureStandardError > 0) {
    return ((temperature * Math.log(temperature)) / temperatureStandardError) ** 2;
  }
  const margins = [...marginBins(statistics.margins.positives), ...marginBins(statistics.margins.negatives)];
  const crossEntropyAt = (scale: number) =>
    total(margins.map(({ mean, count: inBin }) => inBin * softplus(-scale * mean))) / count;
  const asGiven = crossEntropyAt(1);
  if (temperature !== null) {
    // The x_t of a sigmoid scale with its logits; shards were scaled by temperatures of their own.
    const best =
      interpretation.link === 'sigmoid' ? crossEntropyAt(1 / temperature) : (scaled?.crossEntropy ?? asGiven);
    return temperatureRatio(count, asGiven, best);
  }
  // Without a best temperature the cross-entropy falls towards none where all are right, else towards that of a guess.
  const guess = Math.log(interpretation.link === 'sigmoid' ? 2 : (interpretation.classes ?? 2));
  return temperatureRatio(count, asGiven, margins.every(({ mean }) => mean > 0) ? 0 : guess);
}
