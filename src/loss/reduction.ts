/** How the losses of a batch become one number. */
export type Reduction = 'none' | 'sum' | 'mean' | 'meanOverPositives' | 'meanOverNotIgnored';

export interface ReductionCounts {
  /** All elements, ignored ones included. */
  readonly elements: number;
  readonly positives: number;
  readonly notIgnored: number;
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
