import type { SingleReduction } from '../../loss/reduction';
import type { TermVariantId } from '../../loss/variants/variants';

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
  /** The mean over positives of focal loss. */
  reduced: ({ loss, reduction }: { loss: LossKey; reduction: SingleReduction }): string =>
    `the ${losses.reductions[reduction]} of ${losses.names[loss]}`,
};

export type LossKey = 'focal' | 'crossEntropy' | 'alphaBalancedCrossEntropy' | 'focalStar';
