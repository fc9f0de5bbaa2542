import type { Parameter } from '../../run/language/program';
import type { WatchedArray } from '../../verdict/loss-runner';
import type { Measure } from '../../verdict/measure';
import { kindOfParameter } from '../../verdict/parameters';
import type { Example } from '../../verdict/probes';
import type { ProbeSettings } from '../../verdict/settings';

/** A usual share of the smoothing. */
const SHARE = 0.1;

/** The parameter of a loss for the smoothing of its targets. */
export function smoothingParameterOf({ plan }: Measure): Parameter | undefined {
  return plan.parameters.find((each) => kindOfParameter(each) === 'smoothing');
}

/** Settings under which a loss smooths its targets, if it has a parameter for it. */
export function smoothingOf(measure: Measure): ProbeSettings {
  const parameter = smoothingParameterOf(measure);
  const isOn = parameter?.default?.type === 'constant' && Number(parameter.default.value) > 0;
  return parameter && !isOn ? { other: { name: parameter.name, value: SHARE } } : {};
}

/** The targets of examples as 0 and 1: one each, or one a class. */
export function cellsOf(examples: readonly Example[]): number[] {
  return examples.flatMap(({ input: { length }, target }) =>
    length === 1 ? [target] : Array.from({ length }, (_, column) => (column === target ? 1 : 0)),
  );
}

/** True for targets that were smoothed: one number in place of every 1, and a smaller one in place of every 0. */
export function areSmoothed({ tensor }: WatchedArray, examples: readonly Example[]): boolean {
  const cells = cellsOf(examples);
  const [high = 0, low = 0] = [1, 0].map((cell) => tensor.data[cells.indexOf(cell)]);
  return (
    tensor.size === cells.length &&
    !tensor.hasGradient &&
    (high < 1 || low > 0) &&
    low >= 0 &&
    low < high &&
    high <= 1 &&
    cells.every((cell, at) => tensor.data[at] === (cell === 1 ? high : low))
  );
}

/** True for rows of smoothed targets where an example is one cell of a row: all cells have one of two values, which are not 0 and 1. */
export function areSmoothedInRows({ tensor }: WatchedArray, { layout }: Measure, examples: number): boolean {
  const [high, low] = [Math.max(...tensor.data), Math.min(...tensor.data)];
  return (
    layout.width === 1 &&
    layout.rowWidth > 1 &&
    tensor.size === examples * layout.rowWidth &&
    !tensor.hasGradient &&
    (high < 1 || low > 0) &&
    low >= 0 &&
    low < 0.5 &&
    high > 0.5 &&
    high <= 1 &&
    tensor.data.every((value) => value === high || value === low)
  );
}
