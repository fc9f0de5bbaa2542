import * as tf from '@tensorflow/tfjs';

/**
 * Focal loss of logits and 0/1 targets of one shape, averaged over the positives.
 */
export function sigmoidFocalLoss(logits: tf.Tensor, targets: tf.Tensor, alpha = 0.25, gamma = 2): tf.Scalar {
  return tf.tidy(() => {
    const targetLogits = tf.mul(logits, targets.mul(2).sub(1));
    const crossEntropy = tf.softplus(targetLogits.neg());
    const modulating = tf.exp(tf.softplus(targetLogits).mul(-gamma));
    const alphaT = targets.mul(alpha).add(tf.sub(1, targets).mul(1 - alpha));
    const sum = alphaT.mul(modulating).mul(crossEntropy).sum();
    return sum.div(targets.sum().maximum(1)).asScalar();
  });
}

/** One step of training a linear classifier on an imbalanced set; returns the loss before it. */
export function trainStep(
  features: tf.Tensor2D,
  targets: tf.Tensor2D,
  weights: tf.Variable<tf.Rank.R2>,
  optimizer: tf.Optimizer,
): number {
  return tf.tidy(() => {
    const loss = optimizer.minimize(
      () => sigmoidFocalLoss(tf.matMul(features, weights), targets, /* alpha */ 0.25, /* gamma */ 2),
      true,
      [weights],
    );
    return loss?.dataSync()[0] ?? Number.NaN;
  });
}

const focalLossOptions = { alpha: 0.25, gamma: 2 };
export const focalLoss = (logits: tf.Tensor, targets: tf.Tensor) =>
  sigmoidFocalLoss(logits, targets, focalLossOptions.alpha, focalLossOptions.gamma);
