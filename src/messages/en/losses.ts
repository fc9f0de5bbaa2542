import type { MendId, TermVariantId } from '../../loss/variants/variants';

/** Names of losses and reductions, as the report's keys have them. */
export const losses = {
  names: {
    focal: 'focal loss',
    crossEntropy: 'cross-entropy',
    alphaBalancedCrossEntropy: 'α-balanced cross-entropy',
    focalStar: 'FL*',
  },
  shortNames: {
    focal: 'FL',
    crossEntropy: 'CE',
    alphaBalancedCrossEntropy: 'α-balanced CE',
    focalStar: 'FL*',
  },
  reductions: {
    none: 'none',
    sum: 'sum',
    mean: 'mean over valid elements',
    meanOverAll: 'mean over all elements',
    meanOverPositives: 'mean over positives',
  },
  /** Losses that code in use computes, to stand after "is". */
  variants: {
    focal: 'the focal loss',
    focalWithoutWeight: 'the focal loss before the weight',
    focalWithoutAlpha: 'the focal loss without α',
    alphaBalancedCrossEntropy: 'α-balanced cross-entropy: γ is not applied',
    crossEntropy: 'cross-entropy: neither α nor γ is applied',
  } satisfies Readonly<Record<TermVariantId, string>>,
  /** Remedies that turn a variant into the focal loss. */
  mends: {
    focalWithoutWeight: 'Multiply each loss by the weight of its element before the reduction.',
    focalWithoutAlpha: 'Multiply by α_t: α for positives, 1 − α for negatives.',
    crossEntropy: 'Multiply by α_t and the modulating factor (1 − p_t)^γ.',
    alphaBalancedCrossEntropy: 'Multiply by the modulating factor (1 − p_t)^γ.',
    focalStar: 'FL* is a loss of its own. For focal loss, multiply the cross-entropy by α_t and (1 − p_t)^γ.',
    'alpha-on-negatives':
      'Weigh target 1 by α and target 0 by 1 − α: alpha_t = alpha * targets + (1 - alpha) * (1 - targets).',
    'alpha-same-for-both':
      'A factor on every element only scales the learning rate: multiply positives by α and negatives by 1 − α.',
    'alpha-positives-only': 'Multiply the negatives by 1 − α as well.',
    'alpha-negatives-only': 'Multiply the positives by α and the negatives by 1 − α.',
    'p-instead-of-pt':
      'Take p_t = p for positives and 1 − p for negatives; with p alone, easy negatives keep their whole loss.',
    'swapped-modulation': 'Raise 1 − p_t to the power of γ, so that easy examples fade.',
    'gamma-not-exponent': 'Write (1 - p_t) ** gamma.',
    'detached-modulation':
      'Leave the modulating factor in the graph where the gradient of the paper is wanted.',
    'pt-from-weighted-ce': 'Take p_t from the cross-entropy without weights, and multiply by α_t afterwards.',
    'double-sigmoid':
      'Pass the logits: the loss applies the sigmoid itself. Twice applied, p stays between 0.5 and 0.731.',
    'probabilities-loss-on-logits':
      'Use the form that takes logits: from_logits=True, binary_cross_entropy_with_logits.',
    'targets-inverted': 'Target 1 is the positive class: use labels == 1, or negate the logits.',
    'sign-error': 'The cross-entropy −log p_t is positive: leave out one of the two minus signs.',
    'log-base': 'Use the natural logarithm.',
    'label-smoothing-before': 'Leave the targets at 0 and 1.',
    'label-smoothing-after': 'Leave the targets of the cross-entropy at 0 and 1.',
    'pt-from-label-smoothed-ce':
      'Take p_t from the hard targets, and smooth the cross-entropy that it multiplies.',
    clamp: 'Compute log p_t from the logits, as log-sigmoid does, and clamp nothing.',
    'log-of-p-plus': 'Compute log p_t from the logits, as log-sigmoid does, and add nothing.',
  } satisfies Readonly<Record<MendId, string>>,
  /** The mean over positives of focal loss. */
  reduced: ({ loss, reduction }: { loss: LossKey; reduction: ReductionKey }): string =>
    `the ${losses.reductions[reduction]} of ${losses.names[loss]}`,
};

export type LossKey = 'focal' | 'crossEntropy' | 'alphaBalancedCrossEntropy' | 'focalStar';
export type ReductionKey = 'sum' | 'mean' | 'meanOverAll' | 'meanOverPositives';
