import type { Candidate, SideWeights } from '../candidate';
import { type ClassWeights, classWeightLists } from '../class-weight-lists';
import { focalId } from '../focal-id';
import type { TriedGamma } from '../gammas';
import { focalLosses, groupSums } from '../group-sums';
import type { LossData } from '../loss-data';
import type { ReductionId } from '../reductions';
import { countsOf, type Rows, type SoftmaxRows } from '../rows';
import { focalOfMean } from './reduced-before-modulation';

/** Without negatives the weights of a softmax are those of every class alike. */
const MOST_COST_OF_WEIGHTS = 1;
const COST_OF_CLASS_ZERO = 0.5;

/** A softmax whose classes have weights of their own, outside of p_t or within, or without the class of the background. */
export function classWeightCandidates(data: LossData, rows: Rows): Candidate[] {
  if (rows.link !== 'softmax') {
    return [];
  }
  const counts = countsOf(rows);
  const crossEntropies = focalLosses(rows, 0);
  return data.gammas.flatMap((tried) => {
    const { ofPositives, ofNegatives } = groupSums(
      rows,
      focalLosses(rows, tried.gamma),
      rows.targets,
      rows.channelCount,
    );
    const sums = ofPositives.map((sum, at) => sum + (ofNegatives[at] ?? 0));
    return [
      ...overForeground(data, counts, sums, tried),
      ...classWeightLists(data, counts).flatMap((each) => [
        ...outside(data, counts, sums, tried, each),
        ...within(rows, crossEntropies, tried, each),
      ]),
    ];
  });
}

/** Where no class was taken for the background, code may still take class 0 for it, and divide by the others. */
function overForeground(
  data: LossData,
  [, ...foreground]: readonly number[],
  sums: Float64Array,
  { gamma, cost }: TriedGamma,
): Candidate[] {
  const positives = foreground.reduce((all, count) => all + count, 0);
  const sum = sums.reduce((total, one) => total + one, 0);
  return data.counts.negatives > 0
    ? []
    : data.weights
        .filter((weights) => weights.cost <= MOST_COST_OF_WEIGHTS)
        .map((weights) => ({
          ...{ id: focalId(gamma, weights, data), gamma, weights, reduction: 'meanOverPositives' as const },
          ...{ batch: null, factor: null },
          value: (weights.positive * sum) / Math.max(1, positives),
          cost: cost + weights.cost + COST_OF_CLASS_ZERO,
        }));
}

function outside(
  data: LossData,
  counts: readonly number[],
  sums: Float64Array,
  { gamma, cost }: TriedGamma,
  { id: own, role, alpha, weights, cost: costOfWeights }: ClassWeights,
): Candidate[] {
  const sum = sums.reduce((total, one, at) => total + (weights[at] ?? 0) * one, 0);
  const weightOfAll = counts.reduce((total, count, at) => total + (weights[at] ?? 0) * count, 0);
  const pair: SideWeights = { role, alpha, positive: Number.NaN, negative: Number.NaN, cost: costOfWeights };
  const id = own ?? focalId(gamma, pair, data);
  const reduced = (reduction: ReductionId, divisor: number, own: number): Candidate => ({
    ...{ id, gamma, weights: pair, reduction, batch: null, factor: null, value: sum / divisor },
    cost: cost + costOfWeights + own,
  });
  return [
    reduced('mean', data.counts.takingPart, gamma === 0 ? 0.2 : 0),
    reduced('sum', 1, 0.2),
    reduced('sumOfWeights', weightOfAll, gamma === 0 ? 0 : 0.6),
    reduced('meanOverAll', data.counts.elements, 0.4),
    reduced('meanOverPositives', Math.max(1, data.counts.positives), 0.5),
    reduced('maskedMean', data.counts.takingPart * weights.length, 0.6),
    ...(id === 'background-left-out'
      ? [reduced('maskedMeanOfForeground', data.counts.takingPart * (weights.length - 1), 0.4)]
      : []),
  ];
}

/** p_t from the weighted cross-entropy, before or after the reduction. */
function within(
  { targets }: SoftmaxRows,
  crossEntropies: Float64Array,
  { gamma, cost }: TriedGamma,
  { role, alpha, weights, cost: costOfWeights }: ClassWeights,
): Candidate[] {
  if (gamma === 0) {
    return [];
  }
  const pair: SideWeights = { role, alpha, positive: Number.NaN, negative: Number.NaN, cost: costOfWeights };
  let [sum, weighted, weightOfAll] = [0, 0, 0];
  for (const [at, target] of targets.entries()) {
    const weight = weights[target] ?? 1;
    const loss = weight * (crossEntropies[at] ?? 0);
    sum += focalOfMean(loss, gamma);
    weighted += loss;
    weightOfAll += weight;
  }
  const base = { gamma, weights: pair, batch: null, factor: null };
  const all = cost + costOfWeights;
  return [
    { ...base, id: 'pt-from-weighted-ce', reduction: 'mean', value: sum / targets.length, cost: all + 0.8 },
    { ...base, id: 'pt-from-weighted-ce', reduction: 'sum', value: sum, cost: all + 1 },
    {
      ...base,
      id: 'reduced-before-modulation',
      reduction: 'mean',
      value: focalOfMean(weighted / weightOfAll, gamma),
      cost: all + 0.9,
    },
  ];
}
