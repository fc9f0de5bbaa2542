import { percentText } from '../../format/number-text';
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
  // On an untrained model γ has reduced no loss yet, and the missing bias is the finding.
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
  const rare = positivesAreRare ? 'positives' : 'negatives';
  return {
    id: 'alpha-on-wrong-side',
    severity: 'warning',
    title: 'α is on the wrong side of the imbalance',
    seen: `The ${rare} are ${percentText(positivesAreRare ? prior : 1 - prior)} of the elements and carry ${percentText(rareShare)} of the gradient, yet α = ${alpha} gives them the smaller weight.`,
    means: `α multiplies the positives and 1 − α the negatives. A small α beside rare positives is right only when γ already takes the negatives out of the loss, as α = 0.25 with γ = 2 does in the paper; here it does not.`,
    fix: positivesAreRare
      ? 'Raise α above 0.5 (the paper: 0.75 with γ = 0), or raise γ. Check that your code does not give α to the negatives.'
      : 'Lower α below 0.5. Check which class your code takes for the positive one.',
  };
};
