import * as v from 'valibot';
import { QUANTITIES } from '../loss/curve';
import type { KindParameter, ParameterValues } from '../loss/kinds/kind';
import {
  type CurveParameters,
  isWithin,
  KINDS,
  kindOf,
  PARAMETERS,
  type ParameterName,
} from '../loss/kinds/kinds';
import { ALPHA, GAMMA } from '../loss/kinds/parameters';
import { copyTextSchema, exportOutcomeSchema, saveFileSchema } from './export';
import { answerSchema, askSchema, question, refusalSchema, withdrawSchema } from './requests';

export const curveKindSchema = v.picklist(KINDS.map(({ id }) => id));
export const quantitySchema = v.picklist(QUANTITIES);

function within({ minimum, maximum }: KindParameter) {
  return v.pipe(v.number(), v.minValue(minimum), v.maxValue(maximum));
}

const alphaSchema = v.nullable(within(ALPHA));
const gammaSchema = within(GAMMA);

/** The two parameters of the paper. α weighs the positive class; null switches it off. */
export const lossParametersSchema = v.object({ alpha: alphaSchema, gamma: gammaSchema });
export type LossParameters = v.InferOutput<typeof lossParametersSchema>;

/** The parameters found by a selection, a hover or a command: either one, both or none. */
export const givenParametersSchema = v.object({
  alpha: v.exactOptional(alphaSchema),
  gamma: v.exactOptional(gammaSchema),
});
export type GivenParameters = v.InferOutput<typeof givenParametersSchema>;

const parameterEntries = Object.fromEntries(
  PARAMETERS.map((parameter) => [parameter.name, entryOf(parameter)]),
) as { readonly [Name in ParameterName]: v.GenericSchema<ParameterValues<ParameterName>[Name]> };

/** A state that was saved before the parameter existed gets its initial value. */
function entryOf(parameter: KindParameter): v.GenericSchema {
  return parameter.name === 'alpha'
    ? alphaSchema
    : v.optional(within(parameter), parameter.initial ?? undefined);
}

/** The parameters that determine a curve's numbers. */
export const curveParametersSchema = v.pipe(
  v.object({ kind: curveKindSchema, ...parameterEntries }),
  v.check(
    (parameters) =>
      kindOf(parameters.kind).parameters.every(({ name, minimum, maximum }) =>
        isWithin(parameters[name], minimum, maximum),
      ),
    'A parameter is out of the range that its loss gives it.',
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
