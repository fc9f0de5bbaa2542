import type { Candidate } from '../candidate';
import type { Side } from '../elements';
import { focalSums, weighed } from '../focal-sums';
import type { LossData } from '../loss-data';

/** Every logit with the target of every element: (N, 1) against (N,) becomes (N, N). */
export function shapesBroadcast(data: LossData): Candidate[] {
  const { positives, negatives } = data.elements;
  const count = positives.count + negatives.count;
  if (data.link === 'softmax' || data.classes !== null) {
    return [];
  }
  const all = {
    positives: withTarget([positives, negatives], 1),
    negatives: withTarget([positives, negatives], 0),
  };
  return data.gammas.flatMap(({ gamma, cost }) => {
    const { modulated } = focalSums(all, gamma);
    return data.weights.flatMap((weights): Candidate[] => {
      const shares = {
        positive: (weights.positive * positives.count) / count,
        negative: (weights.negative * negatives.count) / count,
      };
      const sum = weighed(modulated, shares);
      const base = { id: 'shapes-broadcast', gamma, weights, batch: null, factor: null };
      return [
        { ...base, reduction: 'mean', value: sum / count, cost: cost + weights.cost + 1 },
        { ...base, reduction: 'sum', value: sum * count, cost: cost + weights.cost + 1.2 },
      ];
    });
  });
}

function withTarget(sides: readonly Side[], target: 0 | 1): Side {
  return {
    target,
    logits: Float64Array.from(sides.flatMap(({ logits }) => [...logits])),
    counts: Float64Array.from(sides.flatMap(({ counts }) => [...counts])),
    count: sides.reduce((sum, { count }) => sum + count, 0),
  };
}
