import type { SoftmaxFocalParameters } from '../../src/loss/parameters';
import type { ReductionCounts } from '../../src/loss/reduction';
import {
  createSoftmaxTerms,
  type SoftmaxTerms,
  softmaxFocalLossGradient,
  softmaxFocalLossOfDistribution,
  softmaxTerms,
} from '../../src/loss/softmax';
import { smoothDistribution } from './label-smoothing';
import { requireLabelSmoothing, requireSameLength, requireSoftmaxParameters } from './parameters';

/** The targets of N examples of K classes. */
export type SoftmaxTargets =
  | {
      readonly kind: 'index';
      /** N classes in [0, K), or `ignoreIndex`. */
      readonly values: ArrayLike<number>;
      /** Examples with this target are left out: their loss and gradients are 0. Default null: none is. */
      readonly ignoreIndex?: number | null;
    }
  | {
      readonly kind: 'distribution';
      /** (N, K) row by row, one-hot or soft: parts in [0, 1] that sum to one in every row. */
      readonly values: ArrayLike<number>;
    };

/**
 * The unreduced softmax focal losses, in nats; γ = 0 gives the (weighted) cross-entropy.
 * @param logits (N, K) row by row
 * @param classes K
 * @param labelSmoothing ε in [0, 1] (Szegedy et al. 2016)
 * @returns N losses
 * @throws RangeError for parameters out of range, shapes that do not fit, or a target that is no class or no part of one
 */
export function softmaxFocalLosses(
  logits: ArrayLike<number>,
  classes: number,
  targets: SoftmaxTargets,
  parameters: SoftmaxFocalParameters,
  labelSmoothing = 0,
): Float64Array {
  requireSoftmaxParameters(parameters, classes);
  const examples = new Examples(logits, classes, targets, labelSmoothing);
  const losses = new Float64Array(examples.length);
  for (let row = 0; row < losses.length; row++) {
    if (!examples.read(row)) {
      continue;
    }
    losses[row] = softmaxFocalLossOfDistribution(
      examples.logits,
      examples.shares,
      parameters,
      examples.terms(),
    );
  }
  return losses;
}

/**
 * The gradient of each unreduced loss by its example's K logits; everything else as `softmaxFocalLosses`.
 * @returns (N, K) row by row
 */
export function softmaxFocalGradients(
  logits: ArrayLike<number>,
  classes: number,
  targets: SoftmaxTargets,
  parameters: SoftmaxFocalParameters,
  labelSmoothing = 0,
): Float64Array {
  requireSoftmaxParameters(parameters, classes);
  const examples = new Examples(logits, classes, targets, labelSmoothing);
  const gradients = new Float64Array(logits.length);
  for (let row = 0; row < examples.length; row++) {
    if (!examples.read(row)) {
      continue;
    }
    const into = gradients.subarray(row * classes, (row + 1) * classes);
    softmaxFocalLossGradient(examples.logits, examples.shares, parameters, into, examples.terms());
  }
  return gradients;
}

/**
 * The counts that reductions divide by.
 * @param backgroundClass the class whose examples are negatives; null when every class is an object's
 */
export function countSoftmaxTargets(
  targets: SoftmaxTargets,
  classes: number,
  backgroundClass: number | null = null,
): ReductionCounts {
  const { kind, values } = targets;
  const elements = kind === 'index' ? values.length : values.length / classes;
  let ignored = 0;
  let negatives = 0;
  for (let row = 0; row < elements; row++) {
    const target = kind === 'index' ? values[row] : largestShare(values, row * classes, classes);
    if (kind === 'index' && target === (targets.ignoreIndex ?? null)) {
      ignored++;
    } else if (target === backgroundClass) {
      negatives++;
    }
  }
  const takingPart = elements - ignored;
  return { elements, positives: takingPart - negatives, takingPart };
}

/** Reads one example after the other into the same memory. */
class Examples {
  readonly length: number;
  /** K logits of the example read last. */
  readonly logits: Float64Array;
  /** Its target as a smoothed distribution over the K classes. */
  readonly shares: Float64Array;
  private readonly room: SoftmaxTerms;

  constructor(
    private readonly allLogits: ArrayLike<number>,
    private readonly classes: number,
    private readonly targets: SoftmaxTargets,
    private readonly labelSmoothing: number,
  ) {
    requireLabelSmoothing(labelSmoothing);
    if (allLogits.length % classes !== 0) {
      throw new RangeError(`${allLogits.length} logits do not divide into rows of ${classes} classes.`);
    }
    this.length = allLogits.length / classes;
    requireSameLength(targets.values.length, targets.kind === 'index' ? this.length : allLogits.length);
    this.logits = new Float64Array(classes);
    this.shares = new Float64Array(classes);
    this.room = createSoftmaxTerms(classes);
  }

  /** False when the example is ignored. */
  read(row: number): boolean {
    if (this.targets.kind === 'index') {
      const target = this.targets.values[row] ?? Number.NaN;
      if (target === (this.targets.ignoreIndex ?? null)) {
        return false;
      }
      this.takeIndex(row, target);
    } else {
      this.takeShares(row, this.targets.values);
    }
    smoothDistribution(this.shares, this.labelSmoothing);
    const start = row * this.classes;
    for (let k = 0; k < this.classes; k++) {
      this.logits[k] = this.allLogits[start + k] ?? Number.NaN;
    }
    return true;
  }

  terms(): SoftmaxTerms {
    return softmaxTerms(this.logits, this.room);
  }

  private takeIndex(row: number, target: number): void {
    if (!(Number.isInteger(target) && target >= 0 && target < this.classes)) {
      throw new RangeError(
        `targets[${row}] is ${target}; a class index is an integer from 0 to ${this.classes - 1}.`,
      );
    }
    this.shares.fill(0);
    this.shares[target] = 1;
  }

  private takeShares(row: number, values: ArrayLike<number>): void {
    for (let k = 0; k < this.classes; k++) {
      const share = values[row * this.classes + k] ?? Number.NaN;
      if (!(share >= 0 && share <= 1)) {
        throw new RangeError(`targets[${row}, ${k}] is ${share}; a class's part is between 0 and 1.`);
      }
      this.shares[k] = share;
    }
  }
}

function largestShare(values: ArrayLike<number>, start: number, classes: number): number {
  let largest = 0;
  for (let k = 1; k < classes; k++) {
    if ((values[start + k] ?? Number.NaN) > (values[start + largest] ?? Number.NaN)) {
      largest = k;
    }
  }
  return largest;
}
