import * as v from 'valibot';
import { type NoThresholds, type Thresholds, thresholdsOf } from '../check/derive/thresholds';
import { reportSchema } from '../check/report/report';
import { classChangesSchema } from './score-meaning';
import type { Service } from './service';

const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const thresholdInputSchema = v.object({
  report: reportSchema,
  /** The least precision and the least recall that are wanted. */
  precision: share,
  recall: share,
  /** How many false alarms cost as much as one miss. */
  missCost: v.pipe(v.number(), v.gtValue(0), v.finite()),
  changes: classChangesSchema,
});
export type ThresholdInput = v.InferOutput<typeof thresholdInputSchema>;

/** The thresholds for the usual wishes, or why there are none. */
export type ThresholdAnswer = {
  readonly schema: 'focal-loss-thresholds';
  readonly version: 1;
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
      ...thresholdsOf(report, wishes),
    };
  },
};
