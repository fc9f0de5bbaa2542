import type { ReductionCounts } from '../../loss/reduction';

/** Counts of the elements that have a loss, and of all. */
export interface LossCounts extends ReductionCounts {
  readonly negatives: number;
}

/** A way in which a program makes one number of the losses of a batch, by what it divides their sum by. */
export interface Divisor {
  readonly id: DivisorId;
  readonly divisor: number;
  readonly cost: number;
}

/** The reductions that divide the sum of all losses by a count. */
const DIVISOR_IDS = [
  'mean',
  'sum',
  'meanOverPositives',
  'meanOverAll',
  'meanOverRows',
  'meanOverExamples',
  'positivesPlusOne',
  'meanOverPositions',
  'sumOverPositivesAndQueries',
  'maskedMean',
  'meanOverNegatives',
  'movingPositives',
  'meanOverExamplesTwice',
] as const;

/** Every reduction of the candidates. */
export const REDUCTION_IDS = [
  ...DIVISOR_IDS,
  'none',
  'sumOfWeights',
  'sumOfModulation',
  'sideMeans',
  'halfSideMeans',
  'imageMeansOverPositives',
  'imageMeans',
  'imageSumsOverPositives',
  'classMeans',
  'sumOfClassMeans',
  'maskedMeanOfForeground',
  'batchMeans',
  'sumOfBatchMeans',
  'batchMeansOverPositives',
  'lastBatchDropped',
  'lastBatchTwice',
  'firstBatch',
] as const;

type DivisorId = (typeof DIVISOR_IDS)[number];
export type ReductionId = (typeof REDUCTION_IDS)[number];

interface Shaped {
  readonly link: 'sigmoid' | 'softmax';
  readonly counts: LossCounts;
  readonly shape: readonly number[];
  readonly classAxis: number | null;
  readonly classes: number | null;
}

/** The first step of the moving average that detectron2 divides by: it starts at 100 and keeps 0.9 of what it is. */
function movedPositives(positives: number): number {
  return 0.9 * 100 + 0.1 * Math.max(1, positives);
}

/** The divisors that are tried; of equal ones the most usual. */
export function divisorsOf({ link, counts, shape, classAxis, classes }: Shaped): Divisor[] {
  const { elements, positives, negatives, takingPart } = counts;
  const [examples = 1] = shape;
  const width = link === 'sigmoid' ? (classes ?? 1) : 1;
  const rows = elements / width;
  // Axes that are neither the first one nor that of the classes.
  const positions = shape
    .slice(1)
    .reduce((all, length, at) => (at + 1 === classAxis ? all : all * length), 1);
  const queries = shape.length > 2 && classAxis !== 1 ? (shape[1] ?? 1) : 1;
  const all: Divisor[] = [
    { id: 'mean', divisor: takingPart, cost: 0 },
    { id: 'sum', divisor: 1, cost: 0.2 },
    { id: 'meanOverAll', divisor: elements, cost: 0.3 },
    { id: 'meanOverRows', divisor: rows, cost: 0.4 },
    { id: 'meanOverPositives', divisor: Math.max(1, positives), cost: 0.2 },
    { id: 'meanOverExamples', divisor: examples, cost: 0.6 },
    { id: 'positivesPlusOne', divisor: positives + 1, cost: 0.9 },
    { id: 'meanOverPositions', divisor: positions, cost: 1 },
    { id: 'sumOverPositivesAndQueries', divisor: Math.max(1, positives) * queries, cost: 1 },
    ...(link === 'softmax' && classes !== null
      ? [{ id: 'maskedMean' as const, divisor: takingPart * classes, cost: 0.9 }]
      : []),
    ...(link === 'sigmoid'
      ? [{ id: 'movingPositives' as const, divisor: movedPositives(positives), cost: 1.2 }]
      : []),
    { id: 'meanOverNegatives', divisor: Math.max(1, negatives), cost: 1.3 },
    { id: 'meanOverExamplesTwice', divisor: takingPart * examples, cost: 1.3 },
  ];
  return all.filter(
    ({ divisor }, at) => divisor > 0 && all.findIndex((other) => other.divisor === divisor) === at,
  );
}
