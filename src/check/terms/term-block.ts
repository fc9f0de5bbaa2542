/** Most loss terms in a block: small enough that all its arrays stay in the processor's cache. */
export const BLOCK_TERMS = 2048;

/**
 * Loss terms, one array entry each. `TermSource` computes them from logits and targets, and every statistic accumulates
 * them. Elements that are ignored, not finite or without a valid target are left out.
 */
export interface TermBlock {
  length: number;
  /** Index of the loss term among all elements, see `indexOfElement`. */
  readonly element: Float64Array;
  /** Position on the class axis: the channel for sigmoid, the target class for softmax. */
  readonly channel: Int32Array;
  /** The target: share of the positive class (sigmoid) or class index (softmax). */
  readonly target: Float64Array;
  /** 1 for a positive, 0 for a negative. */
  readonly positive: Uint8Array;
  /** x_t, the logit of p_t: positive when the model is right. Undefined (NaN) for soft targets. */
  readonly margin: Float64Array;
  /** x; for a sigmoid only. */
  readonly logit: Float64Array;
  /** p_t, the probability given to the target. */
  readonly targetProbability: Float64Array;
  readonly crossEntropy: Float64Array;
  readonly alphaBalancedCrossEntropy: Float64Array;
  /** With α. */
  readonly focal: Float64Array;
  /** FL* with β = 0 and without α; NaN if γ = 0. */
  readonly focalStar: Float64Array;
  /** dFL/dx with α: with respect to the logit (sigmoid) or the target class's logit (softmax). */
  readonly focalGradient: Float64Array;
  /** The given gradient of the same logit; NaN without one. */
  readonly givenGradient: Float64Array;
  /** The given loss of the same element; NaN without one. */
  readonly givenLoss: Float64Array;
  /** The weight, which the losses and the gradient of the element include. */
  readonly weight: Float64Array;
  /** Confidence whose calibration is measured: σ(x) (sigmoid), the largest probability (softmax). */
  readonly confidence: Float64Array;
  /** The class with the largest logit, the first one between equals; of a softmax only. */
  readonly topClass: Int32Array;
  /** Number of classes with a larger logit than the target class, or with the same one and before it; of a softmax only. */
  readonly classesAhead: Int32Array;
  /** The outcome: 1 for a positive (sigmoid), 1 if the top class is the target (softmax). */
  readonly outcome: Float64Array;
}

let block: TermBlock | undefined;

/**
 * The only block of this thread. It is shared, since one batch is finished before the next begins, and a new block for each
 * batch would leave much garbage.
 */
export function sharedTermBlock(): TermBlock {
  block ??= createTermBlock();
  return block;
}

function createTermBlock(): TermBlock {
  const numbers = () => new Float64Array(BLOCK_TERMS);
  return {
    length: 0,
    element: numbers(),
    channel: new Int32Array(BLOCK_TERMS),
    target: numbers(),
    positive: new Uint8Array(BLOCK_TERMS),
    margin: numbers(),
    logit: numbers(),
    targetProbability: numbers(),
    crossEntropy: numbers(),
    alphaBalancedCrossEntropy: numbers(),
    focal: numbers(),
    focalStar: numbers(),
    focalGradient: numbers(),
    givenGradient: numbers(),
    givenLoss: numbers(),
    weight: numbers(),
    confidence: numbers(),
    topClass: new Int32Array(BLOCK_TERMS),
    classesAhead: new Int32Array(BLOCK_TERMS),
    outcome: numbers(),
  };
}
