import * as v from 'valibot';
import { shiftOfChanges } from '../calibration/class-changes';
import { markOfScore, type ScoreMark, usualMarks } from '../check/answers/score-marks';
import { type MapCheck, mapCheckOf } from '../check/derive/map-check';
import { reportSchema } from '../check/report/report';
import type { Service } from './service';

const share = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));
const positive = v.pipe(v.number(), v.gtValue(0), v.finite());

/** The changes to the classes that training made beside the loss. */
export const classChangesSchema = v.object({
  positiveWeight: v.exactOptional(positive),
  keptNegatives: v.exactOptional(positive),
  keptPositives: v.exactOptional(positive),
  prevalence: v.exactOptional(v.object({ training: share, use: share })),
});

const meaningInputSchema = v.object({
  /** Scores in [0, 1]. */
  scores: v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** The loss that the model was trained with: α in (0, 1) or null, γ ≥ 0. */
  alpha: v.nullable(share),
  gamma: v.pipe(v.number(), v.minValue(0)),
  changes: classChangesSchema,
  /** Held-out data to try the map on. */
  report: v.exactOptional(reportSchema),
});
export type MeaningInput = v.InferOutput<typeof meaningInputSchema>;

/** The meaning of the scores of a focal loss. */
export interface ScoreMeaning {
  readonly schema: 'focal-loss-meaning';
  readonly version: 1;
  readonly alpha: number | null;
  readonly gamma: number;
  /** The class changes add this to the logit of the probability. */
  readonly shift: number;
  readonly scores: readonly ScoreMark[];
  /** The scores of usual probabilities, from high to low. */
  readonly marks: readonly ScoreMark[];
  /** Null without a report, and where the map has no meaning for it. */
  readonly check: MapCheck | null;
}

/** Maps scores to probabilities, and tries the map on a report. */
export const scoreMeaning: Service<object, MeaningInput, ScoreMeaning> = {
  input: meaningInputSchema,
  run: async (_host, { scores, alpha, gamma, changes, report }) => {
    const loss = { alpha, gamma };
    const shift = shiftOfChanges(changes);
    // The data have the share of positives that they have, whatever it is where the model will be used.
    const { prevalence: _, ...training } = changes;
    return {
      schema: 'focal-loss-meaning',
      version: 1,
      alpha,
      gamma,
      shift,
      scores: scores.map((score) => markOfScore(score, loss, shift)),
      marks: usualMarks(loss, shift),
      check:
        report === undefined
          ? null
          : mapCheckOf({ ...report, parameters: { ...report.parameters, alpha, gamma } }, training),
    };
  },
};
