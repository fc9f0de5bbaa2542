import * as v from 'valibot';
import { FRAMEWORKS } from '../check/explain/codes';
import { crossCheckSchema } from '../check/report/cross-check';
import { evaluationSchema } from '../check/report/evaluation';
import { reportSchema } from '../check/report/report';
import { seriesPointSchema } from '../check/report/series';
import { namedClassesSchema } from '../labels/named-classes';
import { checkInputSchema } from '../services/check-input';
import { triedAtSchema } from '../services/try-losses-input';
import { copyTextSchema, exportOutcomeSchema, saveFileSchema } from './export';
import { keptAnswersSchema } from './kept-answers';
import { lossAddressSchema } from './loss-plot';

/** The whole input of a check: it can be run again from these settings. */
export const checkSettingsSchema = v.object({
  /** Files are URIs. */
  ...checkInputSchema.entries,
  /** True to check again whenever one of the files changes. */
  watch: v.boolean(),
  /** URIs of the files to compare with, such as those of another epoch or another loss. */
  comparedWith: v.exactOptional(v.array(v.string())),
  /** URIs of files that are each checked by themselves, such as those of all epochs; `files` is the last of them. */
  series: v.exactOptional(v.array(v.string())),
  /** The loss of the code that is run on the tensors. */
  code: v.exactOptional(lossAddressSchema),
  /** A loss value that the training printed, which the page explains; as it was printed. */
  explained: v.exactOptional(v.string()),
  /** URI of a file with names of the classes that the user chose; else one is looked for beside the data. */
  classNames: v.exactOptional(v.string()),
});

/** State of the page that survives a reload of the window and hiding the page. */
export const savedReportPageSchema = v.object({
  ...checkSettingsSchema.entries,
  /** Pixels that the page was scrolled down. */
  scrolled: v.exactOptional(v.number()),
  /** The part of the page that is shown. */
  view: v.exactOptional(v.picklist(['report', 'classes'])),
  answers: v.exactOptional(keptAnswersSchema),
});

/** Extension → page: progress of a check. */
const progressSchema = v.object({
  type: v.literal('progress'),
  settings: checkSettingsSchema,
  /** Names of the checked files, for the title. */
  title: v.string(),
  bytes: v.number(),
  /** 0 while unknown. */
  totalBytes: v.number(),
  elements: v.number(),
  /** Time since the pass over these files began. */
  milliseconds: v.number(),
});

/** Extension → page: result of a check. */
const finishedSchema = v.object({
  type: v.literal('finished'),
  settings: checkSettingsSchema,
  title: v.string(),
  report: reportSchema,
  /** True for a report opened from a file: it cannot be computed again. */
  saved: v.boolean(),
  /** True if the data of a saved report are at hand. */
  dataFound: v.boolean(),
  /** The reports before this one and this one: of the series of files, or of the file since it is watched. */
  series: v.array(seriesPointSchema),
  comparison: v.nullable(v.object({ title: v.string(), report: reportSchema })),
  /** Names of the classes; null if there are none. */
  named: v.nullable(namedClassesSchema),
  /** Note to the user, for example that this is the last report because the newer check was cancelled. */
  notice: v.exactOptional(v.string()),
});

/** Extension → page: the reason why there is no report. */
const failedSchema = v.object({
  type: v.literal('failed'),
  settings: checkSettingsSchema,
  title: v.string(),
  message: v.string(),
  /** Actions that the page offers. */
  remedies: v.array(
    v.picklist(['retry', 'goBack', 'chooseTargets', 'chooseLogits', 'chooseArrays', 'openInViewer']),
  ),
});

/** The states of what is run on the tensors of the report that is shown. */
function shownRunSchema<Result>(result: v.GenericSchema<unknown, Result>) {
  return v.variant('state', [
    v.object({ state: v.literal('none') }),
    /** With the result before, which stays until there is another one. */
    v.object({ state: v.literal('running'), before: v.nullable(result) }),
    v.object({ state: v.literal('done'), result }),
    v.object({ state: v.literal('failed'), message: v.string() }),
  ]);
}

/** Extension → page: a loss of the code on the tensors of the report that is shown. */
const evaluationMessageSchema = v.object({
  type: v.literal('evaluation'),
  settings: checkSettingsSchema,
  shown: shownRunSchema(evaluationSchema),
});

/** Extension → page: the comparison of the report that is shown with TensorFlow.js. */
const crossCheckMessageSchema = v.object({
  type: v.literal('crossCheck'),
  settings: checkSettingsSchema,
  shown: shownRunSchema(crossCheckSchema),
});

/** Extension → page: the losses of the workspace that were run on the tensors of the report that is shown. */
const triedLossesSchema = v.object({ type: v.literal('triedLosses'), losses: v.array(triedAtSchema) });

export const toReportPageSchema = v.variant('type', [
  triedLossesSchema,
  evaluationMessageSchema,
  crossCheckMessageSchema,
  progressSchema,
  finishedSchema,
  failedSchema,
  exportOutcomeSchema,
]);

export const fromReportPageSchema = v.variant('type', [
  /** The page is loaded and requests its content. */
  v.object({ type: v.literal('ready') }),
  /** Checks again with these choices and parameters. */
  v.object({
    type: v.literal('check'),
    choices: checkInputSchema.entries.choices,
    parameters: checkInputSchema.entries.parameters,
  }),
  /** Shows the losses with these parameters while a slider is being dragged. */
  v.object({ type: v.literal('drag'), parameters: checkInputSchema.entries.parameters }),
  v.object({ type: v.literal('cancel') }),
  /** Shows the last report again, after a check that failed. */
  v.object({ type: v.literal('goBack') }),
  /** Lets the user choose the file with the targets or the logits. */
  v.object({ type: v.literal('chooseFile'), role: v.picklist(['logits', 'targets']) }),
  /** Lets the user choose again which arrays are the logits and the targets. */
  v.object({ type: v.literal('chooseArrays') }),
  /** Checks again, counting the scores of each class in all rows. */
  v.object({ type: v.literal('countClasses') }),
  /** Lets the user choose a file with the names of the classes. */
  v.object({ type: v.literal('chooseClassNames') }),
  /** Checks the data of a saved report. */
  v.object({ type: v.literal('checkData') }),
  /** Shows the arrays of the file in the viewer. */
  v.object({ type: v.literal('openInViewer') }),
  /** Shows an element in the viewer. The file has the name that the report gives it. */
  v.object({
    type: v.literal('showElement'),
    file: v.string(),
    array: v.string(),
    index: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  v.object({ type: v.literal('saveReport'), format: v.picklist(['html', 'md', 'json']) }),
  v.object({ type: v.literal('watch'), on: v.boolean() }),
  /** An action on a loss of the code: let the user choose one to run, stop it, show or plot it, take it away. */
  v.object({ type: v.literal('code'), action: v.picklist(['choose', 'cancel', 'open', 'plot', 'end']) }),
  /** Runs or cancels the comparison with TensorFlow.js. */
  v.object({ type: v.literal('crossCheck'), action: v.picklist(['run', 'cancel']) }),
  /** Lets the user choose files to compare with. */
  v.object({ type: v.literal('compare') }),
  v.object({ type: v.literal('endComparison') }),
  /** Opens the plot with the report's parameters. */
  v.object({ type: v.literal('plot'), alpha: v.nullable(v.number()), gamma: v.number() }),
  /** Inserts the snippet that fixes a finding. Without α and γ it uses those of the settings. */
  v.object({
    type: v.literal('insertSnippet'),
    snippet: v.string(),
    alpha: v.exactOptional(v.nullable(v.number())),
    gamma: v.exactOptional(v.number()),
  }),
  /** Inserts the focal loss of the report, in this framework where the file edited last imports none. */
  v.object({ type: v.literal('insertRightVersion'), framework: v.picklist(FRAMEWORKS) }),
  /** Explains a loss value with the tensors at hand one by one, or the losses of a file that the user picks. */
  v.object({ type: v.literal('explain'), text: v.string() }),
  v.object({ type: v.literal('explainFile') }),
  /** Runs the losses of the workspace, to say whether one of them gives the value. */
  v.object({ type: v.literal('tryLosses') }),
  /** Shows a line of the code. In a notebook the line counts within its cell. */
  v.object({
    type: v.literal('showCode'),
    ...v.pick(triedAtSchema, ['uri', 'cell', 'line']).entries,
  }),
  /** Inserts code where the user last edited. */
  v.object({ type: v.literal('insertText'), text: v.string() }),
  copyTextSchema,
  saveFileSchema,
]);

export type CheckSettings = v.InferOutput<typeof checkSettingsSchema>;
export type ToReportPage = v.InferOutput<typeof toReportPageSchema>;
export type FromReportPage = v.InferOutput<typeof fromReportPageSchema>;
export type FinishedCheck = v.InferOutput<typeof finishedSchema>;
export type ShownEvaluation = v.InferOutput<typeof evaluationMessageSchema>['shown'];
export type ShownCrossCheck = v.InferOutput<typeof crossCheckMessageSchema>['shown'];
export type CheckFailure = v.InferOutput<typeof failedSchema>;
