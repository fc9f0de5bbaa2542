import { englishReason, reasonRecord } from '../report/reason';
import type { Calibration, Interpretation, StatisticsRecord } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { expectedCalibrationError, gap, reliabilityBins } from './reliability-bins';
import { sigmoidTemperature } from './sigmoid-temperature';
import { softmaxTemperature, spreadOf } from './softmax-temperature';
import type { FittedTemperature, NoTemperature } from './temperature';

/** The largest |dσ(x / T) / d ln T|, at x / T = ±1.54. */
const STEEPEST = 0.224;

export function calibrationOf(
  statistics: StatisticsRecord,
  interpretation: Interpretation,
): Calibration | null {
  const bins = reliabilityBins(statistics.reliability);
  if (interpretation.targets === 'soft' || bins.every(({ count }) => count === 0)) {
    return null;
  }
  const found = temperatureOf(statistics, interpretation);
  const fitted = 'reason' in found ? null : found;
  return {
    confidence: interpretation.link === 'sigmoid' ? 'positive' : 'top',
    expectedCalibrationError: expectedCalibrationError(bins),
    maximumCalibrationError: Math.max(...bins.map(gap)),
    bins,
    temperature: fitted?.temperature ?? null,
    temperatureStandardError: fitted?.standardError ?? null,
    withoutTemperature: 'reason' in found ? englishReason(found.reason) : null,
    withoutTemperatureFacts: 'reason' in found ? reasonRecord(found.reason) : null,
    scaled: fitted === null ? null : scaledCalibration(statistics.temperature),
  };
}

/** The temperature that fits hard targets best: of a sigmoid from the histograms of x_t. */
export function temperatureOf(
  { margins, temperature }: Pick<StatisticsRecord, 'margins' | 'temperature'>,
  { link }: Pick<Interpretation, 'link'>,
): FittedTemperature | NoTemperature {
  return link === 'sigmoid'
    ? sigmoidTemperature(marginBins(margins.positives), marginBins(margins.negatives))
    : softmaxTemperature(temperature);
}

/** Each part of the data at a temperature of its own; null where one has none. */
function scaledCalibration(found: StatisticsRecord['temperature']): Calibration['scaled'] {
  if (found === null || found.beyondLargest + found.beyondSmallest > 0) {
    return null;
  }
  const bins = reliabilityBins(found);
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  const sampling = found.errorVariance / count ** 2;
  return {
    expectedCalibrationError: expectedCalibrationError(bins),
    standardError: Math.sqrt(sampling + STEEPEST ** 2 * spreadOf(found)),
    bins,
    crossEntropy: found.crossEntropy === null ? null : found.crossEntropy / count,
  };
}
