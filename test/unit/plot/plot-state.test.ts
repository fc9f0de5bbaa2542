import { expect, it } from 'vitest';
import { KINDS, kindOf } from '../../../src/loss/kinds/kinds';
import { PlotModel } from '../../../webview/plot/plot-model';
import {
  figureOne,
  MAXIMUM_CURVES,
  OWN_CURVE_ID,
  type PlotState,
  selectedCurve,
  withAddedCurve,
  withCurveOfNegatives,
  withOwnParameters,
  withoutCurve,
  withParameters,
} from '../../../webview/plot/plot-state';

const defaults = { alpha: 0.25, gamma: 2 };
const ids = (state: PlotState) => state.figure.curves.map(({ id }) => id);
const gammaOf = (state: PlotState) => selectedCurve(state)?.parameters.gamma;

it('the first state has the curves of the paper’s Figure 1 and the user’s own loss', () => {
  const { figure, selected } = figureOne(defaults);
  const references = figure.curves
    .filter(({ id }) => id !== OWN_CURVE_ID)
    .map(({ parameters }) => parameters);
  expect(references.map(({ gamma }) => gamma)).toEqual([0, 0.5, 1, 2, 5]);
  expect(references.map(({ alpha }) => alpha)).toEqual([null, null, null, null, null]);
  expect(references[0]?.kind).toBe('crossEntropy');
  expect(figure).toMatchObject({ xAxis: 'probability', yAxis: 'loss', yScale: 'linear' });
  expect(selected).toBe(OWN_CURVE_ID);
});

it('no two curves of the opening state share a colour or a dash pattern', () => {
  const { curves } = figureOne(defaults).figure;
  expect(new Set(curves.map(({ color }) => color)).size).toBe(curves.length);
  expect(new Set(curves.map(({ dash }) => dash)).size).toBe(curves.length);
});

it('an added curve is a selected neighbour that looks different', () => {
  const before = figureOne(defaults);
  const after = withAddedCurve(before, defaults);
  const added = selectedCurve(after);
  expect(ids(before)).not.toContain(added?.id);
  expect(added?.parameters).toEqual({ ...selectedCurve(before)?.parameters, gamma: 3 });
  expect(before.figure.curves.map(({ dash }) => dash)).not.toContain(added?.dash);
});

it.each(KINDS.map(({ id }) => id))('an added curve never lies on the selected one, %s', (kind) => {
  const opened = figureOne(defaults);
  for (const extreme of ['minimum', 'maximum'] as const) {
    const values = kindOf(kind).parameters.map((parameter) => [parameter.name, parameter[extreme]]);
    const figure = withParameters(opened.figure, OWN_CURVE_ID, { kind, ...Object.fromEntries(values) });
    const before = { ...opened, figure };
    const [one, other] = [selectedCurve(before), selectedCurve(withAddedCurve(before, defaults))];
    expect(other?.parameters).not.toEqual(one?.parameters);
  }
});

it('the curve of the negatives weighs them with 1 − α', () => {
  const state = withCurveOfNegatives(figureOne(defaults), 'negatives');
  expect(selectedCurve(state)).toMatchObject({ name: 'negatives', parameters: { alpha: 0.75, gamma: 2 } });
});

it('curves can be added up to the limit, each with an id of its own', () => {
  let state = withoutCurve(figureOne(defaults), 'curve-2');
  for (let count = 0; count < 2 * MAXIMUM_CURVES; count += 1) {
    state = withAddedCurve(state, defaults);
  }
  expect(state.figure.curves).toHaveLength(MAXIMUM_CURVES);
  expect(new Set(ids(state)).size).toBe(MAXIMUM_CURVES);
});

it('removing the selected curve selects its neighbour; removing the last selects none', () => {
  let state: PlotState = { ...figureOne(defaults), selected: 'curve-2' };
  state = withoutCurve(state, 'curve-2');
  expect(state.selected).toBe('curve-3');
  const empty = ids(state).reduce<PlotState>((rest, id) => withoutCurve(rest, id), state);
  expect(empty.figure.curves).toEqual([]);
  expect(empty.selected).toBeNull();
});

it('given parameters change the user’s own curve and keep its other parameters', () => {
  const state = withOwnParameters(figureOne(defaults), { gamma: 3 }, defaults);
  expect(selectedCurve(state)?.parameters).toMatchObject({ kind: 'focal', alpha: 0.25, gamma: 3 });
});

it('given parameters bring back a curve that was removed', () => {
  const removed = withoutCurve(figureOne(defaults), OWN_CURVE_ID);
  const state = withOwnParameters(removed, { alpha: null }, defaults);
  expect(selectedCurve(state)?.parameters).toMatchObject({ alpha: null, gamma: 2 });
});

it('FL* never gets γ = 0', () => {
  const figure = withParameters(figureOne(defaults).figure, 'curve-1', { kind: 'focalStar' });
  expect(figure.curves[0]?.parameters.gamma).toBeGreaterThan(0);
});

it('a drag of a slider is one step of undo', () => {
  const model = new PlotModel(figureOne(defaults), defaults, () => undefined);
  const drag = (gamma: number, settled: boolean) => {
    const figure = withParameters(model.state.figure, OWN_CURVE_ID, { gamma });
    model.change({ ...model.state, figure }, settled);
  };
  drag(2.5, false);
  drag(3, false);
  drag(3.5, true);
  drag(5, true);
  model.undo();
  expect(gammaOf(model.state)).toBe(3.5);
  model.undo();
  expect(gammaOf(model.state)).toBe(2);
  expect(model.canUndo).toBe(false);
  model.redo();
  expect(gammaOf(model.state)).toBe(3.5);
});

it('undo restores a removed curve, also after a reset', () => {
  const model = new PlotModel(figureOne(defaults), defaults, () => undefined);
  model.change(withoutCurve(model.state, 'curve-4'));
  model.reset();
  expect(ids(model.state)).toContain('curve-4');
  model.undo();
  expect(ids(model.state)).not.toContain('curve-4');
  model.undo();
  expect(ids(model.state)).toContain('curve-4');
});

it('moving the crosshair is not a step of undo', () => {
  const model = new PlotModel(figureOne(defaults), defaults, () => undefined);
  model.change({ ...model.state, crosshair: 0 });
  expect(model.canUndo).toBe(false);
});
