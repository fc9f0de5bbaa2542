import * as v from 'valibot';
import type { LossCurves } from '../code/verdict/curve-document';
import { copyTextSchema, exportOutcomeSchema, saveFileSchema } from './export';

const numberSchema = v.pipe(v.number(), v.finite());

/** α and γ of a plotted loss; absent ones are the defaults of the code. Class weights are two numbers. */
export const plotSettingsSchema = v.object({
  alpha: v.optional(
    v.nullable(v.union([numberSchema, v.object({ positives: numberSchema, negatives: numberSchema })])),
  ),
  gamma: v.optional(numberSchema),
});

/** A loss of a file: the one of this name, and of several the one with this place among them, from 0. */
export const lossAddressSchema = v.object({ uri: v.string(), name: v.string(), place: v.number() });
export type LossAddress = v.InferOutput<typeof lossAddressSchema>;

/** True for two addresses of one loss. */
export function isSameLoss(one: LossAddress, other: LossAddress): boolean {
  return one.uri === other.uri && one.name === other.name && one.place === other.place;
}

/** The plotted loss with its α and γ: the state that survives a reload of the window. */
export const lossPlotStateSchema = v.object({ address: lossAddressSchema, settings: plotSettingsSchema });
export type LossPlotState = v.InferOutput<typeof lossPlotStateSchema>;

/** Page and extension are of one build, so that the document needs no schema. */
const curvesSchema = v.custom<LossCurves>(
  (value) => typeof value === 'object' && value !== null && 'positives' in value,
  'expected curves',
);

/** Extension → page. */
export const toLossPlotPageSchema = v.variant('type', [
  v.object({
    type: v.literal('show'),
    state: lossPlotStateSchema,
    file: v.string(),
    curves: curvesSchema,
    /** The faults of the loss, in words, with the lines that they are in. */
    faults: v.array(v.object({ text: v.string(), line: v.nullable(v.number()) })),
    /** The function that it computes, in words. */
    computes: v.string(),
  }),
  /** There is nothing to draw, and why; the last curves stay, marked as old. */
  v.object({ type: v.literal('nothing'), reason: v.string() }),
  exportOutcomeSchema,
]);
export type ToLossPlotPage = v.InferOutput<typeof toLossPlotPageSchema>;

/** Page → extension. */
export const fromLossPlotPageSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('settings'), settings: plotSettingsSchema }),
  v.object({ type: v.literal('openCode'), line: v.number() }),
  copyTextSchema,
  saveFileSchema,
]);
export type FromLossPlotPage = v.InferOutput<typeof fromLossPlotPageSchema>;
