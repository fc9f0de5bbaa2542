import type { ReliabilityBin, StatisticsRecord } from '../report/report';
export function reliabilityBins({
  counts,
  confidences,
  outcomes,
}: StatisticsRecord['reliability']): ReliabilityBin[] {
  return counts.map((count, bin) => ({
    count,
    confidence: count === 0 ? null : (confidences[bin] ?? 0) / count,
    accuracy: count === 0 ? null : (outcomes[bin] ?? 0) / count,
  }));
}

export function gap({ confidence, accuracy }: ReliabilityBin): number {
  return confidence === null || accuracy === null ? 0 : Math.abs(accuracy - confidence);
}

export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, bin) => sum + (bin.count / total) * gap(bin), 0);
}
