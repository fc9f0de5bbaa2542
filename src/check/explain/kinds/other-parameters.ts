import type { Candidate, SideWeights } from '../candidate';
import { focalId } from '../focal-id';
import { modulatedSums, type SideSums, weighed } from '../focal-sums';
import type { TriedGamma } from '../gammas';
import type { LossData } from '../loss-data';
import { ofSoftmax } from '../weights';
import { focalOfMean, meanCrossEntropy } from './reduced-before-modulation';

/** Values of γ and α that few programs have. */
const GAMMAS = [0.1, 0.2, 0.25, 0.3, 0.4, 0.6, 0.7, 0.75, 0.8, 1.2, 1.25, 1.75, 2.5, 3.5, 4, 4.5, 6, 8, 10];
const ALPHAS = [
  0.05, 0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.55, 0.6, 0.65, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 0.999,
];
const COST_OF_GAMMA = 1.4;
const COST_OF_ALPHA = 1.3;
/** An unusual γ meets usual weights, an unusual α a usual γ, and both of them usual reductions. */
const MOST_COST_OF_OTHER = 0.9;
const MOST_COST_OF_DIVISOR = 0.6;
const COST_OF_SAME_ALPHA = 0.6;
const COST_OF_REDUCED_FIRST = 0.8;

/** The focal loss with values of α and γ that few programs have. */
export function otherParameters(data: LossData): Candidate[] {
  const { gammas, weights, alpha, counts, link } = data;
  const otherGammas = GAMMAS.filter((gamma) => gammas.every((each) => each.gamma !== gamma));
  const usualWeights = weights.filter(({ cost }) => cost <= MOST_COST_OF_OTHER);
  const usualGammas = gammas.filter(({ cost }) => cost <= MOST_COST_OF_OTHER);
  const otherWeights = ALPHAS.filter((one) => one !== alpha)
    .flatMap(weightsOf)
    .flatMap((each) => (link === 'sigmoid' ? [each] : ofSoftmax(each, counts)));
  return [
    ...otherGammas.flatMap((gamma) => {
      const sums = modulatedSums(data.elements, gamma);
      return usualWeights.flatMap((pair) => reduced(data, { gamma, cost: COST_OF_GAMMA }, pair, sums));
    }),
    ...usualGammas.flatMap(({ sums, ...gamma }) =>
      otherWeights.flatMap((pair) => reduced(data, gamma, pair, sums.modulated)),
    ),
    ...usualGammas
      .filter(({ gamma }) => gamma > 0)
      .flatMap(({ gamma, cost, sums }) =>
        otherWeights
          .filter(({ role }) => role === 'everyClass')
          .map((pair) => ({
            ...{ id: 'reduced-before-modulation', gamma, weights: pair, reduction: 'mean' as const },
            ...{ batch: null, factor: null },
            value: pair.positive * focalOfMean(meanCrossEntropy(data.elements, sums), gamma),
            cost: cost + pair.cost + COST_OF_REDUCED_FIRST,
          })),
      ),
  ];
}

function weightsOf(alpha: number): SideWeights[] {
  const base = { alpha, positive: alpha };
  return [
    { ...base, role: 'positives', negative: 1 - alpha, cost: COST_OF_ALPHA },
    { ...base, role: 'everyClass', negative: alpha, cost: COST_OF_ALPHA + COST_OF_SAME_ALPHA },
  ];
}

function reduced(
  data: LossData,
  { gamma, cost }: TriedGamma,
  weights: SideWeights,
  sums: SideSums,
): Candidate[] {
  return data.divisors
    .filter((divisor) => divisor.cost <= MOST_COST_OF_DIVISOR)
    .map(({ id: reduction, divisor, cost: own }) => ({
      ...{ id: focalId(gamma, weights, data), gamma, weights, reduction, batch: null, factor: null },
      value: weighed(sums, weights) / divisor,
      cost: cost + weights.cost + own,
    }));
}
