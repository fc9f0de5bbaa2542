import * as v from 'valibot';
import { count } from './primitives';

const marginEntries = v.array(v.tuple([count, count, v.number(), v.number()]));

export const statisticsSchema = v.object({
  /**
   * Fine histogram of x_t, the logit of p_t: bin, count, Σ(x_t − centre), Σ(x_t − centre)². Bins are those of
   * src/check/statistics/margin-histogram.ts.
   */
  margins: v.object({ positives: marginEntries, negatives: marginEntries }),
});

export type StatisticsRecord = v.InferOutput<typeof statisticsSchema>;
