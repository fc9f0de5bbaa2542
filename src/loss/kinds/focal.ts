import { modulatingFactor } from '../../numerics/stable';
import { focalLoss, focalLossGradient } from '../binary';
import { P_T } from './formula';
import { lossKind } from './kind';
import { ALPHA, GAMMA } from './parameters';

/** FL = −α_t (1 − p_t)^γ log p_t (Lin et al. 2017, equation 5; equation 4 without α). */
export const focal = lossKind({
  id: 'focal',
  shortName: 'FL',
  parameters: [GAMMA, ALPHA],
  loss: focalLoss,
  gradient: focalLossGradient,
  modulatingFactor: (x, { gamma }) => modulatingFactor(x, gamma),
  ratioToCrossEntropy: (x, { alpha, gamma }) => (alpha ?? 1) * modulatingFactor(x, gamma),
  formula: ({ alpha, gamma }) => {
    if (alpha === 0) {
      return ['FL(', P_T, ') = 0'];
    }
    const weight = alpha === null ? [] : [alpha, ' '];
    const factor = gamma === 0 ? [] : ['(1 − ', P_T, ')', { power: gamma }, ' '];
    return ['FL(', P_T, ') = −', ...weight, ...factor, 'log ', P_T];
  },
  asFocal: ({ alpha, gamma }) => ({ alpha, gamma }),
});
