import * as tf from '@tensorflow/tfjs';

/**
 * Focal loss on sigmoids, for binary and multi-label targets
 * (Lin et al. 2017, arXiv:1708.02002):
 *
 *     FL = -alpha_t * (1 - p_t)**gamma * log(p_t)
 *
 * @param logits Predictions before the sigmoid, of any shape.
 * @param targets Of the same shape: 0 or 1, or soft labels in between.
 * @param alpha Weight of the positives, in [0, 1]; the negatives get 1 - alpha.
 *   null leaves it off.
 * @param gamma How much easy examples are turned down; 0 is cross-entropy.
 * @param reduction 'meanOverPositives' divides the sum by the number of
 *   positives, at least 1, as the paper has it for detectors.
 */
export function focalLoss(
  logits: tf.Tensor,
  targets: tf.Tensor,
  alpha: number | null = 0.25,
  gamma: number = 2,
  reduction: 'none' | 'sum' | 'mean' | 'meanOverPositives' = 'meanOverPositives',
): tf.Tensor {
  return tf.tidy(() => {
    tf.util.assertShapesMatch(logits.shape, targets.shape, 'focalLoss: ');
    const x = tf.cast(logits, 'float32');
    const y = tf.cast(targets, 'float32');
    const notY = tf.sub(1, y);
    // -log(p) and -log(1 - p), which never overflow. A side that a target does not
    // have stays out: its loss may be infinite.
    const easyPart = tf.log1p(tf.exp(tf.neg(tf.abs(x))));
    const ofPositive = tf.mul(y, tf.add(tf.maximum(tf.neg(x), 0), easyPart));
    const ofNegative = tf.mul(notY, tf.add(tf.relu(x), easyPart));
    const none = tf.zerosLike(x);
    const crossEntropy = tf.add(
      tf.where(tf.greater(y, 0), ofPositive, none),
      tf.where(tf.greater(notY, 0), ofNegative, none),
    );
    // 1 - p_t, without subtracting from 1: that would lose every digit of a
    // confident prediction. Kept off 0, where the power's slope is infinite for
    // gamma < 1.
    const missingOnes = tf.mul(y, tf.sigmoid(tf.neg(x)));
    const missingZeros = tf.mul(notY, tf.sigmoid(x));
    const missing = tf.maximum(tf.add(missingOnes, missingZeros), 1e-37);
    let loss = tf.mul(tf.pow(missing, gamma), crossEntropy);
    if (alpha !== null) {
      const alphaT = tf.add(tf.mul(alpha, y), tf.mul(1 - alpha, notY));
      loss = tf.mul(alphaT, loss);
    }
    if (reduction === 'none') {
      return loss;
    }
    if (reduction === 'mean') {
      return tf.mean(loss);
    }
    if (reduction === 'sum') {
      return tf.sum(loss);
    }
    return tf.div(tf.sum(loss), tf.maximum(tf.sum(y), 1));
  });
}
