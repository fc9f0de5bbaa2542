import type { NamedClasses } from '../../labels/named-classes';
import type { Report } from '../report/report';
import { classRowsOf } from './class-rows';
import { groupsOfClass } from './class-scores';
import { resampledF1Threshold, type ThresholdRow } from './thresholds';

/** Thresholds of more labels than these have no intervals of resamples, since each takes some milliseconds. */
export const MOST_RESAMPLED = 200;

/** The threshold of the best F1 of a class or label, against all others; null without examples or without others. */
export interface LabelThreshold {
  readonly index: number;
  /** Null where no file names it. */
  readonly name: string | null;
  readonly count: number;
  readonly threshold: ThresholdRow | null;
}

/** The threshold of each class or label by itself; null where their scores were not counted. */
export function labelThresholdsOf(
  report: Pick<Report, 'interpretation' | 'classes' | 'ranking' | 'statistics'>,
  named: NamedClasses | null,
): LabelThreshold[] | null {
  const rows = classRowsOf(report)?.classes;
  if (rows === undefined) {
    return null;
  }
  const entries = new Map(report.statistics.classScores?.classes.map((entry) => [entry.index, entry]));
  const isResampled = rows.length <= MOST_RESAMPLED;
  return rows.map(({ index, count, threshold }) => {
    const entry = isResampled ? entries.get(index) : undefined;
    return {
      index,
      name: named?.names[index] ?? null,
      count,
      threshold: entry === undefined ? threshold : resampledF1Threshold(groupsOfClass(entry)),
    };
  });
}

/** The thresholds by class name, or by index where a class has no name of its own; without those of no class. */
export function thresholdsByName(
  rows: readonly Pick<LabelThreshold, 'index' | 'name' | 'threshold'>[],
): (readonly [name: string | number, score: number])[] {
  const times = new Map<string | null, number>();
  for (const { name } of rows) {
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return rows.flatMap(({ index, name, threshold }) => {
    const score = threshold?.score ?? null;
    const isOwn = name !== null && times.get(name) === 1;
    return score === null ? [] : [[isOwn ? name : index, score] as const];
  });
}
