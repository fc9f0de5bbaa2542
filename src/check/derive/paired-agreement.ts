import type { Agreement } from '../report/report';

/** Examples in the order of the file: all of them, or runs of neighbours. */
export interface PairedRows {
  /** Scores of each example's classes (or labels), one row after another. */
  readonly scores: ArrayLike<number>;
  /** Classes of a softmax, or labels of a sigmoid; 1 for one score an example. */
  readonly channels: number;
  /**
   * Softmax: the class index of each row. Sigmoid: 1 or 0 for each score. Anything else (ignored, invalid) takes no part.
   */
  readonly targets: ArrayLike<number>;
  readonly link: 'sigmoid' | 'softmax';
  /** Rows that belong to one example: 1, or the pixels of an image. */
  readonly rowsPerExample: number;
  /** True when these are all examples: only then can the reverse order be tried, and the next one where it is of many rows. */
  readonly isWhole: boolean;
}

/** @param labels the label of each score of a sigmoid, if its scores do not lie label by label in each row */
export type Measure = (targets: ArrayLike<number>, labels?: ArrayLike<number>) => Agreement;

/** Accuracy beside the one that the same predictions and the same targets have in random order, with its standard error. */
export function accuracyOf(rows: PairedRows): Measure {
  return accuracyOfClasses(topClasses(rows), rows.channels);
}

/** @param predicted the predicted class of each row */
export function accuracyOfClasses(predicted: Int32Array, channels: number): Measure {
  return (targets) => {
    const ofPredictions = new Float64Array(channels);
    const ofTargets = new Float64Array(channels);
    let [count, right] = [0, 0];
    for (let row = 0; row < predicted.length; row++) {
      const target = targets[row] ?? Number.NaN;
      if (!isClass(target, channels)) {
        continue;
      }
      const top = predicted[row] ?? 0;
      count++;
      right += top === target ? 1 : 0;
      ofPredictions[top] = (ofPredictions[top] ?? 0) + 1;
      ofTargets[target] = (ofTargets[target] ?? 0) + 1;
    }
    if (count === 0) {
      return { value: 0, chance: 0, standardError: 0, count };
    }
    const { chance, variance } = inRandomOrder(ofPredictions, ofTargets, count);
    return { value: right / count, chance, standardError: Math.sqrt(variance / count), count };
  };
}

/**
 * The share of matches between predictions and targets in random order, and its variance for one example (Hoeffding 1951, for
 * the sum over a random permutation). Where nearly all examples are of one class, nearly all matches are certain. The variance is then
 * far smaller than independent draws would have.
 */
function inRandomOrder(ofPredictions: Float64Array, ofTargets: Float64Array, count: number) {
  let [chance, squares] = [0, 0];
  for (const [index, predictions] of ofPredictions.entries()) {
    const [p, q] = [predictions / count, (ofTargets[index] ?? 0) / count];
    chance += p * q;
    squares += p * q * (p + q);
  }
  const variance = chance * (1 - chance) - squares + 2 * chance * chance;
  // A chance of 0 or 1 has no variance, so one example's is the least.
  return { chance, variance: Math.max(variance, 1 / count) };
}

/**
 * The ROC area of the pairs of a positive and a negative of the same label: pairs across labels also show how frequent the
 * labels are. Its variance for unrelated scores follows from the rank sums (Mann and Whitney 1947).
 */
export function areaOf({ scores, channels }: PairedRows): Measure {
  const order = Uint32Array.from({ length: scores.length }, (_, at) => at)
    .filter((at) => !Number.isNaN(scores[at]))
    .sort((one, other) => (scores[one] ?? 0) - (scores[other] ?? 0));
  return (targets, labels) => {
    const ofLabels = Array.from({ length: channels }, () => new LabelRanks());
    for (let first = 0; first < order.length; ) {
      const score = scores[order[first] ?? 0];
      let next = first;
      for (; next < order.length && scores[order[next] ?? 0] === score; next++) {
        const at = order[next] ?? 0;
        ofLabels[labels?.[at] ?? at % channels]?.add(targets[at] ?? Number.NaN, first);
      }
      first = next;
    }
    let [pairs, beaten, variance, count] = [0, 0, 0, 0];
    for (const { positives, negatives, beaten: ofLabel } of ofLabels) {
      const own = positives * negatives;
      pairs += own;
      beaten += ofLabel;
      variance += (own * (positives + negatives + 1)) / 12;
      count += own === 0 ? 0 : positives + negatives;
    }
    return pairs === 0
      ? { value: 0.5, chance: 0.5, standardError: 0, count: 0 }
      : { value: beaten / pairs, chance: 0.5, standardError: Math.sqrt(variance) / pairs, count };
  };
}

/** Counts of one label, over its scores in ascending order. */
class LabelRanks {
  positives = 0;
  negatives = 0;
  /** Pairs in which the positive has the larger score; ties count half. */
  beaten = 0;
  private tie = -1;
  private tiedPositives = 0;
  private tiedNegatives = 0;

  /** @param tie the same for equal scores alone */
  add(target: number, tie: number): void {
    if (tie !== this.tie) {
      this.tie = tie;
      this.tiedPositives = 0;
      this.tiedNegatives = 0;
    }
    if (target === 1) {
      this.beaten += this.negatives - this.tiedNegatives / 2;
      this.positives++;
      this.tiedPositives++;
    } else if (target === 0) {
      this.beaten += this.tiedPositives / 2;
      this.negatives++;
      this.tiedNegatives++;
    }
  }
}

/** The class with the largest score of each row, the first one between equals. */
export function topClasses({ scores, channels }: Pick<PairedRows, 'scores' | 'channels'>): Int32Array {
  const top = new Int32Array(scores.length / channels);
  for (let row = 0; row < top.length; row++) {
    let best = Number.NEGATIVE_INFINITY;
    for (let channel = 0; channel < channels; channel++) {
      const score = scores[row * channels + channel] ?? Number.NaN;
      if (score > best) {
        best = score;
        top[row] = channel;
      }
    }
  }
  return top;
}

export function isClass(target: number, channels: number): boolean {
  return Number.isInteger(target) && target >= 0 && target < channels;
}
