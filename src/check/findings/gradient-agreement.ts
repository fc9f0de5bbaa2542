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
  // Each root by itself: the product of two small numbers may underflow.
  const cosine = given === 0 ? 0 : product / (Math.sqrt(given) * Math.sqrt(expected));
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  if (cosine > 0 && sine <= ALLOWED_SINE) {
    return null;
  }
  const { alpha, gamma } = evidence.parameters;
  return {
    id: 'gradient-disagrees',
    severity: 'error',
    facts: {
      gradient: nameOf(evidence, 'gradient'),
      parameters: { alpha, gamma },
      cosine: given === 0 ? null : cosine,
    },
  };
};
