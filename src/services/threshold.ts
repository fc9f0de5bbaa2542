import * as v from 'valibot';
import { classRowsOf } from '../check/derive/class-rows';
import {
  type NoThresholds,
  type ThresholdRow,
  type Thresholds,
  thresholdsOf,
} from '../check/derive/thresholds';
import { reportSchema } from '../check/report/report';
import { classChangesSchema } from './score-meaning';
import type { Service } from './service';

const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const thresholdInputSchema = v.object({
  report: reportSchema,
  /** The least precision and the least recall that are wanted. */
  precision: share,
  recall: share,
  /** The number of false alarms that cost as much as one miss. */
  missCost: v.pipe(v.number(), v.gtValue(0), v.finite()),
  changes: classChangesSchema,
});
export type ThresholdInput = v.InferOutput<typeof thresholdInputSchema>;

/** The threshold of the best F1 of a class; null without examples. */
export interface ClassThreshold {
  readonly index: number;
  readonly count: number;
  readonly threshold: ThresholdRow | null;
}

/** The thresholds for the usual wishes, or why there are none. */
export type ThresholdAnswer = {
  readonly schema: 'focal-loss-thresholds';
  readonly version: 1;
  /** The threshold of the best F1 of each class alone; null where the report has no classes. */
  readonly classes: readonly ClassThreshold[] | null;
} & Omit<ThresholdInput, 'report' | 'changes'> &
  (Thresholds | NoThresholds);

/** Chooses thresholds from a report. */
export const threshold: Service<object, ThresholdInput, ThresholdAnswer> = {
  input: thresholdInputSchema,
  run: async (_host, { report, ...wishes }) => {
    const { precision, recall, missCost } = wishes;
    return {
      schema: 'focal-loss-thresholds',
      version: 1,
      precision,
      recall,
      missCost,
      classes:
        classRowsOf(report)?.classes.map(({ index, count, threshold: row }) => ({
          index,
          count,
          threshold: row,
        })) ?? null,
      ...thresholdsOf(report, wishes),
    };
  },
};
