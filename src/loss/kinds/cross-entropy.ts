import { crossEntropyGradient, crossEntropy as crossEntropyOf } from '../binary';
import { P_T } from './formula';
import { lossKind } from './kind';

/** CE = −log p_t (Lin et al. 2017, equation 1). */
export const crossEntropy = lossKind({
  id: 'crossEntropy',
  shortName: 'CE',
  parameters: [],
  loss: crossEntropyOf,
  gradient: crossEntropyGradient,
  modulatingFactor: () => 1,
  ratioToCrossEntropy: () => 1,
  formula: () => ['CE(', P_T, ') = −log ', P_T],
  asFocal: () => ({ alpha: null, gamma: 0 }),
});
