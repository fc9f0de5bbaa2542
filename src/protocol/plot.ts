import * as v from 'valibot';
import type { CurveKind, CurveParameters, Quantity } from '../loss/curve';
import { copyTextSchema, exportOutcomeSchema, saveFileSchema } from './export';
import { answerSchema, askSchema, question, refusalSchema, withdrawSchema } from './requests';

const CURVE_KINDS = [
  'crossEntropy',
  'alphaBalancedCrossEntropy',
  'focal',
  'focalStar',
  'labelSmoothedCrossEntropy',
] as const satisfies readonly CurveKind[];

const QUANTITIES = [
  'loss',
  'gradientMagnitude',
  'modulatingFactor',
  'ratioToCrossEntropy',
] as const satisfies readonly Quantity[];

export const curveKindSchema = v.picklist(CURVE_KINDS);
export const quantitySchema = v.picklist(QUANTITIES);

function numberBetween(minimum: number, maximum: number) {
  return v.pipe(v.number(), v.minValue(minimum), v.maxValue(maximum));
}

/** The range of every parameter in controls, settings and messages. */
export const parameterRanges = {
  alpha: { minimum: 0, maximum: 1 },
  gamma: { minimum: 0, maximum: 10 },
  /** FL* divides by γ, so its γ starts above 0. */
  focalStarGamma: { minimum: 0.1, maximum: 10 },
  beta: { minimum: -5, maximum: 5 },
  labelSmoothing: { minimum: 0, maximum: 0.9 },
} as const;

const alphaSchema = v.nullable(numberBetween(parameterRanges.alpha.minimum, parameterRanges.alpha.maximum));
const gammaSchema = numberBetween(parameterRanges.gamma.minimum, parameterRanges.gamma.maximum);

/** The two parameters of the paper. α weighs the positive class; null switches it off. */
export const lossParametersSchema = v.object({ alpha: alphaSchema, gamma: gammaSchema });
export type LossParameters = v.InferOutput<typeof lossParametersSchema>;

/** The parameters found by a selection, a hover or a command: either one, both or none. */
export const givenParametersSchema = v.object({
  alpha: v.exactOptional(alphaSchema),
  gamma: v.exactOptional(gammaSchema),
});
export type GivenParameters = v.InferOutput<typeof givenParametersSchema>;

/** The parameters that determine a curve's numbers. */
export const curveParametersSchema = v.pipe(
  v.object({
    kind: curveKindSchema,
    alpha: alphaSchema,
    gamma: gammaSchema,
    beta: numberBetween(parameterRanges.beta.minimum, parameterRanges.beta.maximum),
    labelSmoothing: numberBetween(
      parameterRanges.labelSmoothing.minimum,
      parameterRanges.labelSmoothing.maximum,
    ),
  }),
  v.check(
    ({ kind, gamma }) => kind !== 'focalStar' || gamma >= parameterRanges.focalStarGamma.minimum,
    'FL* needs a γ above 0.',
  ),
) satisfies v.GenericSchema<unknown, CurveParameters>;

/** A curve's value at the requested probability; null if the quantity does not exist. */
export const curveReadingSchema = v.object({
  name: v.string(),
  parameters: curveParametersSchema,
  value: v.nullable(v.number()),
});
export type CurveReading = v.InferOutput<typeof curveReadingSchema>;

/** Extension → page: the value of every curve at this p_t, in the quantity of the y axis. */
export const READ_CURVES = question(
  'readCurves',
  v.object({ probability: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)) }),
  v.object({ quantity: quantitySchema, curves: v.array(curveReadingSchema) }),
);

/** Extension → page. */
export const toPlotPageSchema = v.variant('type', [
  /** Answers `ready`: the default parameters of "your loss" (from the settings). */
  v.object({ type: v.literal('open'), defaults: lossParametersSchema }),
  /** Gives "your loss" these parameters; adds it if it was removed. */
  v.object({ type: v.literal('show'), parameters: givenParametersSchema }),
  askSchema,
  withdrawSchema,
  exportOutcomeSchema,
]);
export type ToPlotPage = v.InferOutput<typeof toPlotPageSchema>;

/** Page → extension. */
export const fromPlotPageSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('insertCode'), parameters: lossParametersSchema }),
  answerSchema,
  refusalSchema,
  copyTextSchema,
  saveFileSchema,
]);
export type FromPlotPage = v.InferOutput<typeof fromPlotPageSchema>;
