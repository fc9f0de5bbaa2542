import { centreOf } from '../../numerics/margin-bins';
import { sigmoid, softplus } from '../../numerics/stable';
import type { StatisticsRecord } from '../report/report';
import { edgesOf, marginBins } from '../statistics/margin-histogram';
import { RELIABILITY_BINS, Reliability, reliabilityBinOf } from '../statistics/reliability';
import { temperatureSums } from './temperature-sums';

/**
 * All elements of a sigmoid at a temperature, from the histograms of x_t, to second order within each bin. A bin is counted
 * where its centre lies. The bins of positives and of negatives are the same intervals of x, so that this only moves the
 * edges of the calibration's bins. Their standard error tells what the elements between the edges may change.
 */
export function sigmoidAtTemperature(
  margins: StatisticsRecord['margins'],
  temperature: number,
  elements: number,
): NonNullable<StatisticsRecord['temperature']> {
  const sums = { crossEntropy: 0, slope: 0, curvature: 0, reliability: new Reliability() };
  const edges = Array.from({ length: RELIABILITY_BINS }, () => ({ error: 0, chance: 0 }));
  for (const [outcome, entries] of [margins.negatives, margins.positives].entries()) {
    const sign = outcome === 1 ? 1 : -1;
    for (const { bin, count, mean, variance } of marginBins(entries)) {
      const x = mean / temperature;
      const spread = variance / temperature ** 2;
      const p = sigmoid(x);
      const q = sigmoid(-x);
      sums.crossEntropy += count * (softplus(-x) + (p * q * spread) / 2);
      sums.slope += count * x * q;
      // This order overflows nowhere: one of the two is next to nothing where x is large.
      sums.curvature += count * (x * p * (x * q));
      const confidence = sigmoid(sign * x) + (sign * p * q * (q - p) * spread) / 2;
      const place = (at: number) => reliabilityBinOf(sigmoid((sign * at) / temperature));
      sums.reliability.addTo(place(centreOf(bin)), confidence, outcome, count);
      const { low, high } = edgesOf(bin);
      const edge = edges[Math.min(place(low), place(high))];
      if (edge !== undefined && place(low) !== place(high)) {
        edge.error += count * (outcome - confidence);
        edge.chance += count * confidence * (1 - confidence);
      }
    }
  }
  // Half of the elements on an edge may lie on its other side. What they miss is counted twice: here too much, there too little.
  const errorVariance = edges.reduce((sum, { error, chance }) => sum + error * error + chance, 0);
  return {
    ...temperatureSums(temperature, [{ ...sums, reliability: sums.reliability.record() }], elements, false),
    errorVariance,
  };
}
