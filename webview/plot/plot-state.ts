import * as v from 'valibot';
import { type CurveParameters, INITIAL_VALUES, kindOf, withinRanges } from '../../src/loss/kinds/kinds';
import {
  curveParametersSchema,
  type GivenParameters,
  type LossParameters,
  quantitySchema,
} from '../../src/protocol/plot';
import { messages } from '../shared/messages';
import { DASH_PATTERNS, THEME_COLOR_IDS } from '../shared/palette';

/** Id of the user's own loss, whose parameters come from the settings, a selection or a hover. */
export const OWN_CURVE_ID = 'own';

/** The γ of the paper's Figure 1; γ = 0 is cross-entropy. */
const FIGURE_ONE_GAMMAS = [0, 0.5, 1, 2, 5];

/** In characters. */
const LONGEST_NAME = 80;

const curveSchema = v.object({
  id: v.string(),
  /** Given by the user; an empty name means that the curve is named after its parameters. */
  name: v.pipe(v.string(), v.maxLength(LONGEST_NAME)),
  parameters: curveParametersSchema,
  color: v.picklist(THEME_COLOR_IDS),
  /** Index into `dashPatterns`. */
  dash: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DASH_PATTERNS.length - 1)),
});

/** The figure, which undo and redo change. */
const figureSchema = v.object({
  curves: v.pipe(v.array(curveSchema), v.maxLength(24)),
  xAxis: v.picklist(['probability', 'logit']),
  yAxis: quantitySchema,
  yScale: v.picklist(['linear', 'log']),
});

/** Everything that survives a reload. */
export const plotStateSchema = v.object({
  version: v.literal(1),
  figure: figureSchema,
  /** The curve that the controls edit; null when there is none. */
  selected: v.nullable(v.string()),
  /** x_t = logit(p_t) at which the crosshair is pinned. */
  crosshair: v.pipe(v.number(), v.minValue(-7), v.maxValue(7)),
});

export type Curve = v.InferOutput<typeof curveSchema>;
export type Figure = v.InferOutput<typeof figureSchema>;
export type PlotState = v.InferOutput<typeof plotStateSchema>;

/** Most curves of a readable plot. */
export const MAXIMUM_CURVES = 24;

/**
 * The first state: Figure 1 of Lin et al. 2017 (CE and FL for γ = 0.5, 1, 2, 5 without α, against p_t) and the user's own
 * loss among its curves.
 */
export function figureOne(own: LossParameters): PlotState {
  const references = FIGURE_ONE_GAMMAS.map((gamma, index): Curve => {
    const kind = gamma === 0 ? 'crossEntropy' : 'focal';
    return {
      id: `curve-${index + 1}`,
      name: gamma === 0 ? 'CE (γ = 0)' : '',
      parameters: { ...INITIAL_VALUES, kind, gamma },
      color: THEME_COLOR_IDS[index + 1] ?? 'foreground',
      dash: index + 1,
    };
  });
  return {
    version: 1,
    figure: { curves: [...references, ownCurve(own)], xAxis: 'probability', yAxis: 'loss', yScale: 'linear' },
    selected: OWN_CURVE_ID,
    crosshair: Math.log(9),
  };
}

/** Gives the user's own curve these parameters and selects it. Adds it again if it was removed. */
export function withOwnParameters(
  state: PlotState,
  given: GivenParameters,
  defaults: LossParameters,
): PlotState {
  const curves = state.figure.curves;
  const present = curves.find((curve) => curve.id === OWN_CURVE_ID);
  const own = present ?? ownCurve(defaults);
  const updated: Curve = { ...own, parameters: { ...own.parameters, kind: 'focal', ...given } };
  const next = present === undefined ? [...curves, updated] : replaced(curves, updated);
  return { ...state, figure: { ...state.figure, curves: next }, selected: OWN_CURVE_ID };
}

/** Changes some of a curve's parameters. A value outside the range of the loss, such as γ = 0 of FL*, is replaced. */
export function withParameters(figure: Figure, id: string, change: Partial<CurveParameters>): Figure {
  return changeCurve(figure, id, (curve) => ({
    ...curve,
    parameters: withinRanges({ ...curve.parameters, ...change }),
  }));
}

export function withAppearance(
  figure: Figure,
  id: string,
  change: Partial<Pick<Curve, 'name' | 'color' | 'dash'>>,
): Figure {
  return changeCurve(figure, id, (curve) => ({ ...curve, ...change }));
}

/**
 * Adds a neighbour of the selected curve (or of the user's loss when none is selected) with the least used colour and dash
 * pattern, and selects it. It differs in one parameter, for an equal curve would lie unseen on the other.
 */
export function withAddedCurve(state: PlotState, defaults: LossParameters): PlotState {
  const model = selectedCurve(state) ?? ownCurve(defaults);
  return withCurve(state, '', neighbourOf(model.parameters));
}

/**
 * Adds what the selected focal loss gives for the negatives, which it weighs with 1 − α.
 * @param name of the added curve
 * @returns the same state where there is nothing to add: no α, or no selected curve
 */
export function withCurveOfNegatives(state: PlotState, name: string): PlotState {
  const model = selectedCurve(state);
  if (model === undefined || model.parameters.alpha === null) {
    return state;
  }
  const parameters = { ...model.parameters, alpha: 1 - model.parameters.alpha };
  return withCurve(state, name, parameters);
}

function withCurve(state: PlotState, name: string, parameters: CurveParameters): PlotState {
  const curves = state.figure.curves;
  if (curves.length >= MAXIMUM_CURVES) {
    return state;
  }
  const added: Curve = {
    id: freeId(curves),
    name: name.slice(0, LONGEST_NAME),
    parameters,
    color: leastUsed(
      THEME_COLOR_IDS,
      curves.map((curve) => curve.color),
    ),
    dash: leastUsed(
      DASH_PATTERNS.map((_, index) => index),
      curves.map((curve) => curve.dash),
    ),
  };
  return { ...state, figure: { ...state.figure, curves: [...curves, added] }, selected: added.id };
}

/** Removes a curve. If it was selected, its neighbour is selected. */
export function withoutCurve(state: PlotState, id: string): PlotState {
  const index = state.figure.curves.findIndex((curve) => curve.id === id);
  const curves = state.figure.curves.filter((curve) => curve.id !== id);
  const neighbour = curves[index] ?? curves.at(-1);
  const selected = state.selected === id ? (neighbour?.id ?? null) : state.selected;
  return { ...state, figure: { ...state.figure, curves }, selected };
}

/** Puts another figure into the state, as undo does. If it lacks the selected curve, the selection moves. */
export function withFigure(state: PlotState, figure: Figure): PlotState {
  const stillThere = figure.curves.some((curve) => curve.id === state.selected);
  return { ...state, figure, selected: stillThere ? state.selected : (figure.curves.at(-1)?.id ?? null) };
}

export function selectedCurve(state: PlotState): Curve | undefined {
  return state.figure.curves.find((curve) => curve.id === state.selected);
}

/** The parameters with γ one larger, or another number a tenth of its range away; of cross-entropy, focal loss. */
function neighbourOf(parameters: CurveParameters): CurveParameters {
  const numbers = kindOf(parameters.kind).parameters.filter(({ name }) => parameters[name] !== null);
  const changed = numbers.find(({ name }) => name === 'gamma') ?? numbers[0];
  if (changed === undefined) {
    return { ...parameters, kind: 'focal' };
  }
  const { name, minimum, maximum } = changed;
  const before = parameters[name] ?? minimum;
  const step = (maximum - minimum) / 10;
  const after = before + step <= maximum ? before + step : before - step;
  return withinRanges({ ...parameters, [name]: Number(after.toFixed(6)) });
}

function ownCurve(own: LossParameters): Curve {
  return {
    id: OWN_CURVE_ID,
    name: messages.plot.yourLoss,
    parameters: { ...INITIAL_VALUES, kind: 'focal', ...own },
    color: 'foreground',
    dash: 0,
  };
}

function changeCurve(figure: Figure, id: string, change: (curve: Curve) => Curve): Figure {
  return { ...figure, curves: figure.curves.map((curve) => (curve.id === id ? change(curve) : curve)) };
}

function replaced(curves: readonly Curve[], updated: Curve): Curve[] {
  return curves.map((curve) => (curve.id === updated.id ? updated : curve));
}

function freeId(curves: readonly Curve[]): string {
  const taken = new Set(curves.map((curve) => curve.id));
  let number = curves.length + 1;
  while (taken.has(`curve-${number}`)) {
    number += 1;
  }
  return `curve-${number}`;
}

function leastUsed<T>(choices: readonly [T, ...T[]] | readonly T[], used: readonly T[]): T {
  const count = (choice: T) => used.filter((one) => one === choice).length;
  const [first, ...others] = choices;
  if (first === undefined) {
    throw new RangeError('There is nothing to choose from.');
  }
  return others.reduce((best, choice) => (count(choice) < count(best) ? choice : best), first);
}
