import * as v from 'valibot';
import { type LabelThreshold, labelThresholdsOf } from '../check/derive/label-thresholds';
import {
  type NoThresholds,
  type Thresholds,
  thresholdsOf,
  thresholdsOnHalves,
} from '../check/derive/thresholds';
import { reportSchema } from '../check/report/report';
import { namedClassesSchema } from '../labels/named-classes';
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
  /** Chooses on one random half and counts on the other, with this seed; null for all data. */
  split: v.nullable(v.number()),
  named: v.nullable(namedClassesSchema),
});
export type ThresholdInput = v.InferOutput<typeof thresholdInputSchema>;

/** The thresholds for the usual wishes, or why there are none. */
export type ThresholdAnswer = {
  readonly schema: 'focal-loss-thresholds';
  readonly version: 1;
  /** The threshold of the best F1 of each class alone; null where the report has no classes. */
  readonly classes: readonly LabelThreshold[] | null;
} & Omit<ThresholdInput, 'report' | 'changes' | 'named'> &
  (Thresholds | NoThresholds);

/** Chooses thresholds from a report. */
export const threshold: Service<object, ThresholdInput, ThresholdAnswer> = {
  input: thresholdInputSchema,
  run: async (_host, { report, named, split, ...wishes }) => {
    const { precision, recall, missCost } = wishes;
    return {
      schema: 'focal-loss-thresholds',
      version: 1,
      precision,
      recall,
      missCost,
      split,
      classes: labelThresholdsOf(report, named),
      ...(split === null ? thresholdsOf(report, wishes) : thresholdsOnHalves(report, wishes, split)),
    };
  },
};
