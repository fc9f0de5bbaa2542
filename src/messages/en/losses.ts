/** Names of losses and reductions, as the report's keys have them. */
export const losses = {
  names: {
    focal: 'focal loss',
    crossEntropy: 'cross-entropy',
    alphaBalancedCrossEntropy: 'α-balanced cross-entropy',
    focalStar: 'FL*',
  },
  reductions: {
    sum: 'sum',
    mean: 'mean over valid elements',
    meanOverAll: 'mean over all elements',
    meanOverPositives: 'mean over positives',
  },
  /** The mean over positives of focal loss. */
  reduced: ({ loss, reduction }: { loss: LossKey; reduction: ReductionKey }): string =>
    `the ${losses.reductions[reduction]} of ${losses.names[loss]}`,
};

export type LossKey = 'focal' | 'crossEntropy' | 'alphaBalancedCrossEntropy' | 'focalStar';
export type ReductionKey = 'sum' | 'mean' | 'meanOverAll' | 'meanOverPositives';
