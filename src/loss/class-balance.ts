import { logitOfProbability } from '../numerics/stable';

/**
 * Class-balanced weights α_k ∝ (1 − β) / (1 − β^{n_k}), scaled to sum to the number of classes (Cui et al. 2019,
 * section 4). β = 0 gives equal weights, β → 1 inverse frequencies.
 * @param counts examples of each class, each at least 1
 * @param beta in [0, 1)
 * @throws RangeError for β outside [0, 1) or a class without examples
 */
export function classBalancedAlpha(counts: readonly number[], beta: number): number[] {
  if (!(beta >= 0 && beta < 1)) {
    throw new RangeError(`beta must be at least 0 and below 1; it is ${beta}.`);
  }
  assertExamples(counts);
  return scaledToClasses(counts.map((count) => 1 / effectiveNumber(count, beta)));
}

/** The effective number of examples (1 − β^n) / (1 − β), between 1 and n (Cui et al. 2019, proposition 1). */
export function effectiveNumber(count: number, beta: number): number {
  // 1 − β^n as −expm1(n log β), which is exact also when β^n is close to 1.
  return beta === 0 ? 1 : -Math.expm1(count * Math.log(beta)) / (1 - beta);
}

/**
 * Weights n_k^−power, scaled to sum to the number of classes: inverse frequencies for power 1, their roots for ½.
 * @param counts examples of each class, each at least 1
 * @throws RangeError for a class without examples
 */
export function frequencyWeights(counts: readonly number[], power: number): number[] {
  assertExamples(counts);
  return scaledToClasses(counts.map((count) => count ** -power));
}

function assertExamples(counts: readonly number[]): void {
  const empty = counts.findIndex((count) => !(count >= 1));
  if (empty >= 0) {
    throw new RangeError(`class ${empty} has ${counts[empty]} examples; its weight is undefined.`);
  }
}

function scaledToClasses(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (weight * weights.length) / total);
}

/**
 * The bias −log((1 − π) / π) with which a classification head starts, so that every anchor is predicted positive
 * with probability π (Lin et al. 2017, section 4.1, π = 0.01).
 * @throws RangeError unless π is in (0, 1)
 */
export function priorBias(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`the prior probability must be between 0 and 1; it is ${probability}.`);
  }
  return logitOfProbability(probability);
}
