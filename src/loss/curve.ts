import { type CurveParameters, kindOf } from './kinds/kinds';

export { logitOfProbability } from '../numerics/stable';

export const QUANTITIES = ['loss', 'gradientMagnitude', 'modulatingFactor', 'ratioToCrossEntropy'] as const;

export type Quantity = (typeof QUANTITIES)[number];

/**
 * A loss as a function of x_t, the signed logit of one example's true class (p_t = σ(x_t)); the example is a
 * positive, or a negative where the loss says so. x_t of ±Infinity gives the limits for p_t → 0 and 1. A quantity that does not
 * exist is NaN.
 */
export function curveValue(parameters: CurveParameters, quantity: Quantity, trueClassLogit: number): number {
  const kind = kindOf(parameters.kind);
  const { drawnTarget = 1 } = kind;
  const logit = drawnTarget === 1 ? trueClassLogit : -trueClassLogit;
  switch (quantity) {
    case 'loss':
      return kind.loss(logit, drawnTarget, parameters);
    case 'gradientMagnitude':
      return Math.abs(kind.gradient(logit, drawnTarget, parameters));
    case 'modulatingFactor':
      return kind.modulatingFactor(trueClassLogit, parameters);
    case 'ratioToCrossEntropy':
      return kind.ratioToCrossEntropy(trueClassLogit, parameters);
  }
}
