import {
  alphaBalancedCrossEntropy as alphaBalanced,
  alphaBalancedCrossEntropyGradient as alphaBalancedGradient,
} from '../binary';
import { P_T } from './formula';
import { lossKind } from './kind';
import { ALPHA } from './parameters';

/** CE = −α_t log p_t (Lin et al. 2017, equation 3). */
export const alphaBalancedCrossEntropy = lossKind({
  id: 'alphaBalancedCrossEntropy',
  shortName: 'CE',
  parameters: [ALPHA],
  loss: (logit, target, { alpha }) => alphaBalanced(logit, target, alpha),
  gradient: (logit, target, { alpha }) => alphaBalancedGradient(logit, target, alpha),
  modulatingFactor: () => 1,
  ratioToCrossEntropy: (_, { alpha }) => alpha ?? 1,
  formula: ({ alpha }) => ['CE(', P_T, ') = −', ...(alpha === null ? [] : [alpha, ' ']), 'log ', P_T],
  asFocal: ({ alpha }) => ({ alpha, gamma: 0 }),
});
