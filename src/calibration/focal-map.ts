import { logSumExp } from '../loss/softmax';
import { logitOfProbability, sigmoid, softplus } from '../numerics/stable';
import { rootOf } from './root';

/*
 * Focal loss is not a proper loss: a model at the optimum of its expectation does not give the probability of a class,
 * but a score from which the probability follows in closed form (Charoenphakdee et al. 2021, arXiv 2011.09172, theorem
 * 11; Komisarenko and Kull 2024, arXiv 2408.11598). At the optimum of a sigmoid, with η the probability of the positive
 * class and g the size of the derivative of the loss by the logit,
 *
 *   η α g(x) = (1 − η) (1 − α) g(−x),   g(x) = (1 − p)^γ (1 − p − γ p ln p),   p = σ(x).
 */

/** The parameters of the focal loss that a model was trained with. */
export interface TrainedLoss {
  /** α weighs the positives and 1 − α the negatives, in (0, 1); null without α. */
  readonly alpha: number | null;
  /** γ ≥ 0. */
  readonly gamma: number;
}

/** Parameters of a softmax focal loss that a model was trained with. */
export interface TrainedSoftmaxLoss {
  /** One positive weight per class, or null where all classes count the same. */
  readonly alpha: ArrayLike<number> | null;
  /** γ ≥ 0. */
  readonly gamma: number;
}

/**
 * The logit of the probability of the positive class, from the logit of a score. It increases with the score; γ = 0
 * without α leaves the logit as it is.
 * @param scoreLogit logit of the model's score, as given before the sigmoid
 */
export function probabilityLogit(scoreLogit: number, { alpha, gamma }: TrainedLoss): number {
  if (!Number.isFinite(scoreLogit)) {
    return scoreLogit;
  }
  return (
    (gamma + 1) * scoreLogit + excess(-scoreLogit, gamma) - excess(scoreLogit, gamma) - alphaLogit(alpha)
  );
}

/** The probability of the positive class, in [0, 1], from a score in [0, 1]. */
export function probabilityOfScore(score: number, loss: TrainedLoss): number {
  return sigmoid(probabilityLogit(logitOfProbability(score), loss));
}

/**
 * The logit of the score that a model at its optimum gives where the positive class has a probability: the inverse of
 * `probabilityLogit`. For the share of positives it is the constant that minimises the loss.
 * @param logit logit of the probability of the positive class
 */
export function scoreLogit(logit: number, { alpha, gamma }: TrainedLoss): number {
  const sought = logit + alphaLogit(alpha);
  if (sought === 0 || !Number.isFinite(sought)) {
    return sought;
  }
  // The map without α is odd and at least as steep as the identity, so that the score's logit lies between 0 and this one.
  const withoutAlpha = { alpha: null, gamma };
  const size = Math.abs(sought);
  const root = rootOf((at) => ({ value: probabilityLogit(at, withoutAlpha) - size }), 0, size);
  return Math.sign(sought) * (root ?? size);
}

/**
 * The logarithms of the probabilities of K classes, from the logits of a softmax: the probability of class k is
 * proportional to p_k / (α_k ((1 − p_k)^γ − γ p_k (1 − p_k)^(γ − 1) ln p_k)).
 * @param logits K finite logits
 */
export function logProbabilities(
  logits: ArrayLike<number>,
  { alpha, gamma }: TrainedSoftmaxLoss,
): Float64Array {
  const margins = marginsOf(logits);
  const decoded = margins.map(
    (margin, k) => gamma * softplus(margin) - softplus(-margin) - excess(margin, gamma) - logWeight(alpha, k),
  );
  const total = logSumExp(decoded);
  return decoded.map((value) => value - total);
}

/**
 * The logarithms of the scores that a softmax at its optimum gives where K classes have these probabilities: the inverse
 * of `logProbabilities`.
 * @param logProbability K logarithms of probabilities that sum to one
 */
export function logScores(
  logProbability: ArrayLike<number>,
  { alpha, gamma }: TrainedSoftmaxLoss,
): Float64Array {
  const sought = Float64Array.from(logProbability, (value, k) => value + logWeight(alpha, k));
  // Every margin solves weight(margin) = sought + level; the level is right once the scores sum to one.
  const marginAt = (level: number) => sought.map((value) => marginOfWeight(value + level, gamma));
  const excessOfOne = (level: number) => marginAt(level).reduce((sum, margin) => sum + sigmoid(margin), -1);
  const [least, most] = sought.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
    [0, 0] as readonly [number, number],
  );
  const [low, high] = [-most - WIDEST, -least + WIDEST];
  const level = rootOf((at) => ({ value: excessOfOne(at) }), low, high) ?? 0;
  return marginAt(level).map((margin) => -softplus(-margin));
}

/** Logits of scores are looked for this far from zero. */
const WIDEST = 700;

/** The margin at which p / ((1 − p)^γ − γ p (1 − p)^(γ − 1) ln p) has a logarithm; it increases with the margin. */
function marginOfWeight(sought: number, gamma: number): number {
  const weight = (margin: number) => gamma * softplus(margin) - softplus(-margin) - excess(margin, gamma);
  const root = rootOf((margin) => ({ value: weight(margin) - sought }), -WIDEST, WIDEST);
  return root ?? Math.sign(sought - weight(0)) * WIDEST;
}

/** Beyond this, e^x softplus(−x) is 1 − e^(−x) / 2 to the last digit. */
const LARGE = 36;

/** ln(1 + γ e^x softplus(−x)): by how much g(x) exceeds (1 − p)^(γ + 1), as a logarithm. */
function excess(x: number, gamma: number): number {
  const share = x > LARGE ? 1 - Math.exp(-x) / 2 : Math.exp(x) * softplus(-x);
  return Math.log1p(gamma * share);
}

/** ln(α / (1 − α)). */
function alphaLogit(alpha: number | null): number {
  return alpha === null ? 0 : Math.log(alpha) - Math.log1p(-alpha);
}

function logWeight(alpha: ArrayLike<number> | null, k: number): number {
  return alpha === null ? 0 : Math.log(alpha[k] ?? Number.NaN);
}

/** The logit of each p_k, x_k − ln Σ_{j ≠ k} e^(x_j). */
function marginsOf(logits: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(logits);
  const top = values.reduce((best, value, k) => (value > (values[best] ?? Number.NaN) ? k : best), 0);
  const largest = values[top] ?? 0;
  const powers = values.map((value) => Math.exp(value - largest));
  const others = powers.reduce((sum, power, k) => (k === top ? sum : sum + power), 0);
  // Only the top class needs a sum of the others alone: elsewhere the top keeps the difference large.
  return values.map((value, k) => {
    const rest = k === top ? others : others + 1 - (powers[k] ?? 0);
    return value - largest - Math.log(rest);
  });
}
