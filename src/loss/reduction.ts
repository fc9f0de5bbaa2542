/** How the losses of a batch become one number. */
export type Reduction = 'none' | 'sum' | 'mean' | 'meanOverPositives' | 'meanOverNotIgnored';

export interface ReductionCounts {
  /** All elements, ignored ones included. */
  readonly elements: number;
  readonly positives: number;
  readonly notIgnored: number;
}

/**
 * Sums losses with Neumaier's compensation, so that the length of the batch costs no digits.
 * @param losses of any length; an ignored element's is 0
 */
export function sumOfLosses(losses: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < losses.length; index++) {
    const loss = losses[index] ?? Number.NaN;
    const total = sum + loss;
    lost += Math.abs(sum) >= Math.abs(loss) ? sum - total + loss : loss - total + sum;
    sum = total;
  }
  return sum + lost;
}

/**
 * Divides a sum of losses as a reduction asks.
 * - `mean`: by all elements, as `.mean()` of the unreduced loss does; ignored elements count as zeros
 * - `meanOverPositives`: by the positives, at least 1: the paper's number of anchors assigned to an object
 *   (Lin et al. 2017, section 4), clamped as torchvision's RetinaNet does so that an image without objects gives no NaN
 * - `meanOverNotIgnored`: by what is left, as torch.nn.functional.cross_entropy with ignore_index
 * @returns NaN for a mean over nothing
 */
export function reduceSum(
  sum: number,
  reduction: Exclude<Reduction, 'none'>,
  { elements, positives, notIgnored }: ReductionCounts,
): number {
  switch (reduction) {
    case 'sum':
      return sum;
    case 'mean':
      return sum / elements;
    case 'meanOverPositives':
      return sum / Math.max(1, positives);
    case 'meanOverNotIgnored':
      return sum / notIgnored;
  }
}
