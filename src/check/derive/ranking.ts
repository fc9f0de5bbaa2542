import type { Ranking, RankingMeasure } from '../report/report';
import type { ScoreGroup, ScoreGroups } from './score-groups';

/**
 * The area under the ROC curve: the probability that a positive scores above a negative, ties counted half (Hanley and
 * McNeil 1982). Its standard error is that of DeLong et al. 1988.
 * @returns null without positives or without negatives
 */
export function rocArea({ groups, areBins }: ScoreGroups): RankingMeasure | null {
  const [positives, negatives] = totals(groups);
  if (positives === 0 || negatives === 0) {
    return null;
  }
  let [below, positivesBelow] = [0, 0];
  let [area, tied] = [0, 0];
  let [positiveSquares, negativeSquares] = [0, 0];
  for (const group of groups) {
    // The share of negatives that a positive of this group beats, and of positives that beat a negative of it.
    const beats = (below + group.negatives / 2) / negatives;
    const beaten = (positives - positivesBelow - group.positives / 2) / positives;
    area += (group.positives * beats) / positives;
    tied += (group.positives / positives) * ((group.negatives + group.negativesAtEdge) / negatives);
    positiveSquares += group.positives * beats * beats;
    negativeSquares += group.negatives * beaten * beaten;
    below += group.negatives;
    positivesBelow += group.positives;
  }
  const spread = (squares: number, count: number) => Math.max(0, squares / count - area * area);
  const variance =
    spread(positiveSquares, positives) / positives + spread(negativeSquares, negatives) / negatives;
  return {
    // Rounding of the sum may lie beyond.
    value: Math.min(1, area),
    chance: 0.5,
    standardError: Math.sqrt(variance),
    errorBound: areBins ? tied / 2 : 0,
  };
}

/**
 * Average precision Σ (R_n − R_{n−1}) P_n over the thresholds from high to low, as scikit-learn defines it. Its standard
 * error is that of a share of the positives (Boyd et al. 2013).
 * @returns null without positives
 */
export function averagePrecision({ groups, areBins }: ScoreGroups): RankingMeasure | null {
  const [positives, negatives] = totals(groups);
  if (positives === 0) {
    return null;
  }
  let [found, falseAlarms] = [0, 0];
  let [value, least, most] = [0, 0, 0];
  for (let at = groups.length - 1; at >= 0; at--) {
    const { positives: more = 0, negatives: wrong = 0, negativesAtEdge: edge = 0 } = groups[at] ?? {};
    if (more > 0) {
      value += more * precisionWithin(found, falseAlarms, more, wrong, areBins);
      // Within a bin the negatives may all come first, or all last behind positives that are tied.
      least += more * precisionWithin(found, falseAlarms + wrong + edge, more, 0, true);
      most += more * precisionWithin(found, falseAlarms, more, 0, false);
    }
    found += more;
    falseAlarms += wrong;
  }
  const average = Math.min(1, value / positives);
  return {
    value: average,
    chance: positives / (positives + negatives),
    standardError: Math.sqrt((average * (1 - average)) / positives),
    errorBound: areBins ? Math.max(most - value, value - least) / positives : 0,
  };
}

/**
 * The share of examples that are right.
 * @param mostFrequent examples that a model gets right which always gives the most frequent class
 */
export function accuracyOf(right: number, count: number, mostFrequent: number): RankingMeasure {
  const value = Math.min(1, right / count);
  return {
    value,
    chance: mostFrequent / count,
    standardError: Math.sqrt((value * (1 - value)) / count),
    errorBound: 0,
  };
}

/** Most points of a drawn curve. */
const MOST_POINTS = 200;

/** The points of the ROC and the precision-recall curve, from the highest threshold to the lowest. */
export function rankingCurve({ groups }: ScoreGroups): Ranking['curve'] {
  const [positives, negatives] = totals(groups);
  let [found, falseAlarms] = [0, 0];
  const points = groups.toReversed().map(({ score, positives: more, negatives: wrong }: ScoreGroup) => {
    found += more;
    falseAlarms += wrong;
    return {
      threshold: score,
      falsePositiveRate: negatives === 0 ? null : falseAlarms / negatives,
      recall: positives === 0 ? null : found / positives,
      precision: found / (found + falseAlarms),
    };
  });
  let thinned = points;
  for (let step = 1 / MOST_POINTS; thinned.length > MOST_POINTS; step *= 1.5) {
    thinned = thinnedOut(points, step);
  }
  return thinned;
}

/** Leaves out points that lie within `step` of the one before in every coordinate. */
function thinnedOut(points: Ranking['curve'], step: number): Ranking['curve'] {
  const kept: Ranking['curve'] = [];
  for (const [at, point] of points.entries()) {
    const before = kept.at(-1);
    const isFar =
      before === undefined ||
      Math.abs((point.falsePositiveRate ?? 0) - (before.falsePositiveRate ?? 0)) > step ||
      Math.abs((point.recall ?? 0) - (before.recall ?? 0)) > step ||
      Math.abs(point.precision - before.precision) > step;
    if (isFar || at === points.length - 1) {
      kept.push(point);
    }
  }
  return kept;
}

/** Points of Simpson's rule: the precision is smooth within a group. */
const POINTS = 8;

/** The mean precision at the positives of a group: at its end where they are tied, else as if evenly mixed. */
function precisionWithin(
  found: number,
  falseAlarms: number,
  more: number,
  wrong: number,
  isMixed: boolean,
): number {
  const precisionAt = (share: number) => {
    const right = found + share * more;
    const all = right + falseAlarms + share * wrong;
    return all === 0 ? 1 : right / all;
  };
  if (!isMixed) {
    return precisionAt(1);
  }
  if (more <= POINTS) {
    // A few positives: each at its place, the first with one found.
    let sum = 0;
    for (let place = 1; place <= more; place++) {
      sum += precisionAt(place / more);
    }
    return sum / more;
  }
  let sum = precisionAt(1 / more) + precisionAt(1);
  for (let point = 1; point < POINTS; point++) {
    sum += (point % 2 === 1 ? 4 : 2) * precisionAt(1 / more + ((1 - 1 / more) * point) / POINTS);
  }
  return sum / (3 * POINTS);
}

function totals(groups: ScoreGroups['groups']): [positives: number, negatives: number] {
  let [positives, negatives] = [0, 0];
  for (const group of groups) {
    positives += group.positives;
    negatives += group.negatives;
  }
  return [positives, negatives];
}
