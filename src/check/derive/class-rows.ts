import type { ClassRanking, Report } from '../report/report';
import { type BinRun, countsOfRun } from '../statistics/bin-run';
import type { ClassExample } from '../statistics/class-scores';
import {
  averagePrecisionOfClass,
  type BinnedMeasure,
  calibrationErrorOfClass,
  groupsOfClass,
} from './class-scores';
import { bestF1Threshold, type ShareInInterval, type ThresholdRow } from './thresholds';

/** Groups by the number of examples: more than 100, 20 to 100, fewer than 20, none (Liu et al. 2019, section 5). */
export const FREQUENCIES = ['many', 'medium', 'few', 'none'] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export const MANY_ABOVE = 100;
export const FEW_BELOW = 20;

/** Facts about one class. Shares are of all classes together. */
export interface ClassRow {
  readonly index: number;
  /** Examples in all rows. */
  readonly count: number;
  readonly frequency: Frequency;
  readonly crossEntropyShare: number | null;
  readonly focalShare: number | null;
  readonly gradientShare: number | null;
  /** The share of its examples that a softmax takes for it, with its interval of 95 %; null for a sigmoid. */
  readonly recall: ShareInInterval | null;
  /** The class that a softmax takes most of its missed examples for; null where there is none. */
  readonly confusedWith: ClassConfusion | null;
  /** From here on of the counted rows; null where the class was not counted or has no examples there. */
  readonly averagePrecision: BinnedMeasure | null;
  readonly calibrationError: number | null;
  /** The threshold of the largest F1. */
  readonly threshold: ThresholdRow | null;
  /** Examples of the class and other examples, with the largest cross-entropy. */
  readonly missed: readonly ClassExample[];
  readonly falseAlarms: readonly ClassExample[];
}

/** Examples of one class that are taken for another. */
interface ClassConfusion {
  readonly index: number;
  readonly count: number;
  /** The share of the examples of the class. */
  readonly share: number;
}

/** The labels of the rows of a multi-label check. */
export interface LabelsPerRow {
  readonly rows: number;
  readonly withoutLabel: number;
  readonly mean: number;
  /** Rows by their number of labels, from none on. */
  readonly counts: readonly number[];
}

/** The classes of a report. */
export interface ClassRows {
  /** Rows whose scores were counted, of so many. */
  readonly rows: number;
  readonly ofRows: number;
  /** Null for a softmax, whose rows have one label each. */
  readonly labelsPerRow: LabelsPerRow | null;
  /** In the order of the report. */
  readonly classes: readonly ClassRow[];
}

/** One row a class; null without a class axis, and where scores of classes are unknown, as for soft targets. */
export function classRowsOf({
  interpretation,
  classes,
  ranking,
  statistics: { classScores, confusions },
}: Pick<Report, 'interpretation' | 'classes' | 'ranking' | 'statistics'>): ClassRows | null {
  if (classScores === null || interpretation.classAxis === null || interpretation.targets === 'soft') {
    return null;
  }
  const isSoftmax = interpretation.link === 'softmax';
  const recalls = new Map(isSoftmax ? ranking?.classes.map((one) => [one.index, one]) : []);
  const confused = mostConfused(confusions?.pairs ?? []);
  const entries = new Map(classScores.classes.map((entry) => [entry.index, entry]));
  return {
    rows: classScores.rows,
    ofRows: classScores.ofRows,
    labelsPerRow: !isSoftmax ? labelsOf(countsByLabels(classScores.labelsPerRow)) : null,
    classes: classes.map(({ label: _, ...shares }) => {
      const entry = entries.get(shares.index);
      const groups = entry === undefined ? null : groupsOfClass(entry);
      return {
        ...shares,
        frequency: frequencyOf(shares.count),
        recall: recallOf(recalls.get(shares.index)),
        confusedWith: confusionOf(confused.get(shares.index), shares.count),
        averagePrecision: groups === null ? null : averagePrecisionOfClass(groups),
        calibrationError: entry === undefined ? null : calibrationErrorOfClass(entry),
        threshold: groups === null ? null : bestF1Threshold(groups),
        missed: entry?.missed ?? [],
        falseAlarms: entry?.falseAlarms ?? [],
      };
    }),
  };
}

type Pair = readonly [target: number, predicted: number, count: number];

/** The most frequent pair of each target class. */
function mostConfused(pairs: readonly Pair[]): ReadonlyMap<number, Pair> {
  const most = new Map<number, Pair>();
  for (const pair of pairs) {
    const [target, , count] = pair;
    if (count > (most.get(target)?.[2] ?? 0)) {
      most.set(target, pair);
    }
  }
  return most;
}

function confusionOf(pair: Pair | undefined, examples: number): ClassConfusion | null {
  if (pair === undefined) {
    return null;
  }
  const [, index, count] = pair;
  return { index, count, share: count / examples };
}

function recallOf(ranked: ClassRanking | undefined): ShareInInterval | null {
  return ranked === undefined || ranked.recall === null
    ? null
    : { value: ranked.recall, low: ranked.low, high: ranked.high };
}

function frequencyOf(count: number): Frequency {
  if (count === 0) {
    return 'none';
  }
  return count > MANY_ABOVE ? 'many' : count < FEW_BELOW ? 'few' : 'medium';
}

function countsByLabels(run: BinRun): number[] {
  return [...Array.from({ length: run.first }, () => 0), ...countsOfRun(run)];
}

function labelsOf(counts: readonly number[]): LabelsPerRow {
  const rows = counts.reduce((sum, one) => sum + one, 0);
  const labels = counts.reduce((sum, one, number) => sum + one * number, 0);
  return { rows, withoutLabel: counts[0] ?? 0, mean: rows === 0 ? 0 : labels / rows, counts };
}
