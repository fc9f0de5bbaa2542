import * as v from 'valibot';
import { WEIGHT_RULES } from '../check/answers/choice-card';
import { FREQUENCIES } from '../check/derive/class-rows';
import { FRAMEWORKS } from '../check/explain/codes';
import { CLASS_COLUMNS } from '../check/render/class-cells';

const positive = v.pipe(v.number(), v.gtValue(0), v.finite());
const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The user's settings in the answers and in the list of classes. They survive a reload of the window. */
export const keptAnswersSchema = v.object({
  /** The framework whose code explanations show. */
  framework: v.exactOptional(v.picklist(FRAMEWORKS)),
  /** The loss value that was typed, after the one that was asked about from an editor, if any. */
  printed: v.exactOptional(v.object({ typed: v.string(), asked: v.nullable(v.string()) })),
  /** The answers that are open. */
  open: v.exactOptional(v.array(v.picklist(['choose', 'meaning', 'threshold', 'effect']))),
  weights: v.exactOptional(v.object({ rule: v.picklist(WEIGHT_RULES), beta: v.number() })),
  /** The changes of the class frequencies; null for the share of positives of the data. */
  changes: v.exactOptional(
    v.object({
      positiveWeight: positive,
      negativesPerKept: positive,
      training: share,
      prevalence: v.nullable(share),
    }),
  ),
  threshold: v.exactOptional(
    v.object({
      precision: share,
      recall: share,
      missCost: positive,
      split: v.nullable(v.number()),
      /** The logit of the line; null where it was not moved. */
      logit: v.nullable(v.number()),
    }),
  ),
  classes: v.exactOptional(
    v.object({
      filter: v.string(),
      group: v.picklist(['all', ...FREQUENCIES]),
      column: v.picklist(CLASS_COLUMNS),
      direction: v.picklist(['ascending', 'descending']),
      /** The first row that is shown. */
      first: index,
      selected: v.nullable(index),
    }),
  ),
});

export type KeptAnswers = v.InferOutput<typeof keptAnswersSchema>;
