/** How the losses of a batch become one number. */
export type Reduction = 'none' | 'sum' | 'mean' | 'meanOverPositives' | 'meanOverNotIgnored';

/** What a batch holds: elements of a sigmoid, examples (rows) of a softmax. */
export interface ReductionCounts {
  /** All of them, ignored ones included. */
  readonly elements: number;
  /** Sigmoid: targets of at least 1/2. Softmax: examples of another class than the background. */
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
  // Past an infinite loss, what was lost is Infinity − Infinity.
  return Number.isFinite(sum) ? sum + lost : sum;
}

/**
 * What a reduction divides the sum of the losses by, and with it their gradients.
 * - `mean`: all elements, as `.mean()` of the unreduced loss does; ignored elements count as zeros
 * - `meanOverPositives`: the positives, at least 1: the paper's number of anchors assigned to an object
 *   (Lin et al. 2017, section 4), clamped as torchvision's RetinaNet does so that an image without objects gives no NaN
 * - `meanOverNotIgnored`: what is left, as torch.nn.functional.cross_entropy with ignore_index does (where it has no
 *   `weight`; with one, it divides by the sum of the targets' weights)
 */
export function reductionDivisor(
  reduction: Exclude<Reduction, 'none'>,
  { elements, positives, notIgnored }: ReductionCounts,
): number {
  switch (reduction) {
    case 'sum':
      return 1;
    case 'mean':
      return elements;
    case 'meanOverPositives':
      return Math.max(1, positives);
    case 'meanOverNotIgnored':
      return notIgnored;
  }
}

/** A sum of losses, reduced. NaN for a mean over nothing. */
export function reduceSum(
  sum: number,
  reduction: Exclude<Reduction, 'none'>,
  counts: ReductionCounts,
): number {
  return sum / reductionDivisor(reduction, counts);
}
