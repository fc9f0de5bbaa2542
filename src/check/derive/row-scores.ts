import type { ComplexSeries } from './cross-correlation';
import { isClass } from './paired-agreement';

/** How well the predictions of each row agree with the targets of any row. */
export interface RowScores {
  readonly rows: number;
  /**
   * The agreement of a row's predictions with the targets of a row: 0 on average over unrelated rows, 0 also where there are no
   * targets to compare with.
   */
  readonly score: (row: number, targetRow: number) => number;
  /** The variance of `score` over unrelated rows, or more than that. */
  readonly variance: (row: number) => number;
  /** True if the targets of a row are others than those of the next one. */
  readonly changes: (row: number) => boolean;
  /** The mean share of `changes` in random order. */
  readonly changesByChance: number;
  /** Series whose cross-correlation at a lag is near the sum of `score` over the rows and the targets that many rows later. */
  readonly predictions: ComplexSeries;
  readonly targets: ComplexSeries;
}

/** The angle between one class and the next: turns by the golden ratio keep any few of them apart. */
const ANGLE = Math.PI * (Math.sqrt(5) - 1);

/**
 * Rows of a softmax.
 * @param predicted the predicted class of each row
 * @param targets the class of each row; anything else takes no part
 */
export function rowScoresOfClasses(
  predicted: Int32Array,
  targets: ArrayLike<number>,
  channels: number,
): RowScores {
  const rows = predicted.length;
  const frequencies = new Float64Array(channels);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const target = targets[row] ?? Number.NaN;
    if (isClass(target, channels)) {
      frequencies[target] = (frequencies[target] ?? 0) + 1;
      count++;
    }
  }
  const shares = frequencies.map((frequency) => frequency / Math.max(1, count));
  const shareOf = (row: number) => shares[predicted[row] ?? 0] ?? 0;
  return {
    rows,
    score: (row, targetRow) => {
      const target = targets[targetRow] ?? Number.NaN;
      return isClass(target, channels) ? (target === predicted[row] ? 1 : 0) - shareOf(row) : 0;
    },
    variance: (row) => shareOf(row) * (1 - shareOf(row)),
    changes: (row) => targets[row] !== targets[row + 1],
    changesByChance: 1 - shares.reduce((sum, share) => sum + share * share, 0),
    predictions: classSeries(predicted, channels),
    targets: classSeries(targets, channels),
  };
}

/**
 * Rows of a sigmoid, with the ranks of the scores in place of the scores.
 * @param scores the scores of each row's labels, one row after another
 * @param targets 1 or 0 for each score; anything else takes no part
 */
export function rowScoresOfLabels(
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
  channels: number,
): RowScores {
  const ranks = centeredRanks(scores);
  const rows = ranks.length / channels;
  const shares = Float64Array.from({ length: channels }, (_, channel) =>
    shareOfPositives(targets, channel, channels),
  );
  const isLabel = (target: number | undefined) => target === 0 || target === 1;
  const rankOf = (row: number, channel: number) => ranks[row * channels + channel] ?? 0;
  const surplus = (row: number, channel: number) => {
    const target = targets[row * channels + channel];
    return row >= 0 && isLabel(target) ? (target ?? 0) - (shares[channel] ?? 0) : 0;
  };
  const overLabels = (of: (channel: number) => number) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      sum += of(channel);
    }
    return sum;
  };
  const spread = shares.map((share) => Math.sqrt(share * (1 - share)));
  return {
    rows,
    score: (row, targetRow) => overLabels((channel) => rankOf(row, channel) * surplus(targetRow, channel)),
    // This is the variance of labels that always come together: how often they do is not known.
    variance: (row) => overLabels((channel) => Math.abs(rankOf(row, channel)) * (spread[channel] ?? 0)) ** 2,
    changes: (row) =>
      overLabels((channel) =>
        targets[row * channels + channel] === targets[(row + 1) * channels + channel] ? 0 : 1,
      ) > 0,
    changesByChance: 1 - shares.reduce((product, share) => product * (share ** 2 + (1 - share) ** 2), 1),
    predictions: labelSeries(rows, channels, rankOf),
    targets: labelSeries(rows, channels, surplus),
  };
}

/** Ranks from −1 to 1; the same for equal scores. */
function centeredRanks(scores: ArrayLike<number>): Float64Array {
  const count = scores.length;
  const order = Uint32Array.from({ length: count }, (_, at) => at)
    .filter((at) => !Number.isNaN(scores[at]))
    .sort((one, other) => (scores[one] ?? 0) - (scores[other] ?? 0));
  const ranks = new Float64Array(count);
  for (let first = 0; first < order.length; ) {
    let next = first;
    while (next < order.length && scores[order[next] ?? 0] === scores[order[first] ?? 0]) {
      next++;
    }
    for (let at = first; at < next; at++) {
      ranks[order[at] ?? 0] = (first + next) / order.length - 1;
    }
    first = next;
  }
  return ranks;
}

function shareOfPositives(targets: ArrayLike<number>, channel: number, channels: number): number {
  let [positives, count] = [0, 0];
  for (let at = channel; at < targets.length; at += channels) {
    const target = targets[at];
    positives += target === 1 ? 1 : 0;
    count += target === 1 || target === 0 ? 1 : 0;
  }
  return positives / Math.max(1, count);
}

/** Each class as a direction, less the mean direction. */
function classSeries(classes: ArrayLike<number>, channels: number): ComplexSeries {
  const real = new Float64Array(classes.length);
  const imaginary = new Float64Array(classes.length);
  let [realSum, imaginarySum, count] = [0, 0, 0];
  for (let row = 0; row < classes.length; row++) {
    const one = classes[row] ?? Number.NaN;
    if (isClass(one, channels)) {
      realSum += Math.cos(ANGLE * one);
      imaginarySum += Math.sin(ANGLE * one);
      count++;
    }
  }
  for (let row = 0; row < classes.length; row++) {
    const one = classes[row] ?? Number.NaN;
    if (isClass(one, channels)) {
      real[row] = Math.cos(ANGLE * one) - realSum / count;
      imaginary[row] = Math.sin(ANGLE * one) - imaginarySum / count;
    }
  }
  return { real, imaginary };
}

/** The sum of the labels, each in a direction of its own. */
function labelSeries(
  rows: number,
  channels: number,
  of: (row: number, channel: number) => number,
): ComplexSeries {
  const real = new Float64Array(rows);
  const imaginary = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let channel = 0; channel < channels; channel++) {
      const value = of(row, channel);
      real[row] = (real[row] ?? 0) + value * Math.cos(ANGLE * channel);
      imaginary[row] = (imaginary[row] ?? 0) + value * Math.sin(ANGLE * channel);
    }
  }
  return { real, imaginary };
}
