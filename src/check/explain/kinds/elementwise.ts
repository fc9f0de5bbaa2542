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
  const cost = formula.cost + costOfGamma + weights.cost + (isWeighted || data.weighted === null ? 0 : 0.5);
  const divisors = [...data.divisors, ...sumOfWeights(data, weights, isWeighted)].filter(
    (each) => cost + each.cost <= MOST_COST,
  );
  if (divisors.length === 0 || (gamma === 0 && isBeyondGammaZero(formula))) {
    return [];
  }
  const own = ownShare(formula);
  const sum =
    (own * weights.positive + (1 - own) * weights.negative) * sums.positive +
    (own * weights.negative + (1 - own) * weights.positive) * sums.negative;
  const { variant } = formula;
  const id = variant.id === 'focal' ? focalId(gamma, weights, data) : variant.id;
  // Written out: an object that is spread takes several times as long, and there are ten thousand.
  return divisors.map((each) => ({
    id,
    gamma,
    weights,
    reduction: each.id,
    batch: null,
    factor: null,
    value: sum / each.divisor,
    cost: cost + each.cost,
  }));
}

/** The sum of the weights as a divisor; none where all weights are alike. */
function sumOfWeights(
  { elements, weighted }: LossData,
  { positive, negative }: SideWeights,
  isWeighted: boolean,
): { readonly id: ReductionId; readonly divisor: number; readonly cost: number }[] {
  const { positives, negatives } = isWeighted ? (weighted ?? elements) : elements;
  const divisor = positive * positives.count + negative * negatives.count;
  return (positive === negative && !isWeighted) || !(divisor > 0)
    ? []
    : [{ id: 'sumOfWeights', divisor, cost: 0.8 }];
}

/** With γ = 0 these are the cross-entropy, or nothing. */
function isBeyondGammaZero({ variant: { id } }: Formula): boolean {
  return ['swapped-modulation', 'p-instead-of-pt', 'gamma-not-exponent', 'focalStar'].includes(id);
}
