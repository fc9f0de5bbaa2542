/**
 * The ways in which the losses of a batch become one number, each with one meaning everywhere:
 * - `sum`
 * - `mean`: over the elements that take part, as torch.nn.functional.cross_entropy with ignore_index does (where it has
 *   no `weight`; with one, it divides by the sum of the targets' weights)
 * - `meanOverPositives`: over the positives, at least 1: the paper's number of anchors assigned to an object
 *   (Lin et al. 2017, section 4), clamped as torchvision's RetinaNet does so that an image without objects gives no NaN
 * - `meanOverAll`: over every element, those left out counted as zeros, as `.mean()` of a masked loss does
 */
export const SINGLE_REDUCTIONS = ['sum', 'mean', 'meanOverPositives', 'meanOverAll'] as const;

/** All reductions; `none` returns the losses unreduced. */
export const REDUCTIONS = ['none', ...SINGLE_REDUCTIONS] as const;

export type SingleReduction = (typeof SINGLE_REDUCTIONS)[number];
export type Reduction = (typeof REDUCTIONS)[number];

/** Counts of a batch: elements of a sigmoid, examples (rows) of a softmax. */
export interface ReductionCounts {
  /** All of them, including those left out. */
  readonly elements: number;
  /** Sigmoid: targets of at least 1/2. Softmax: examples of another class than the background. */
  readonly positives: number;
  /** Those that take part: not ignored, finite, with a valid target. */
  readonly takingPart: number;
}

/** Divisor of the sum of the losses, and of their gradients, under a reduction. */
export function reductionDivisor(
  reduction: SingleReduction,
  { elements, positives, takingPart }: ReductionCounts,
): number {
  switch (reduction) {
    case 'sum':
      return 1;
    case 'mean':
      return takingPart;
    case 'meanOverPositives':
      return Math.max(1, positives);
    case 'meanOverAll':
      return elements;
  }
}

/** A sum of losses, reduced. NaN for a mean over nothing. */
export function reduceSum(sum: number, reduction: SingleReduction, counts: ReductionCounts): number {
  return sum / reductionDivisor(reduction, counts);
}

/** The reduction of a name, including the former name of `mean`; null for an unknown name. */
export function reductionNamed(name: string): Reduction | null {
  return name === 'meanOverNotIgnored'
    ? 'mean'
    : (REDUCTIONS.find((reduction) => reduction === name) ?? null);
}
