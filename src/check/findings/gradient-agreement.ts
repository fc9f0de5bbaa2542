import { alphaText, numberText } from '../../format/number-text';
import { type FindingRule, nameOf } from './evidence';

/** Largest sine of the angle between the gradients: about the error of a direction in float16. */
const ALLOWED_SINE = 1e-2;

/** A given gradient in another direction than the closed form. A constant factor (the reduction) is allowed. */
export const gradientDisagrees: FindingRule = (evidence) => {
  const { gradient } = evidence.statistics;
  if (gradient === null) {
    return null;
  }
  const { given, expected, product } = gradient;
  if (given === null || expected === null || product === null || expected === 0) {
    return null;
  }
  const cosine = given === 0 ? 0 : product / Math.sqrt(given * expected);
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  if (cosine > 0 && sine <= ALLOWED_SINE) {
    return null;
  }
  const { alpha, gamma } = evidence.parameters;
  const seen =
    given === 0
      ? `${nameOf(evidence, 'gradient')} is zero everywhere.`
      : `${nameOf(evidence, 'gradient')} and dFL/dx with α = ${alphaText(alpha)}, γ = ${gamma} have the cosine ${numberText(cosine)}; 1 is agreement, whatever the reduction.`;
  return {
    id: 'gradient-disagrees',
    severity: 'error',
    title: 'The gradient is not that of this focal loss',
    seen,
    means:
      'The loss that made it has another formula or other parameters: α on the other class, p instead of p_t, a detached modulating factor, or gradients that were clipped.',
    fix: 'Set α and γ to those of the training. If they are right, compare the code with dFL/dx = (2y − 1) α_t (1 − p_t)^γ (γ p_t log p_t + p_t − 1).',
  };
};
