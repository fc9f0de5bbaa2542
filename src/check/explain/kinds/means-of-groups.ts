import { clampedProbability } from '../../../loss/variants/clamped-probability';
import type { Candidate, SideWeights } from '../candidate';
import { focalId } from '../focal-id';
import type { TriedGamma } from '../gammas';
import { elementLosses, focalLosses, type GroupSums, groupSums } from '../group-sums';
import type { LossData } from '../loss-data';
import type { ReductionId } from '../reductions';
import type { Rows, SigmoidRows } from '../rows';

const MOST_COST_OF_WEIGHTS = 1;
const MOST_COST_OF_GAMMA = 0.5;
const POWERS = Array.from({ length: 12 }, (_, at) => 2 ** (at + 1));
const BATCHES = [...POWERS, 10, 12, 20, 24, 48, 50, 96, 100, 200, 500, 1000];
const CLAMPED = clampedProbability('1e-4');
const COST_OF_CLAMP = 0.8;
const COST_OF_BATCH = 1.2;
const COST_OF_OTHER_BATCH = 1.6;

/** Means of means: by image, by class, by batch, with a last batch that is smaller, left out or counted twice. */
export function meansOfGroups(data: LossData, rows: Rows): Candidate[] {
  const { exampleCount, channelCount, examples } = rows;
  const classes = rows.link === 'sigmoid' ? rows.channels : rows.targets;
  const weights = data.weights.filter(({ cost }) => cost <= MOST_COST_OF_WEIGHTS);
  return data.gammas
    .filter(({ cost }) => cost <= MOST_COST_OF_GAMMA)
    .flatMap((tried) => {
      const losses = focalLosses(rows, tried.gamma);
      const byExample = groupSums(rows, losses, examples, exampleCount);
      const byClass = channelCount > 1 ? groupSums(rows, losses, classes, channelCount) : null;
      const clamped = data.shape.length > 1 && rows.link === 'sigmoid' ? clampedSums(rows, tried) : null;
      return weights.flatMap((pair) => [
        ...(clamped === null
          ? []
          : ofImages(clamped, tried, pair, data).map((each) => ({
              ...each,
              id: CLAMPED.id,
              cost: each.cost + COST_OF_CLAMP,
            }))),
        ...(data.shape.length > 1 ? ofImages(byExample, tried, pair, data) : []),
        ...(byClass === null ? [] : ofClasses(byClass, tried, pair, data)),
        ...BATCHES.filter((size) => size < exampleCount).flatMap((size) =>
          ofBatches(byExample, size, tried, pair, data),
        ),
      ]);
    });
}

/** A limit of 1e-4 stands beside the mean over the positives of each image in a RetinaNet that many have copied. */
function clampedSums(rows: SigmoidRows, { gamma }: TriedGamma): GroupSums {
  const losses = elementLosses(rows, (logit, target) => CLAMPED.loss(logit, target, { alpha: null, gamma }));
  return groupSums(rows, losses, rows.examples, rows.exampleCount);
}

function ofImages(sums: GroupSums, tried: TriedGamma, weights: SideWeights, data: LossData): Candidate[] {
  const losses = lossesOf(sums, weights);
  const overPositives = losses.map((loss, at) => loss / Math.max(1, sums.positives[at] ?? 0));
  const means = losses.map((loss, at) => loss / countAt(sums, at));
  return [
    candidate('imageMeansOverPositives', mean(overPositives), 0.5, tried, weights, data),
    candidate('imageSumsOverPositives', total(overPositives), 0.9, tried, weights, data),
    candidate('imageMeans', mean(means), 0.7, tried, weights, data),
  ];
}

function ofClasses(sums: GroupSums, tried: TriedGamma, weights: SideWeights, data: LossData): Candidate[] {
  const means = lossesOf(sums, weights).map((loss, at) => loss / countAt(sums, at));
  const filled = means.filter(Number.isFinite);
  return [
    candidate('classMeans', mean(filled), 0.9, tried, weights, data),
    candidate('sumOfClassMeans', total(filled), 1, tried, weights, data),
  ];
}

function ofBatches(
  sums: GroupSums,
  size: number,
  tried: TriedGamma,
  weights: SideWeights,
  data: LossData,
): Candidate[] {
  const losses = lossesOf(sums, weights);
  const batches = batchesOf(sums, losses, size);
  const cost = POWERS.includes(size) ? COST_OF_BATCH : COST_OF_OTHER_BATCH;
  const means = batches.map(({ loss, count }) => loss / count);
  const overPositives = batches.map(({ loss, positives }) => loss / Math.max(1, positives));
  const ofBatch = (reduction: ReductionId, value: number, own: number): Candidate => ({
    ...candidate(reduction, value, cost + own, tried, weights, data),
    batch: size,
  });
  const whole = batches.slice(0, losses.length % size === 0 ? batches.length : -1);
  const sumOf = (some: readonly BatchSums[], of: keyof BatchSums) =>
    some.reduce((sum, batch) => sum + batch[of], 0);
  const twice = [...batches, ...batches.slice(-1)];
  const first = batches.slice(0, 1);
  return [
    ofBatch('batchMeansOverPositives', mean(overPositives), 0.1),
    ...(losses.length % size === 0
      ? []
      : [
          ofBatch('batchMeans', mean(means), 0),
          ofBatch('lastBatchDropped', sumOf(whole, 'loss') / sumOf(whole, 'count'), 0.1),
        ]),
    ofBatch('lastBatchTwice', sumOf(twice, 'loss') / sumOf(twice, 'count'), 0.4),
    ofBatch('firstBatch', sumOf(first, 'loss') / sumOf(first, 'count'), 0.4),
  ];
}

interface BatchSums {
  readonly loss: number;
  readonly count: number;
  readonly positives: number;
}

function batchesOf(sums: GroupSums, losses: Float64Array, size: number): BatchSums[] {
  return Array.from({ length: Math.ceil(losses.length / size) }, (_, batch) => {
    let [loss, count, positives] = [0, 0, 0];
    for (let at = batch * size; at < Math.min(losses.length, (batch + 1) * size); at++) {
      loss += losses[at] ?? 0;
      count += countAt(sums, at);
      positives += sums.positives[at] ?? 0;
    }
    return { loss, count, positives };
  });
}

function candidate(
  reduction: ReductionId,
  value: number,
  own: number,
  { gamma, cost }: TriedGamma,
  weights: SideWeights,
  data: LossData,
): Candidate {
  return {
    ...{ id: focalId(gamma, weights, data), gamma, weights, reduction, batch: null, factor: null, value },
    cost: cost + weights.cost + own,
  };
}

function lossesOf(
  { ofPositives, ofNegatives }: GroupSums,
  { positive, negative }: SideWeights,
): Float64Array {
  return ofPositives.map((loss, at) => positive * loss + negative * (ofNegatives[at] ?? 0));
}

function countAt({ positives, negatives }: GroupSums, at: number): number {
  return (positives[at] ?? 0) + (negatives[at] ?? 0);
}

function total(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0);
}

function mean(values: ArrayLike<number>): number {
  return total(values) / values.length;
}
