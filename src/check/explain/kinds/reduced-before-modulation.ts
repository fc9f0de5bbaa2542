import type { Candidate } from '../candidate';
import type { Elements } from '../elements';
import { type FocalSums, weighed } from '../focal-sums';
import type { LossData } from '../loss-data';

const EQUAL = { positive: 1, negative: 1 };

/** The mean of −log p_t over all elements. */
export function meanCrossEntropy(
  { positives, negatives }: Elements,
  { crossEntropy }: Pick<FocalSums, 'crossEntropy'>,
): number {
  return weighed(crossEntropy, EQUAL) / (positives.count + negatives.count);
}

/** The focal loss of a cross-entropy that is a mean. */
export function focalOfMean(mean: number, gamma: number): number {
  return (-Math.expm1(-mean)) ** gamma * mean;
}

/** Means that are taken before the cross-entropy, the modulating factor and α_t are multiplied. */
export function reducedBeforeModulation(data: LossData): Candidate[] {
  const { positives, negatives } = data.elements;
  const counts = { positive: positives.count, negative: negatives.count };
  const count = weighed(counts, EQUAL);
  return data.gammas
    .filter(({ gamma }) => gamma > 0)
    .flatMap(({ gamma, cost: costOfGamma, sums }) => {
      const { crossEntropy, modulation, modulated } = sums;
      return data.weights.flatMap((weights): Candidate[] => {
        const alpha = weighed(counts, weights) / count;
        const balanced = weighed(crossEntropy, weights) / count;
        const isOneFactor = weights.role === 'off' || weights.role === 'everyClass';
        const cost = costOfGamma + weights.cost;
        const candidate = (id: string, value: number, own: number): Candidate => ({
          ...{ id, gamma, weights, reduction: 'mean', batch: null, factor: null, value },
          cost: cost + own,
        });
        return [
          candidate(
            'reduced-before-modulation',
            alpha * focalOfMean(meanCrossEntropy(data.elements, sums), gamma),
            0.8,
          ),
          ...(weights.role === 'off'
            ? []
            : [
                candidate('reduced-before-modulation', focalOfMean(balanced, gamma), 1.1),
                candidate('reduced-before-modulation', focalOfMean(balanced / alpha, gamma), 1.3),
                candidate('modulation-averaged', (weighed(modulation, EQUAL) / count) * balanced, 1.4),
              ]),
          candidate(
            'modulation-averaged',
            ((weighed(modulation, weights) / count) * weighed(crossEntropy, EQUAL)) / count,
            1.4,
          ),
          // α_t of each element meets the loss of every other one.
          ...(isOneFactor
            ? []
            : [candidate('flattened-targets-broadcast', (alpha * weighed(modulated, EQUAL)) / count, 1)]),
        ];
      });
    });
}
