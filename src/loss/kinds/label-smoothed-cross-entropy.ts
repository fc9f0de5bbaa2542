import { softplus } from '../../numerics/stable';
import { crossEntropy, crossEntropyGradient } from '../binary';
import { smoothedTarget } from '../label-smoothing';
import { P_T } from './formula';
import { lossKind } from './kind';

/** Cross-entropy with smoothed targets (Szegedy et al. 2016): the true class's target is 1 − ε / 2. */
export const labelSmoothedCrossEntropy = lossKind({
  id: 'labelSmoothedCrossEntropy',
  shortName: 'CE',
  parameters: [
    {
      name: 'labelSmoothing',
      symbol: 'ε',
      meaning: 'labelSmoothing',
      minimum: 0,
      maximum: 0.9,
      step: 0.01,
      initial: 0.1,
    },
  ],
  loss: (logit, target, { labelSmoothing }) => crossEntropy(logit, smoothedTarget(target, labelSmoothing)),
  gradient: (logit, target, { labelSmoothing }) =>
    crossEntropyGradient(logit, smoothedTarget(target, labelSmoothing)),
  modulatingFactor: () => 1,
  ratioToCrossEntropy: (x, { labelSmoothing }) => ratio(x, labelSmoothing / 2),
  formula: ({ labelSmoothing }) => {
    const share = labelSmoothing / 2;
    return ['CE(', P_T, ') = −', 1 - share, ' log ', P_T, ' − ', share, ' log(1 − ', P_T, ')'];
  },
  asFocal: () => null,
});

/** 1 − s + s softplus(x) / softplus(−x), s the target's share of the other class. */
function ratio(x: number, share: number): number {
  return share === 0 ? 1 : 1 - share + share * (softplus(x) / softplus(-x));
}
