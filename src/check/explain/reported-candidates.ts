import { SINGLE_REDUCTIONS } from '../../loss/reduction';
import type { Report } from '../report/report';
import type { Candidate, SideWeights } from './candidate';

/** The losses that a report states. */
export function reportedCandidates({ losses, parameters }: Report): Candidate[] {
  const alpha = typeof parameters.alpha === 'number' ? parameters.alpha : null;
  const off: SideWeights = { role: 'off', alpha: null, positive: 1, negative: 1, cost: 0 };
  const given: SideWeights =
    parameters.alpha === null ? off : { ...off, role: alpha === null ? 'perClass' : 'positives', alpha };
  const stated = [
    { id: 'focal', losses: losses.focal, weights: given, gamma: parameters.gamma },
    { id: 'crossEntropy', losses: losses.crossEntropy, weights: off, gamma: 0 },
    { id: 'alphaBalancedCrossEntropy', losses: losses.alphaBalancedCrossEntropy, weights: given, gamma: 0 },
    { id: 'focalStar', losses: losses.focalStar, weights: off, gamma: parameters.gamma },
  ];
  return stated.flatMap(({ id, losses: reduced, weights, gamma }) =>
    SINGLE_REDUCTIONS.flatMap((reduction): Candidate[] => {
      const value = reduced[reduction];
      return value === null
        ? []
        : [{ id, gamma, weights, reduction, batch: null, factor: null, value, cost: 0 }];
    }),
  );
}
