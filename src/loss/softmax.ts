import type { SoftmaxFocalParameters } from './parameters';

/** Terms of one example for each class. All arrays have K values. */
export interface SoftmaxTerms {
  readonly probability: Float64Array;
  /** 1 − p_k, summed from the other classes instead of subtracted. */
  readonly missing: Float64Array;
  /** −log p_k. */
  readonly crossEntropy: Float64Array;
  /** Room for the gradient's −dFL / dlog p_k. */
  readonly slope: Float64Array;
}

/** log Σ e^(x_k) of K logits, without overflow; −Infinity of none. */
export function logSumExp(logits: ArrayLike<number>): number {
  const largest = logits[indexOfLargest(logits)] ?? Number.NEGATIVE_INFINITY;
  if (!Number.isFinite(largest)) {
    return largest;
  }
  let sum = 0;
  for (let k = 0; k < logits.length; k++) {
    sum += Math.exp((logits[k] ?? Number.NaN) - largest);
  }
  return largest + Math.log(sum);
}

/**
 * p_k, 1 − p_k and −log p_k of an example with K logits, each to full relative accuracy also where p_k is near 1.
 * @param into result to reuse in a loop over examples; allocated when absent
 */
export function softmaxTerms(
  logits: ArrayLike<number>,
  into = createSoftmaxTerms(logits.length),
): SoftmaxTerms {
  const { probability, missing, crossEntropy } = into;
  const top = indexOfLargest(logits);
  const largest = logits[top] ?? Number.NaN;
  // Σ over the classes below the top one, so that the top one's 1 − p and −log p keep their digits.
  let below = 0;
  for (let k = 0; k < logits.length; k++) {
    const weight = Math.exp((logits[k] ?? Number.NaN) - largest);
    probability[k] = weight;
    if (k !== top) {
      below += weight;
    }
  }
  const total = 1 + below;
  const logTotal = Math.log1p(below);
  for (let k = 0; k < logits.length; k++) {
    const weight = probability[k] ?? Number.NaN;
    missing[k] = (k === top ? below : total - weight) / total;
    crossEntropy[k] = largest - (logits[k] ?? Number.NaN) + logTotal;
    probability[k] = weight / total;
  }
  return into;
}

export function createSoftmaxTerms(classes: number): SoftmaxTerms {
  return {
    probability: new Float64Array(classes),
    missing: new Float64Array(classes),
    crossEntropy: new Float64Array(classes),
    slope: new Float64Array(classes),
  };
}

/** α of a class: its own weight, the one for all, or 1 when α is off. */
function alphaOfClass(alpha: SoftmaxFocalParameters['alpha'], index: number): number {
  if (alpha === null) {
    return 1;
  }
  return typeof alpha === 'number' ? alpha : (alpha[index] ?? Number.NaN);
}

/**
 * Softmax focal loss of one example with an index target y: FL = −α_y (1 − p_y)^γ log p_y.
 * @param logits K values
 * @param targetClass y, in [0, K)
 */
export function softmaxFocalLoss(
  logits: ArrayLike<number>,
  targetClass: number,
  { alpha, gamma }: SoftmaxFocalParameters,
  terms = softmaxTerms(logits),
): number {
  const missing = terms.missing[targetClass] ?? Number.NaN;
  const loss = terms.crossEntropy[targetClass] ?? Number.NaN;
  return alphaOfClass(alpha, targetClass) * missing ** gamma * loss;
}

/**
 * Softmax focal loss with a distribution over the classes as target (one-hot, smoothed or soft):
 * FL = −Σ_k α_k y_k (1 − p_k)^γ log p_k. With γ = 0 and weights it is torch.nn.functional.cross_entropy's
 * class-probability form.
 * @param targets K values ≥ 0 that sum to one
 */
export function softmaxFocalLossOfDistribution(
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  parameters: SoftmaxFocalParameters,
  terms = softmaxTerms(logits),
): number {
  let loss = 0;
  for (let k = 0; k < logits.length; k++) {
    const target = targets[k] ?? Number.NaN;
    // A class with target 0 adds nothing, also where −log p_k is infinite.
    if (target !== 0) {
      loss += target * softmaxFocalLoss(logits, k, parameters, terms);
    }
  }
  return loss;
}

/**
 * Gradient of `softmaxFocalLossOfDistribution` by each of the K logits:
 * dFL/dx_j = Σ_k s_k (p_j − [j = k]) with s_k = α_k y_k (1 − p_k)^γ (1 − γ p_k log p_k / (1 − p_k)).
 * @param into K values to write to
 */
export function softmaxFocalLossGradient(
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  { alpha, gamma }: SoftmaxFocalParameters,
  into = new Float64Array(logits.length),
  terms = softmaxTerms(logits),
): Float64Array {
  const { probability, missing, crossEntropy, slope } = terms;
  const classes = logits.length;
  // Σ_{k ≠ j} s_k as what comes before j plus what comes after: a subtraction from Σ s_k would cost the digits of the
  // small ones.
  let before = 0;
  for (let k = 0; k < classes; k++) {
    into[k] = before;
    slope[k] = 0;
    const target = targets[k] ?? Number.NaN;
    if (target === 0) {
      continue;
    }
    const rest = missing[k] ?? Number.NaN;
    // −log p / (1 − p) tends to 1 as p tends to 1, and p log p to 0 as p tends to 0.
    const p = probability[k] ?? Number.NaN;
    const ratio = rest === 0 ? 1 : (crossEntropy[k] ?? Number.NaN) / rest;
    const steepness = p === 0 ? 0 : gamma * p * ratio;
    const pull = target * alphaOfClass(alpha, k) * rest ** gamma * (1 + steepness);
    slope[k] = pull;
    before += pull;
  }
  let after = 0;
  for (let j = classes - 1; j >= 0; j--) {
    const own = slope[j] ?? Number.NaN;
    const others = (into[j] ?? Number.NaN) + after;
    into[j] = (probability[j] ?? Number.NaN) * others - own * (missing[j] ?? Number.NaN);
    after += own;
  }
  return into;
}

function indexOfLargest(values: ArrayLike<number>): number {
  let index = 0;
  for (let k = 1; k < values.length; k++) {
    if ((values[k] ?? Number.NaN) > (values[index] ?? Number.NaN)) {
      index = k;
    }
  }
  return index;
}
