import * as v from 'valibot';
import { copyTextSchema, exportOutcomeSchema, saveFileSchema } from './export';
import { keptAnswersSchema } from './kept-answers';
import { lossParametersSchema } from './plot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The question that a page of answers is about. */
const questionSchema = v.variant('question', [
  /** Asks for α, γ and class weights for classes that were counted. */
  v.object({
    question: v.literal('choose'),
    /** The place where the classes were counted. */
    source: v.string(),
    counts: v.object({ classes: v.array(v.object({ name: v.string(), count })), ignored: count }),
  }),
  /** Asks for the meaning of the scores of a loss. */
  v.object({ question: v.literal('meaning') }),
]);
export type AnswersQuestion = v.InferOutput<typeof questionSchema>;

/** Extension → page. */
export const toAnswersPageSchema = v.variant('type', [
  v.object({ type: v.literal('open'), about: questionSchema, loss: lossParametersSchema }),
  exportOutcomeSchema,
]);
export type ToAnswersPage = v.InferOutput<typeof toAnswersPageSchema>;

/** Page → extension. */
export const fromAnswersPageSchema = v.variant('type', [
  /** The page is loaded and requests its content. */
  v.object({ type: v.literal('ready') }),
  /** Inserts code where the user last edited. */
  v.object({ type: v.literal('insertText'), text: v.string() }),
  copyTextSchema,
  saveFileSchema,
]);
export type FromAnswersPage = v.InferOutput<typeof fromAnswersPageSchema>;

/** State of the page that survives hiding it and a reload of the window: the question, and what the user has set. */
export const savedAnswersPageSchema = v.object({
  about: questionSchema,
  loss: lossParametersSchema,
  kept: keptAnswersSchema,
});
