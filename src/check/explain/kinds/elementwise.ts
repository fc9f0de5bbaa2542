import type { Candidate, SideWeights } from '../candidate';
import { focalId } from '../focal-id';
import { FORMULAS, type Formula, isBalancedOutside, OF_SOFTMAX, ownShare, sumsOf } from '../formulas';
import type { TriedGamma } from '../gammas';
import type { LossData } from '../loss-data';
import type { ReductionId } from '../reductions';

/** Beyond this cost several rare deviations meet, which no number of digits tells from chance. */
const MOST_COST = 3.5;

/** Σ of a formula over both sides, without weights. */
interface SideSums {
  readonly positive: number;
  readonly negative: number;
}

/** The formulas of the table of variants, summed over the elements, with every γ, weight and divisor. */
export function elementwiseCandidates(data: LossData): Candidate[] {
  const formulas = FORMULAS.filter(({ variant }) => data.link === 'sigmoid' || OF_SOFTMAX.test(variant.id));
  const elements = [
    { elements: data.elements, isWeighted: false },
    ...(data.weighted === null ? [] : [{ elements: data.weighted, isWeighted: true }]),
  ];
  return elements.flatMap((each) =>
    formulas.flatMap((formula) =>
      isBalancedOutside(formula)
        ? balancedOutside(data, each.elements, formula, each.isWeighted)
        : balancedInside(data, each.elements, formula, each.isWeighted),
    ),
  );
}

function balancedOutside(
  data: LossData,
  { positives, negatives }: LossData['elements'],
  formula: Formula,
  isWeighted: boolean,
): Candidate[] {
  const tried = data.gammas;
  const gammas = tried.map(({ gamma }) => gamma);
  const ofPositives = sumsOf(formula, positives, gammas);
  const ofNegatives = sumsOf(formula, negatives, gammas);
  return tried.flatMap((each, at) =>
    data.weights.flatMap((weights) =>
      reduced(data, formula, each, weights, isWeighted, {
        positive: ofPositives[at] ?? Number.NaN,
        negative: ofNegatives[at] ?? Number.NaN,
      }),
    ),
  );
}

/** A formula whose weight is within: it is summed for each pair of weights. */
function balancedInside(
  data: LossData,
  { positives, negatives }: LossData['elements'],
  formula: Formula,
  isWeighted: boolean,
): Candidate[] {
  const tried = data.gammas.filter(({ gamma }) => gamma > 0);
  const gammas = tried.map(({ gamma }) => gamma);
  const pairs = data.weights.filter(
    ({ role, cost }) => role !== 'off' && formula.cost + cost <= MOST_COST - 1,
  );
  return pairs.flatMap((weights) => {
    const ofPositives = sumsOf(formula, positives, gammas, weights.positive);
    const ofNegatives = sumsOf(
      formula,
      negatives,
      gammas,
      negatives.target === 1 ? weights.negative : 1 - weights.negative,
    );
    return tried.flatMap((each, at) =>
      reduced(data, formula, each, { ...weights, positive: 1, negative: 1 }, isWeighted, {
        positive: ofPositives[at] ?? Number.NaN,
        negative: ofNegatives[at] ?? Number.NaN,
      }),
    );
  });
}

function reduced(
  data: LossData,
  formula: Formula,
  { gamma, cost: costOfGamma }: TriedGamma,
  weights: SideWeights,
  isWeighted: boolean,
  sums: SideSums,
): Candidate[] {
  const own = ownShare(formula);
  const sum =
    (own * weights.positive + (1 - own) * weights.negative) * sums.positive +
    (own * weights.negative + (1 - own) * weights.positive) * sums.negative;
  const cost = formula.cost + costOfGamma + weights.cost + (isWeighted || data.weighted === null ? 0 : 0.5);
  if (cost > MOST_COST || (gamma === 0 && isBeyondGammaZero(formula))) {
    return [];
  }
  const elements = isWeighted ? (data.weighted ?? data.elements) : data.elements;
  const weight = weights.positive * elements.positives.count + weights.negative * elements.negatives.count;
  const { variant } = formula;
  const id = variant.id === 'focal' ? focalId(gamma, weights, data) : variant.id;
  const base = { id, gamma, weights, batch: null, factor: null };
  const divided = (reduction: ReductionId, divisor: number, costOfReduction: number): Candidate[] =>
    cost + costOfReduction > MOST_COST || !(divisor > 0)
      ? []
      : [{ ...base, reduction, value: sum / divisor, cost: cost + costOfReduction }];
  return [
    ...data.divisors.flatMap(({ id: reduction, divisor, cost: own }) => divided(reduction, divisor, own)),
    ...(weights.positive === weights.negative && !isWeighted ? [] : divided('sumOfWeights', weight, 0.8)),
  ];
}

/** With γ = 0 these are the cross-entropy, or nothing. */
function isBeyondGammaZero({ variant: { id } }: Formula): boolean {
  return ['swapped-modulation', 'p-instead-of-pt', 'gamma-not-exponent', 'focalStar'].includes(id);
}
