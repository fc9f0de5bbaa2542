import { modulatingFactor, sigmoid, softplus } from '../../numerics/stable';
import { focalLoss, focalLossGradient } from '../binary';
import { P_T } from './formula';
import { lossKind } from './kind';
import { GAMMA } from './parameters';

/**
 * Asymmetric loss (Ridnik et al. 2021, arXiv 2009.14119, equations 4 to 7): of positives the focal loss with γ+; of negatives
 * −p_m^γ− log(1 − p_m) with p_m = max(p − m, 0), so that negatives below the margin m count nothing. A soft target mixes both.
 */
export const asymmetric = lossKind({
  id: 'asymmetric',
  shortName: 'ASL',
  // The positives have focal loss, which the plot draws by itself.
  drawnTarget: 0,
  parameters: [
    { ...GAMMA, name: 'gammaNegative', symbol: 'γ−', meaning: 'focusingOfNegatives', initial: 4 },
    {
      name: 'clip',
      symbol: 'm',
      meaning: 'marginOfNegatives',
      minimum: 0,
      maximum: 0.4,
      step: 0.01,
      initial: 0.05,
    },
    { ...GAMMA, name: 'gammaPositive', symbol: 'γ+', meaning: 'focusingOfPositives', initial: 0 },
  ],
  loss: (logit, target, { gammaPositive, gammaNegative, clip }) => {
    const positive = target === 0 ? 0 : target * focalLoss(logit, 1, { alpha: null, gamma: gammaPositive });
    return target === 1 ? positive : positive + (1 - target) * lossOfNegative(logit, gammaNegative, clip);
  },
  gradient: (logit, target, { gammaPositive, gammaNegative, clip }) => {
    const ofPositive = { alpha: null, gamma: gammaPositive };
    const positive = target === 0 ? 0 : target * focalLossGradient(logit, 1, ofPositive);
    return target === 1 ? positive : positive + (1 - target) * gradientOfNegative(logit, gammaNegative, clip);
  },
  modulatingFactor: (x, { gammaNegative, clip }) =>
    clip === 0 ? modulatingFactor(x, gammaNegative) : shifted(-x, clip) ** gammaNegative,
  ratioToCrossEntropy: (x, { gammaNegative, clip }) => ratio(x, gammaNegative, clip),
  formula: ({ gammaNegative, clip }) => {
    const margin = clip === 0 ? [] : [' + ', clip];
    const missing = ['1 − ', P_T, ...(clip === 0 ? [] : [' − ', clip])];
    return ['ASL(', P_T, ') = −(', ...missing, ')', { power: gammaNegative }, ' log(', P_T, ...margin, ')'];
  },
  asFocal: () => null,
});

/** p_m = max(p − m, 0). */
function shifted(logit: number, clip: number): number {
  return Math.max(0, sigmoid(logit) - clip);
}

function lossOfNegative(logit: number, gamma: number, clip: number): number {
  return clip === 0
    ? focalLoss(logit, 0, { alpha: null, gamma })
    : -(shifted(logit, clip) ** gamma) * Math.log1p(-shifted(logit, clip));
}

/** p (1 − p) (p_m^γ / (1 − p_m) − γ p_m^(γ − 1) log(1 − p_m)); 0 below the margin. */
function gradientOfNegative(logit: number, gamma: number, clip: number): number {
  if (clip === 0) {
    return focalLossGradient(logit, 0, { alpha: null, gamma });
  }
  const p = shifted(logit, clip);
  if (p === 0) {
    return 0;
  }
  const slope = 1 / (1 - p) - (gamma * Math.log1p(-p)) / p;
  return sigmoid(logit) * sigmoid(-logit) * p ** gamma * slope;
}

/** Loss over cross-entropy of a negative, by its x_t. */
function ratio(x: number, gamma: number, clip: number): number {
  if (clip === 0) {
    return modulatingFactor(x, gamma);
  }
  // A p_t of zero has an infinite cross-entropy, and a finite loss as long as there is a margin.
  return shifted(-x, clip) === 0 ? 0 : lossOfNegative(-x, gamma, clip) / softplus(-x);
}
