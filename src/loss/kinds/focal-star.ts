import { crossEntropy, focalLossStar, focalLossStarGradient } from '../binary';
import { SIGMA, X_T } from './formula';
import { lossKind } from './kind';
import { GAMMA } from './parameters';

/** FL* = −log σ(γ x_t + β) / γ (Lin et al. 2017, appendix A). With γ = 0 it does not exist, which gives NaN. */
export const focalStar = lossKind({
  id: 'focalStar',
  shortName: 'FL*',
  parameters: [
    // It divides by γ.
    { ...GAMMA, meaning: 'steepness', minimum: 0.1, initial: 1 },
    {
      name: 'beta',
      symbol: 'β',
      meaning: 'shift',
      minimum: -5,
      maximum: 5,
      step: 0.05,
      initial: 1,
    },
  ],
  loss: (logit, target, { gamma, beta }) =>
    gamma === 0 ? Number.NaN : focalLossStar(logit, target, gamma, beta),
  gradient: (logit, target, { gamma, beta }) =>
    gamma === 0 ? Number.NaN : focalLossStarGradient(logit, target, gamma, beta),
  modulatingFactor: () => Number.NaN,
  ratioToCrossEntropy: (x, { gamma, beta }) => (gamma === 0 ? Number.NaN : ratio(x, gamma, beta)),
  formula: ({ gamma, beta }) => {
    const shift = beta < 0 ? [' − ', -beta] : [' + ', beta];
    return ['FL*(', X_T, ') = −log ', SIGMA, '(', gamma, ' ', X_T, ...shift, ') / ', gamma];
  },
  asFocal: () => null,
});

/** Least x at which log(1 + e^(−x)) is e^(−x) to the last digit of a float64. */
const TAIL = 40;

function ratio(x: number, gamma: number, beta: number): number {
  if (x === Number.NEGATIVE_INFINITY) {
    return 1;
  }
  if (Math.min(x, gamma * x + beta) < TAIL) {
    return focalLossStar(x, 1, gamma, beta) / crossEntropy(x, 1);
  }
  const exponent = gamma === 1 ? 0 : (1 - gamma) * x;
  return Math.exp(exponent - beta) / gamma;
}
