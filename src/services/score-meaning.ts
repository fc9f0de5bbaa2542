import * as v from 'valibot';
import { shiftOfChanges } from '../calibration/class-changes';
import type { AnswerCopy } from '../check/answers/answer-card';
import { mapCode, softmaxMapCode } from '../check/answers/map-code';
import { markOfScore, type ScoreMark, usualMarks } from '../check/answers/score-marks';
import { type MapCheck, mapCheckOf } from '../check/derive/map-check';
import { type Parameters, reportSchema } from '../check/report/report';
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
export type ScoreMeaning = MeaningOfLoss &
  (
    | { readonly link: 'sigmoid'; readonly alpha: number | null }
    | { readonly link: 'softmax'; readonly alpha: Parameters['alpha'] }
  );

interface MeaningOfLoss {
  readonly schema: 'focal-loss-meaning';
  readonly version: 1;
  readonly gamma: number;
  /** The class changes add this to the logit of the probability. */
  readonly shift: number;
  /** None of a softmax, where a probability follows from the scores of all classes. */
  readonly scores: readonly ScoreMark[];
  /** The scores of usual probabilities, from high to low; none of a softmax. */
  readonly marks: readonly ScoreMark[];
  /** Null without a report, and where the map has no meaning for it. */
  readonly check: MapCheck | null;
  /** The map with its numbers filled in, a language each. */
  readonly code: readonly AnswerCopy[];
}

/** Maps scores to probabilities, and tries the map on a report. */
export const scoreMeaning: Service<object, MeaningInput, ScoreMeaning> = {
  input: meaningInputSchema,
  run: async (_host, { scores, alpha, gamma, changes, report }) => {
    const loss = { alpha, gamma };
    const shift = shiftOfChanges(changes);
    // The data have the share of positives that they have, whatever it is where the model will be used.
    const { prevalence: _, ...training } = changes;
    const about = { schema: 'focal-loss-meaning', version: 1 } as const;
    if (report?.interpretation.link === 'softmax') {
      const trained = { alpha: report.parameters.alpha, gamma: report.parameters.gamma };
      const code = softmaxMapCode(trained);
      return { ...about, link: 'softmax', ...trained, shift: 0, scores: [], marks: [], check: null, code };
    }
    return {
      ...about,
      link: 'sigmoid',
      alpha,
      gamma,
      shift,
      scores: scores.map((score) => markOfScore(score, loss, shift)),
      marks: usualMarks(loss, shift),
      check:
        report === undefined
          ? null
          : mapCheckOf({ ...report, parameters: { ...report.parameters, alpha, gamma } }, training),
      code: mapCode(loss, shift),
    };
  },
};
