import type {
  Calibration,
  Interpretation,
  ReliabilityBin,
  ReliabilitySums,
  StatisticsRecord,
} from '../report';
import { marginBins } from '../statistics/margin-histogram';
import { sigmoidTemperature } from './sigmoid-temperature';
import { softmaxTemperature } from './softmax-temperature';

/** No temperature minimises the cross-entropy, or it is not known which. */
export interface NoTemperature {
  /** One sentence. */
  readonly reason: string;
}

/** A fitted temperature and what calibration is left with it. */
export interface FittedTemperature {
  readonly temperature: number;
  /** Mean cross-entropy of logits / T. */
  readonly crossEntropy: number;
  readonly reliability: readonly ReliabilityBin[];
}

export function calibrationOf(
  statistics: StatisticsRecord,
  interpretation: Interpretation,
): Calibration | null {
  const bins = reliabilityBins(statistics.reliability);
  if (interpretation.targets === 'soft' || bins.every(({ count }) => count === 0)) return null;
  const found =
    interpretation.link === 'sigmoid'
      ? sigmoidTemperature(marginBins(statistics.margins.positives), marginBins(statistics.margins.negatives))
      : softmaxTemperature(statistics.temperatures);
  const fitted = 'reason' in found ? null : found;
  return {
    confidence: interpretation.link === 'sigmoid' ? 'positive' : 'top',
    expectedCalibrationError: expectedCalibrationError(bins),
    maximumCalibrationError: Math.max(...bins.map(gap)),
    bins,
    temperature: fitted?.temperature ?? null,
    withoutTemperature: 'reason' in found ? found.reason : null,
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

export function reliabilityBins({ counts, confidences, outcomes }: ReliabilitySums): ReliabilityBin[] {
  return counts.map((count, bin) => ({
    count,
    confidence: count === 0 ? null : (confidences[bin] ?? 0) / count,
    accuracy: count === 0 ? null : (outcomes[bin] ?? 0) / count,
  }));
}

function gap({ confidence, accuracy }: ReliabilityBin): number {
  return confidence === null || accuracy === null ? 0 : Math.abs(accuracy - confidence);
}

export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, bin) => sum + (bin.count / total) * gap(bin), 0);
}
