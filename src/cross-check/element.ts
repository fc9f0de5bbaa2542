import { crossEntropy, focalLoss } from '../loss/binary';
import { softmaxFocalLossOfDistribution, softmaxTerms } from '../loss/softmax';
import { sigmoid, softplus } from '../numerics/stable';
import type { Prepared } from './prepare';

/** One loss of those that are compared, as a function of its logits. */
export interface ComparedElement {
  /** Its logits: one of a sigmoid, a row of a softmax. */
  readonly logits: Float64Array;
  /** The loss at other logits. */
  lossAt(logits: Float64Array): number;
  /** |dFL / d log p_t|. The gradient is this times probabilities, and autodiff computes it as a difference of such terms. */
  readonly pull: number;
  /** −log(1 − p_t): a rounding of the logits is multiplied by it on the way to the loss. */
  readonly confidence: number;
}

/** The element at an index of the losses. */
export function elementAt(prepared: Prepared, at: number): ComparedElement {
  return prepared.tensors.interpretation.link === 'sigmoid'
    ? sigmoidElement(prepared, at)
    : softmaxElement(prepared, at);
}

function sigmoidElement({ logits, formula, weights, gamma, tensors }: Prepared, at: number): ComparedElement {
  const channel = at % tensors.layout.channels;
  const target = formula.targets[at] ?? Number.NaN;
  const positive = weights.positive[channel] ?? Number.NaN;
  const negative = weights.negative[channel] ?? Number.NaN;
  const alpha = positive * target + negative * (1 - target);
  const logit = logits[at] ?? Number.NaN;
  const [p, rest] = [sigmoid(logit), sigmoid(-logit)];
  const missing = target * rest + (1 - target) * p;
  // p (1 − p) / (1 − p_t) is p_t of a hard target, also where 1 − p_t is 0.
  const steepness = target === 1 ? p : target === 0 ? rest : (p * rest) / missing;
  return {
    logits: logits.subarray(at, at + 1),
    lossAt: ([other = Number.NaN]) => alpha * focalLoss(other, target, { alpha: null, gamma }),
    pull: Math.abs(alpha) * missing ** gamma * (1 + gamma * steepness * crossEntropy(logit, target)),
    confidence: target === 1 ? softplus(logit) : target === 0 ? softplus(-logit) : -Math.log(missing),
  };
}

function softmaxElement({ logits, formula, weights, gamma, tensors }: Prepared, at: number): ComparedElement {
  const { channels } = tensors.layout;
  const row = logits.subarray(at * channels, (at + 1) * channels);
  const shares = formula.targets.subarray(at * channels, (at + 1) * channels);
  const alpha = weights.positive;
  const terms = softmaxTerms(row);
  let pull = 0;
  let confidence = 0;
  for (let k = 0; k < channels; k++) {
    const share = shares[k] ?? 0;
    if (share > 0) {
      const missing = terms.missing[k] ?? Number.NaN;
      // −log p / (1 − p) tends to 1 as p tends to 1.
      const ratio = missing === 0 ? 1 : (terms.crossEntropy[k] ?? Number.NaN) / missing;
      const steepness = gamma * (terms.probability[k] ?? Number.NaN) * ratio;
      pull += share * (alpha[k] ?? Number.NaN) * missing ** gamma * (1 + steepness);
      confidence = Math.max(confidence, -Math.log(missing));
    }
  }
  return {
    logits: row,
    lossAt: (other) => softmaxFocalLossOfDistribution(other, shares, { alpha, gamma }),
    pull,
    confidence,
  };
}
