import * as v from 'valibot';
import { reportSchema } from '../check/report/report';
import { checkInputSchema } from '../services/check-input';
import { copyTextSchema, exportOutcomeSchema, saveFileSchema } from './export';

/** What is checked, and how: all that is needed to run the check again. */
export const checkSettingsSchema = v.object({
  /** Files are URIs. */
  ...checkInputSchema.entries,
  /** Check again whenever one of the files changes. */
  watch: v.boolean(),
  /** URIs of the files to compare with: another epoch, another loss. */
  comparedWith: v.exactOptional(v.array(v.string())),
});

/** Extension → page: a check has begun or has come this far. */
const progressSchema = v.object({
  type: v.literal('progress'),
  settings: checkSettingsSchema,
  /** What is checked, for the title. */
  title: v.string(),
  bytes: v.number(),
  /** 0 while it is not known yet. */
  totalBytes: v.number(),
  elements: v.number(),
  /** Since the pass over these files began. */
  milliseconds: v.number(),
});

/** Extension → page: a check is done. */
const finishedSchema = v.object({
  type: v.literal('finished'),
  settings: checkSettingsSchema,
  title: v.string(),
  report: reportSchema,
  /** The report was opened from a file, so nothing can be computed anew. */
  saved: v.boolean(),
  comparison: v.nullable(v.object({ title: v.string(), report: reportSchema })),
  /** What the user should know of it, such as that it is the last one and not the one that was cancelled. */
  notice: v.exactOptional(v.string()),
});

/** Extension → page: there is no report, and why. */
const failedSchema = v.object({
  type: v.literal('failed'),
  settings: checkSettingsSchema,
  title: v.string(),
  message: v.string(),
  /** What the user can do about it from the page. */
  remedies: v.array(v.picklist(['retry', 'goBack', 'chooseTargets', 'chooseLogits'])),
});

export const toReportPageSchema = v.variant('type', [
  progressSchema,
  finishedSchema,
  failedSchema,
  exportOutcomeSchema,
]);

export const fromReportPageSchema = v.variant('type', [
  /** The page is there and asks for what it shall show. */
  v.object({ type: v.literal('ready') }),
  /** Check again, with these decisions and parameters. */
  v.object({
    type: v.literal('check'),
    choices: checkInputSchema.entries.choices,
    parameters: checkInputSchema.entries.parameters,
  }),
  v.object({ type: v.literal('cancel') }),
  /** Show the last report again, after a check that failed. */
  v.object({ type: v.literal('goBack') }),
  /** Ask for the file that holds the targets, or the logits. */
  v.object({ type: v.literal('chooseFile'), role: v.picklist(['logits', 'targets']) }),
  /** Ask anew which arrays of the files are the logits and the targets. */
  v.object({ type: v.literal('chooseArrays') }),
  v.object({ type: v.literal('saveReport'), format: v.picklist(['html', 'md', 'json']) }),
  v.object({ type: v.literal('watch'), on: v.boolean() }),
  /** Ask for files to compare with. */
  v.object({ type: v.literal('compare') }),
  v.object({ type: v.literal('endComparison') }),
  /** Open the plot with the report's parameters. */
  v.object({ type: v.literal('plot'), alpha: v.nullable(v.number()), gamma: v.number() }),
  /** Insert the snippet that mends a finding; without α and γ, those of the settings. */
  v.object({
    type: v.literal('insertSnippet'),
    snippet: v.string(),
    alpha: v.exactOptional(v.nullable(v.number())),
    gamma: v.exactOptional(v.number()),
  }),
  copyTextSchema,
  saveFileSchema,
]);

export type CheckSettings = v.InferOutput<typeof checkSettingsSchema>;
export type ToReportPage = v.InferOutput<typeof toReportPageSchema>;
export type FromReportPage = v.InferOutput<typeof fromReportPageSchema>;
export type FinishedCheck = v.InferOutput<typeof finishedSchema>;
export type CheckFailure = v.InferOutput<typeof failedSchema>;
