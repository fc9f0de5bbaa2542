import type { Calibration, Interpretation, StatisticsRecord } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { calibrationErrorBound } from './calibration-bounds';
import { expectedCalibrationError, gap, reliabilityBins } from './reliability-bins';
import { sigmoidTemperature } from './sigmoid-temperature';
import { softmaxTemperature } from './softmax-temperature';
import type { FittedTemperature, NoTemperature } from './temperature';

/** @param known the temperature, if it was already fitted */
export function calibrationOf(
  statistics: StatisticsRecord,
  interpretation: Interpretation,
  known: FittedTemperature | NoTemperature | null = null,
): Calibration | null {
  const bins = reliabilityBins(statistics.reliability);
  if (interpretation.targets === 'soft' || bins.every(({ count }) => count === 0)) {
    return null;
  }
  const found = known ?? temperatureOf(statistics, interpretation);
  const fitted = 'reason' in found ? null : found;
  return {
    confidence: interpretation.link === 'sigmoid' ? 'positive' : 'top',
    expectedCalibrationError: expectedCalibrationError(bins),
    maximumCalibrationError: Math.max(...bins.map(gap)),
    bins,
    temperature: fitted?.temperature ?? null,
    withoutTemperature: 'reason' in found ? found.reason : null,
    scaled: fitted === null ? null : scaledCalibration(fitted, statistics.scaledReliability),
  };
}

/** The temperature that fits hard targets best. */
export function temperatureOf(
  { margins, temperatures }: StatisticsRecord,
  { link }: Interpretation,
): FittedTemperature | NoTemperature {
  return link === 'sigmoid'
    ? sigmoidTemperature(marginBins(margins.positives), marginBins(margins.negatives))
    : softmaxTemperature(temperatures);
}

/** From the data where they were counted at this very temperature, else from the histograms. */
function scaledCalibration(
  { temperature, crossEntropy, reliability, sumsAbove }: FittedTemperature,
  counted: StatisticsRecord['scaledReliability'],
): NonNullable<Calibration['scaled']> {
  if (counted?.temperature === temperature) {
    const bins = reliabilityBins(counted);
    const error = expectedCalibrationError(bins);
    return { expectedCalibrationError: error, errorBound: 0, bins, crossEntropy };
  }
  const bins = [...reliability()];
  const error = expectedCalibrationError(bins);
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  const errorBound = calibrationErrorBound(sumsAbove(), count, error);
  return { expectedCalibrationError: error, errorBound, bins, crossEntropy };
}
