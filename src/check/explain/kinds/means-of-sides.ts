import type { Candidate } from '../candidate';
import { focalId } from '../focal-id';
import type { LossData } from '../loss-data';

/** The mean of the positives and that of the negatives, added or averaged: each side weighs the same. */
export function meansOfSides(data: LossData): Candidate[] {
  const { positives, negatives } = data.elements;
  if (positives.count === 0 || negatives.count === 0) {
    return [];
  }
  return data.gammas.flatMap(({ gamma, cost: costOfGamma, sums }) => {
    const { modulated } = sums;
    return data.weights.flatMap((weights): Candidate[] => {
      const sum =
        (weights.positive * modulated.positive) / positives.count +
        (weights.negative * modulated.negative) / negatives.count;
      const base = {
        id: focalId(gamma, weights, data),
        ...{ gamma, weights, batch: null, factor: null },
      };
      const cost = costOfGamma + weights.cost + 1.2;
      return [
        { ...base, reduction: 'sideMeans', value: sum, cost },
        { ...base, reduction: 'halfSideMeans', value: sum / 2, cost },
      ];
    });
  });
}
