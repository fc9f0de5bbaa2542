import { type FindingRule, takenCount } from './evidence';
import { isUndecided } from './prior-bias';

/** Below this share of the gradient the rarer class counts as starved. */
const STARVED = 0.2;
/** The classes count as imbalanced if the rarer one has at most this share of the elements. */
const RARE = 0.2;

/** α reduces the weight of the class that is rare and has little of the gradient. */
export const alphaOnWrongSide: FindingRule = (evidence) => {
  const { counts, interpretation, parameters, statistics } = evidence;
  const { alpha } = parameters;
  if (interpretation.link !== 'sigmoid' || typeof alpha !== 'number' || alpha === 0.5) {
    return null;
  }
  // γ has reduced no loss of an untrained model yet; the missing bias is its finding.
  if (parameters.gamma > 0 && isUndecided(evidence)) {
    return null;
  }
  const prior = counts.positives / takenCount(evidence);
  const positivesAreRare = prior <= RARE;
  const negativesAreRare = 1 - prior <= RARE;
  const weighsDown = (positivesAreRare && alpha < 0.5) || (negativesAreRare && alpha > 0.5);
  if (!weighsDown || counts.positives === 0 || counts.negatives === 0) {
    return null;
  }
  const { focalGradient } = statistics.losses;
  const sumOf = (positive: 0 | 1) =>
    focalGradient.reduce<number>((sum, value, group) => sum + (group % 2 === positive ? (value ?? 0) : 0), 0);
  const rareShare = sumOf(positivesAreRare ? 1 : 0) / (sumOf(0) + sumOf(1));
  if (!(rareShare < STARVED)) {
    return null;
  }
  return {
    id: 'alpha-on-wrong-side',
    severity: 'warning',
    facts: {
      rare: positivesAreRare ? 'positives' : 'negatives',
      share: positivesAreRare ? prior : 1 - prior,
      gradientShare: rareShare,
      alpha,
    },
  };
};
