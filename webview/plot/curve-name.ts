import { numberText } from '../../src/format/number-text';
import { type CurveParameters, kindOf } from '../../src/loss/kinds/kinds';
import { messages } from '../shared/messages';
import type { Curve } from './plot-state';

/** The name of a curve: its user's, or one after its parameters. */
export function curveName(curve: Curve): string {
  return curve.name === '' ? describeParameters(curve.parameters) : curve.name;
}

/** The label of the curve in the plot, as short as Figure 1 has it; the user's own loss shows its α and γ. */
export function curveLabel(curve: Curve): string {
  const name =
    curve.name === messages.plot.yourLoss ? describeParameters(curve.parameters) : curveName(curve);
  return name.replace(/^FL, /, '');
}

/** Kind and parameters in one line, such as `FL, γ = 2, α = 0.25`. */
export function describeParameters(values: CurveParameters): string {
  const { shortName, parameters } = kindOf(values.kind);
  const texts = parameters.map(({ name, symbol }) => {
    const value = values[name];
    if (value !== null) {
      return `${symbol} = ${numberText(value)}`;
    }
    // FL without α is an equation of its own; a loss with no other parameter says that it has none.
    return parameters.length === 1 ? messages.plot.off(symbol) : null;
  });
  return [shortName, ...texts.filter((text) => text !== null)].join(', ');
}
