import type { Calibration, Interpretation, ReliabilityBin } from '../report';
import { RELIABILITY_BINS, type Reliability } from '../statistics/reliability';
import type { Statistics } from '../statistics/statistics';
import { sigmoidTemperature } from './sigmoid-temperature';
import { softmaxTemperature } from './softmax-temperature';

/** A fitted temperature and what calibration is left with it. */
export interface FittedTemperature {
  readonly temperature: number;
  /** Mean cross-entropy of logits / T. */
  readonly crossEntropy: number;
  readonly reliability: readonly ReliabilityBin[];
}

export function calibrationOf(statistics: Statistics, interpretation: Interpretation): Calibration | null {
  const bins = reliabilityBins(statistics.reliability);
  if (interpretation.targets === 'soft' || bins.every(({ count }) => count === 0)) return null;
  const fitted =
    interpretation.link === 'sigmoid'
      ? sigmoidTemperature(statistics.margins.positives.bins(), statistics.margins.negatives.bins())
      : softmaxTemperature(statistics.temperatures);
  return {
    confidence: interpretation.link === 'sigmoid' ? 'positive' : 'top',
    expectedCalibrationError: expectedCalibrationError(bins),
    maximumCalibrationError: Math.max(...bins.map(gap)),
    bins,
    temperature: fitted?.temperature ?? null,
    scaled:
      fitted === null
        ? null
        : {
            expectedCalibrationError: expectedCalibrationError(fitted.reliability),
            bins: [...fitted.reliability],
            crossEntropy: fitted.crossEntropy,
          },
  };
}

export function reliabilityBins({ counts, confidences, outcomes }: Reliability): ReliabilityBin[] {
  return Array.from({ length: RELIABILITY_BINS }, (_, bin) => {
    const count = counts[bin] ?? 0;
    return {
      count,
      confidence: count === 0 ? null : confidences.at(bin) / count,
      accuracy: count === 0 ? null : outcomes.at(bin) / count,
    };
  });
}

function gap({ confidence, accuracy }: ReliabilityBin): number {
  return confidence === null || accuracy === null ? 0 : Math.abs(accuracy - confidence);
}

export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, bin) => sum + (bin.count / total) * gap(bin), 0);
}
