import { numberText } from '../../src/format/number-text';
import { curveValue, logitOfProbability } from '../../src/loss/curve';
import { sigmoid } from '../../src/numerics/stable';
import type { CurveReading } from '../../src/protocol/plot';
import { toCsv } from '../shared/csv';
import { messages } from '../shared/messages';
import { curveName } from './curve-name';
import type { Curve, Figure } from './plot-state';

/** Steps of p_t in the data table. */
export const TABLE_STEPS = [0.1, 0.05, 0.01] as const;

/** The value of every curve at x_t, in the quantity of the y axis. */
export function readCurves(figure: Figure, trueClassLogit: number): CurveReading[] {
  return figure.curves.map((curve) => {
    const value = curveValue(curve.parameters, figure.yAxis, trueClassLogit);
    return {
      name: curveName(curve),
      parameters: curve.parameters,
      value: Number.isFinite(value) ? value : null,
    };
  });
}

/**
 * The reading of one curve at the crosshair in words. For a loss it says how much smaller the loss is than cross-entropy
 * at the same p_t.
 */
export function describeReading(figure: Figure, curve: Curve, trueClassLogit: number): string {
  const value = curveValue(curve.parameters, figure.yAxis, trueClassLogit);
  const isCompared = figure.yAxis === 'loss' && curve.parameters.kind !== 'crossEntropy';
  const ratio = curveValue(curve.parameters, 'ratioToCrossEntropy', trueClassLogit);
  const comparison = isCompared ? compareWithCrossEntropy(ratio) : null;
  return messages.plot.reading(sigmoid(trueClassLogit), curveName(curve), figure.yAxis, value, comparison);
}

/** Table of the figure: p_t, x_t, then every curve; p_t strictly between 0 and 1 at the given step. */
export function tabulate(figure: Figure, step: number): { columns: string[]; rows: number[][] } {
  const count = Math.round(1 / step) - 1;
  return {
    columns: ['p_t', messages.plot.logitColumn, ...figure.curves.map(curveName)],
    rows: Array.from({ length: count }, (_, index) => {
      const probability = Number(((index + 1) * step).toFixed(6));
      const logit = logitOfProbability(probability);
      const values = figure.curves.map((curve) => curveValue(curve.parameters, figure.yAxis, logit));
      return [probability, logit, ...values];
    }),
  };
}

/** The figure as CSV in full precision, at steps of 0.005. Each curve's column heading names the quantity. */
export function figureToCsv(figure: Figure): string {
  const { columns, rows } = tabulate(figure, 0.005);
  const [probability = '', logit = '', ...curves] = columns;
  const headings = curves.map((name) => `${name}: ${messages.plot.quantities[figure.yAxis]}`);
  return toCsv(
    [probability, logit, ...headings],
    rows.map((row) => row.map((value) => (Number.isFinite(value) ? value : ''))),
  );
}

function compareWithCrossEntropy(ratio: number): string {
  const { notComparable, sameAsCrossEntropy, smallerThanCrossEntropy, largerThanCrossEntropy } =
    messages.plot;
  if (!Number.isFinite(ratio) || ratio <= 0) {
    return notComparable;
  }
  const times = numberText(ratio <= 1 ? 1 / ratio : ratio);
  if (times === '1') {
    return sameAsCrossEntropy;
  }
  return ratio <= 1 ? smallerThanCrossEntropy(times) : largerThanCrossEntropy(times);
}
