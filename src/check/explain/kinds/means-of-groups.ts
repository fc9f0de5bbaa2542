import { clampedProbability } from '../../../loss/variants/clamped-probability';
import type { Candidate } from '../candidate';
import { focalId } from '../focal-id';
import { type SideSums, weighed } from '../focal-sums';
import { elementLosses, focalLosses, type GroupSums, groupSums } from '../group-sums';
import type { LossData } from '../loss-data';
import type { ReductionId } from '../reductions';
import type { Rows, SigmoidRows } from '../rows';

const MOST_COST_OF_WEIGHTS = 1;
const MOST_COST_OF_GAMMA = 0.5;
const POWERS = Array.from({ length: 12 }, (_, at) => 2 ** (at + 1));
const BATCHES = [...POWERS, 10, 12, 20, 24, 48, 50, 96, 100, 200, 500, 1000];
/** An epoch has no more batches. */
const MOST_BATCHES = 20_000;
const COST_OF_BATCH = 1.2;
const COST_OF_OTHER_BATCH = 1.6;
const CLAMPED = clampedProbability('1e-4');
const COST_OF_CLAMP = 0.8;

/** A reduction by groups, of the losses of the positives and of the negatives: it is linear in the weights of the sides. */
interface GroupReduction {
  readonly reduction: ReductionId;
  readonly batch: number | null;
  readonly sums: SideSums;
  readonly cost: number;
}

/** Means of means: by image, by class, by batch, with a last batch that is smaller, left out or counted twice. */
export function meansOfGroups(data: LossData, rows: Rows): Candidate[] {
  const { exampleCount, channelCount, examples } = rows;
  const classes = rows.link === 'sigmoid' ? rows.channels : rows.targets;
  const weights = data.weights.filter(({ cost }) => cost <= MOST_COST_OF_WEIGHTS);
  const hasImages = rows.exampleCount < rows.targets.length;
  // Without them the number of the positives is that of all elements.
  const hasNegatives = data.counts.negatives > 0;
  return data.gammas
    .filter(({ cost }) => cost <= MOST_COST_OF_GAMMA)
    .flatMap(({ gamma, cost }) => {
      const losses = focalLosses(rows, gamma);
      const byExample = groupSums(rows, losses, examples, exampleCount);
      const reductions = [
        ...(hasImages ? ofImages(byExample, hasNegatives) : []),
        ...(channelCount > 1 ? ofClasses(groupSums(rows, losses, classes, channelCount)) : []),
        ...ofAllBatches(byExample, exampleCount, hasNegatives),
      ];
      const clamped =
        hasImages && rows.link === 'sigmoid' ? ofImages(clampedSums(rows, gamma), hasNegatives) : [];
      return weights.flatMap((pair) => {
        const reduced = (id: string, { reduction, batch, sums, cost: own }: GroupReduction): Candidate => ({
          ...{ id, gamma, weights: pair, reduction, batch, factor: null, value: weighed(sums, pair) },
          cost: cost + pair.cost + own,
        });
        return [
          ...reductions.map((each) => reduced(focalId(gamma, pair, data), each)),
          ...clamped.map((each) => reduced(CLAMPED.id, { ...each, cost: each.cost + COST_OF_CLAMP })),
        ];
      });
    });
}

/** A limit of 1e-4 stands beside the mean over the positives of each image in a RetinaNet that many have copied. */
function clampedSums(rows: SigmoidRows, gamma: number): GroupSums {
  const losses = elementLosses(rows, (logit, target) => CLAMPED.loss(logit, target, { alpha: null, gamma }));
  return groupSums(rows, losses, rows.examples, rows.exampleCount);
}

function ofImages(sums: GroupSums, hasNegatives: boolean): GroupReduction[] {
  const overPositives = divided(sums, (at) => Math.max(1, sums.positives[at] ?? 0));
  return [
    ...(hasNegatives
      ? [
          of('imageMeansOverPositives', mean(overPositives), 0.5),
          of('imageSumsOverPositives', total(overPositives), 0.9),
        ]
      : []),
    of('imageMeans', mean(means(sums)), 0.7),
  ];
}

function ofClasses(sums: GroupSums): GroupReduction[] {
  const filled = means(sums).filter(({ positive }) => Number.isFinite(positive));
  return [of('classMeans', mean(filled), 0.9), of('sumOfClassMeans', total(filled), 1)];
}

function ofAllBatches(sums: GroupSums, exampleCount: number, hasNegatives: boolean): GroupReduction[] {
  return BATCHES.filter((size) => size < exampleCount && exampleCount / size <= MOST_BATCHES).flatMap(
    (size) => {
      const cost = POWERS.includes(size) ? COST_OF_BATCH : COST_OF_OTHER_BATCH;
      return ofBatches(batchesOf(sums, size, exampleCount), exampleCount % size === 0, hasNegatives).map(
        (each) => ({
          ...each,
          batch: size,
          cost: cost + each.cost,
        }),
      );
    },
  );
}

/** @param isEven true if the last batch is as large as the others */
function ofBatches(batches: GroupSums, isEven: boolean, hasNegatives: boolean): GroupReduction[] {
  const last = batches.positives.length - 1;
  const overPositives = divided(batches, (at) => Math.max(1, batches.positives[at] ?? 0));
  return [
    ...(hasNegatives ? [of('batchMeansOverPositives', mean(overPositives), 0.1)] : []),
    of('sumOfBatchMeans', total(means(batches)), 0.3),
    ...(isEven
      ? []
      : [
          of('batchMeans', mean(means(batches)), 0),
          of(
            'lastBatchDropped',
            meanOf(batches, (at) => (at === last ? 0 : 1)),
            0.1,
          ),
        ]),
    of(
      'lastBatchTwice',
      meanOf(batches, (at) => (at === last ? 2 : 1)),
      0.4,
    ),
    of(
      'firstBatch',
      meanOf(batches, (at) => (at === 0 ? 1 : 0)),
      0.4,
    ),
  ];
}

/** The sums of consecutive groups, `size` in a batch. */
function batchesOf(sums: GroupSums, size: number, count: number): GroupSums {
  const batched = (values: Float64Array) => {
    const totals = new Float64Array(Math.ceil(count / size));
    for (let at = 0; at < values.length; at++) {
      const batch = Math.floor(at / size);
      totals[batch] = (totals[batch] ?? 0) + (values[at] ?? 0);
    }
    return totals;
  };
  return {
    positives: batched(sums.positives),
    negatives: batched(sums.negatives),
    ofPositives: batched(sums.ofPositives),
    ofNegatives: batched(sums.ofNegatives),
  };
}

function of(reduction: ReductionId, sums: SideSums, cost: number): GroupReduction {
  return { reduction, batch: null, sums, cost };
}

/** The losses of each group, each divided by a number. */
function divided({ ofPositives, ofNegatives }: GroupSums, divisorAt: (at: number) => number): SideSums[] {
  return Array.from(ofPositives, (positive, at) => ({
    positive: positive / divisorAt(at),
    negative: (ofNegatives[at] ?? 0) / divisorAt(at),
  }));
}

/** The mean of each group; NaN of an empty one. */
function means(sums: GroupSums): SideSums[] {
  return divided(sums, (at) => (sums.positives[at] ?? 0) + (sums.negatives[at] ?? 0));
}

/** The mean over all elements of the groups, each group counted as often as `timesAt` says. */
function meanOf(sums: GroupSums, timesAt: (at: number) => number): SideSums {
  let [count, positive, negative] = [0, 0, 0];
  for (let at = 0; at < sums.positives.length; at++) {
    const times = timesAt(at);
    count += times * ((sums.positives[at] ?? 0) + (sums.negatives[at] ?? 0));
    positive += times * (sums.ofPositives[at] ?? 0);
    negative += times * (sums.ofNegatives[at] ?? 0);
  }
  return { positive: positive / count, negative: negative / count };
}

function total(sums: readonly SideSums[]): SideSums {
  return sums.reduce(
    (all, one) => ({ positive: all.positive + one.positive, negative: all.negative + one.negative }),
    { positive: 0, negative: 0 },
  );
}

function mean(sums: readonly SideSums[]): SideSums {
  const { positive, negative } = total(sums);
  return { positive: positive / sums.length, negative: negative / sums.length };
}
