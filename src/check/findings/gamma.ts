import { focalLossGradient } from '../../loss/binary';
import { atMostByChance } from '../derive/significance';
import { type MarginBin, marginBins } from '../statistics/margin-histogram';
import type { FindingRule } from './evidence';

/** Largest share of positives for which the classes count as imbalanced; otherwise γ is not the cause. */
const RARE = 0.2;
/** Least share of the loss with which easy negatives dominate. */
const MOST = 0.5;
/** Share of the gradient by which the contributing examples are counted. */
const CARRIED = 0.9;
/** A smaller share of contributing examples is too small. */
const TOO_FEW = 0.01;
/** γ counts as the cause only if, without γ, at least this share contributes. */
const FEW_WITHOUT_GAMMA = 0.05;
/** Level of the test whether so few carriers are chance. */
const LEVEL = 1e-3;

/** Easy negatives still contribute most of the focal loss. */
export const gammaTooSmall: FindingRule = ({ distribution, parameters, counts }) => {
  const { focalShare, crossEntropyShare, count, threshold } = distribution.easyNegatives;
  if (focalShare === null || focalShare <= MOST || counts.positives === 0) {
    return null;
  }
  if (counts.positives > RARE * (counts.positives + counts.negatives)) {
    return null;
  }
  return {
    id: 'gamma-too-small',
    severity: 'warning',
    facts: {
      positives: counts.positives,
      negatives: count,
      threshold,
      focalShare,
      crossEntropyShare,
      gamma: parameters.gamma,
    },
  };
};

/** The finding must not hinge on so few of the hardest positives: a good model has one or two by chance. */
const LEFT_OUT = 3;

/**
 * Almost no positive is left with a gradient: the carriers are fewer than one in a hundred, and too few for a sample in which
 * they are two in a hundred (Poisson, level 1e-3), and still are without the very hardest.
 */
export const gammaTooLarge: FindingRule = ({ statistics, parameters, counts }) => {
  const { gamma } = parameters;
  if (gamma === 0) {
    return null;
  }
  const positives = marginBins(statistics.margins.positives);
  if (positives.length === 0) {
    return null;
  }
  const carriers = carrierShare(positives, gamma);
  if (carrierShare(positives, gamma, LEFT_OUT) >= 2 * TOO_FEW) {
    return null;
  }
  const byChance = atMostByChance(Math.floor(carriers * counts.positives), 2 * TOO_FEW * counts.positives);
  if (!(carriers < TOO_FEW && byChance < LEVEL)) {
    return null;
  }
  const withoutGamma = carrierShare(positives, 0);
  if (withoutGamma < FEW_WITHOUT_GAMMA) {
    return null;
  }
  return {
    id: 'gamma-too-large',
    severity: 'warning',
    facts: {
      gamma,
      positives: counts.positives,
      carriers,
      carriersWithoutGamma: withoutGamma,
    },
  };
};

/**
 * The smallest share of the examples whose gradients make up nine tenths of the gradient's magnitude.
 * @param leftOut so many of the steepest do not count
 */
function carrierShare(bins: readonly MarginBin[], gamma: number, leftOut = 0): number {
  let spared = leftOut;
  const steepestFirst = bins
    .map(({ mean, count }) => ({
      count,
      gradient: Math.abs(focalLossGradient(mean, 1, { alpha: null, gamma })),
    }))
    .sort((one, other) => other.gradient - one.gradient)
    .map(({ count, gradient }) => {
      const left = Math.max(0, count - spared);
      spared -= count - left;
      return { count: left, gradient };
    });
  const examples = steepestFirst.reduce((sum, { count }) => sum + count, 0);
  const total = steepestFirst.reduce((sum, { count, gradient }) => sum + count * gradient, 0);
  let carried = 0;
  let carriers = 0;
  for (const { count, gradient } of steepestFirst) {
    if (carried >= CARRIED * total) {
      break;
    }
    // Counts only the needed part of the last bin.
    const needed = gradient > 0 ? Math.min(count, (CARRIED * total - carried) / gradient) : 0;
    carried += count * gradient;
    carriers += needed;
  }
  return carriers / examples;
}
