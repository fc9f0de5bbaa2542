import { classBalancedAlpha, frequencyWeights } from '../../loss/class-balance';
import type { WeightsRole } from './candidate';
import type { LossData } from './loss-data';

/** One weight a class. */
export interface ClassWeights {
  /** The id of the loss with these weights; null if they leave the id as it is. */
  readonly id: string | null;
  readonly role: WeightsRole;
  /** α; null where the weights come from a list or from counts. */
  readonly alpha: number | null;
  readonly weights: readonly number[];
  readonly cost: number;
}

const BETAS = [0.9, 0.99, 0.999, 0.9999] as const;

/**
 * The weights of classes that are tried: the given list, α on the foreground or on class 0, no loss for class 0, and weights
 * from the counts of the classes.
 */
export function classWeightLists(
  { alpha, alphas }: Pick<LossData, 'alpha' | 'alphas'>,
  counts: readonly number[],
): ClassWeights[] {
  return [
    ...(alphas === null ? [] : [list('perClass', alphas, 0)]),
    ...(alpha === null ? [0.25] : [...new Set([alpha, 0.25])]).flatMap((one) => {
      const cost = one === alpha ? 0.5 : 1.1;
      return [
        { ...list('foreground', zeroAndOthers(counts, 1 - one, one), cost), alpha: one },
        { ...list('classZero', zeroAndOthers(counts, one, 1 - one), cost + 0.3), alpha: one },
      ];
    }),
    { ...list('perClass', zeroAndOthers(counts, 0, 1), 1.1), id: 'background-left-out' },
    ...(counts.every((count) => count >= 1) ? ofCounts(counts) : []),
  ];
}

function ofCounts(counts: readonly number[]): ClassWeights[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const inverse = (weightOf: (count: number) => number, cost: number) =>
    list('inverseFrequency', counts.map(weightOf), cost);
  return [
    ...BETAS.map((beta) => list(`effectiveNumber${beta}`, classBalancedAlpha(counts, beta), 1)),
    list('inverseFrequency', frequencyWeights(counts, 1), 0.9),
    // As compute_class_weight('balanced') of scikit-learn has them.
    inverse((count) => all / (counts.length * count), 0.9),
    inverse((count) => all / count, 1),
    inverse((count) => 1 / count, 1),
    inverse((count) => 1 - count / all, 1.1),
  ];
}

function list(role: WeightsRole, weights: readonly number[], cost: number): ClassWeights {
  return { id: null, role, alpha: null, weights, cost };
}

function zeroAndOthers(counts: readonly number[], zero: number, others: number): number[] {
  return counts.map((_, at) => (at === 0 ? zero : others));
}
