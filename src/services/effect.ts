import * as v from 'valibot';
import { type LossEffect, lossEffectOf } from '../check/derive/loss-effect';
import { type MeasuredTask, measuredTaskOf } from '../check/derive/measured-task';
import { reportSchema } from '../check/report/report';
import type { Service } from './service';

const effectInputSchema = v.object({ report: reportSchema });

/** The changes that focal loss brings on the logits of a report. */
export interface EffectAnswer {
  readonly schema: 'focal-loss-effect';
  readonly version: 1;
  /** Null where `lossEffectOf` has none. */
  readonly effect: LossEffect | null;
  /** The task that the data look like, where others have measured focal loss beside cross-entropy for one like it. */
  readonly measuredTask: MeasuredTask | null;
}

/** Sets focal loss beside cross-entropy and its relatives on the logits of a report. */
export const effect: Service<object, v.InferOutput<typeof effectInputSchema>, EffectAnswer> = {
  input: effectInputSchema,
  run: async (_host, { report }) => ({
    schema: 'focal-loss-effect',
    version: 1,
    effect: lossEffectOf(report),
    measuredTask: measuredTaskOf(report),
  }),
};
