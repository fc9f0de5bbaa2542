import { expect, it } from 'vitest';
import { INITIAL_VALUES } from '../../../src/loss/kinds/kinds';
import { curveName, describeParameters } from '../../../webview/plot/curve-name';
import { figureOne, selectedCurve } from '../../../webview/plot/plot-state';
import { describeReading, figureToCsv, readCurves, tabulate } from '../../../webview/plot/readout';

const state = figureOne({ alpha: null, gamma: 2 });
const { figure } = state;
const logitOfNineTenths = Math.log(9);

it('the reading agrees with the paper: at p_t = 0.9 and γ = 2 the loss is 100 times smaller', () => {
  // Lin et al. 2017, section 3.2.
  const own = selectedCurve(state);
  expect(own && describeReading(figure, own, logitOfNineTenths)).toContain(
    '100 times smaller than cross-entropy',
  );
  const [crossEntropy] = readCurves(figure, logitOfNineTenths);
  expect(crossEntropy?.value).toBeCloseTo(-Math.log(0.9), 12);
});

it('every curve is read with its name', () => {
  expect(readCurves(figure, 0).map(({ name }) => name)).toEqual(figure.curves.map(curveName));
});

it('a quantity that does not exist is null, not a number', () => {
  const [curve] = figure.curves;
  const star = { ...figure, yAxis: 'modulatingFactor' as const };
  const parameters = { ...INITIAL_VALUES, kind: 'focalStar', gamma: 2, beta: 1 } as const;
  const curves = curve === undefined ? [] : [{ ...curve, parameters }];
  expect(readCurves({ ...star, curves }, 0)[0]?.value).toBeNull();
});

it('a curve without a name is named after its parameters', () => {
  const parameters = { ...INITIAL_VALUES, kind: 'focal', alpha: 0.25, gamma: 2, beta: 1 } as const;
  expect(describeParameters(parameters)).toBe('FL, γ = 2, α = 0.25');
  expect(describeParameters({ ...parameters, alpha: null })).toBe('FL, γ = 2');
  expect(describeParameters({ ...parameters, kind: 'focalStar' })).toBe('FL*, γ = 2, β = 1');
});

it('the table has p_t strictly between 0 and 1 at each step', () => {
  expect(tabulate(figure, 0.1).rows.map(([probability]) => probability)).toEqual([
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9,
  ]);
  expect(tabulate(figure, 0.01).rows).toHaveLength(99);
});

it('the CSV has a row every 0.005 in full precision and quotes names with commas', () => {
  const lines = figureToCsv(figure).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 199);
  expect(lines[0]).toContain('"FL, γ = 2: loss"');
  const half = lines.find((line) => line.startsWith('0.5,'));
  expect(half?.split(',')[2]).toBe(String(Math.LN2));
});
