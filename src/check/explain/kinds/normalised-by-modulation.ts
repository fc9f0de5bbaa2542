import type { Candidate } from '../candidate';
import { focalId } from '../focal-id';
import { weighed } from '../focal-sums';
import type { LossData } from '../loss-data';

/** The sum of the losses over the sum of the modulating factors, as `normalized=True` of segmentation_models_pytorch has it. */
export function normalisedByModulation(data: LossData): Candidate[] {
  return data.gammas
    .filter(({ gamma }) => gamma > 0)
    .flatMap(({ gamma, cost, sums }) => {
      const { modulation, modulated } = sums;
      const divisor = modulation.positive + modulation.negative;
      return data.weights.map(
        (weights): Candidate => ({
          ...{
            id: focalId(gamma, weights, data),
            gamma,
            weights,
            reduction: 'sumOfModulation',
            batch: null,
            factor: null,
          },
          value: weighed(modulated, weights) / divisor,
          cost: cost + weights.cost + 1.1,
        }),
      );
    });
}
