import type { Report } from '../report/report';
import { entryOfClass } from '../statistics/class-entries';

/** The quality with which the examples of one class are told from the others. */
export interface ClassQuality {
  readonly index: number;
  /** Examples of the class. */
  readonly count: number;
  /** Mean cross-entropy of the examples of the class. */
  readonly meanCrossEntropy: number;
  /** The geometric mean of the probabilities that the examples' class is given: e^−CE. */
  readonly typicalProbability: number;
}

/** The classes by the mean cross-entropy of their own examples, the largest first. Classes without examples are left out. */
export function classesByQuality({ statistics, classes, interpretation }: Report): ClassQuality[] {
  const { losses } = statistics;
  if (interpretation.targets === 'soft') {
    return [];
  }
  return classes
    .map(({ index }) => {
      const own = groupsOfClass(interpretation, entryOfClass(statistics, index));
      const count = own.reduce((sum, group) => sum + (losses.counts[group] ?? 0), 0);
      const crossEntropy = own.reduce((sum, group) => sum + (losses.crossEntropy[group] ?? Number.NaN), 0);
      const meanCrossEntropy = crossEntropy / count;
      return { index, count, meanCrossEntropy, typicalProbability: Math.exp(-meanCrossEntropy) };
    })
    .filter(({ count, meanCrossEntropy }) => count > 0 && Number.isFinite(meanCrossEntropy))
    .sort((one, other) => other.meanCrossEntropy - one.meanCrossEntropy);
}

/** The sums are by channel and sign: the negatives, then the positives of each channel. */
function groupsOfClass({ link, classAxis }: Report['interpretation'], entry: number): readonly number[] {
  if (classAxis === null) {
    return [entry];
  }
  // The background class of a softmax counts as negative; every other class has positives alone.
  return link === 'softmax' ? [2 * entry, 2 * entry + 1] : [2 * entry + 1];
}
