import type { GivenLoss, Losses, ReducedLoss } from './report';

const LOSS_NAMES: Readonly<Record<keyof Losses, string>> = {
  focal: 'focal loss',
  crossEntropy: 'cross-entropy',
  alphaBalancedCrossEntropy: 'α-balanced cross-entropy',
  focalStar: 'FL*',
};

const REDUCTION_NAMES: Readonly<Record<keyof ReducedLoss, string>> = {
  sum: 'sum',
  mean: 'mean over the elements that are not left out',
  meanOverPositives: 'mean over positives',
  meanOverAll: 'mean over all elements',
};

/** A reduced loss in words: the mean over positives of focal loss. */
export function lossText(loss: keyof Losses, reduction: keyof ReducedLoss): string {
  return `the ${REDUCTION_NAMES[reduction]} of ${LOSS_NAMES[loss]}`;
}

/** What a loss that the files give as one number was found to be; null when it is nothing known. */
export function givenLossText({ file, array, loss, reduction }: GivenLoss): string | null {
  return loss === null || reduction === null
    ? null
    : `"${array}" in ${file} is ${lossText(loss, reduction)}.`;
}
