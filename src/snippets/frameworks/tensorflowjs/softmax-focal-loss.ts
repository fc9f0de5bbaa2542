import * as tf from '@tensorflow/tfjs';

/**
 * Focal loss on a softmax, for one class out of several
 * (Lin et al. 2017, arXiv:1708.02002):
 *
 *     FL = -alpha_y * (1 - p_y)**gamma * log(p_y), y being the true class
 *
 * @param logits Predictions before the softmax, the classes on the last axis.
 * @param targets Of the same shape: one-hot, or class probabilities.
 * @param gamma How much easy examples are turned down; 0 is cross-entropy.
 * @param alpha One weight a class; null weighs every class the same.
 * @param reduction 'mean' is over the examples.
 */
export function softmaxFocalLoss(
  logits: tf.Tensor,
  targets: tf.Tensor,
  gamma: number = 2,
  alpha: number[] | null = null,
  reduction: 'none' | 'sum' | 'mean' = 'mean',
): tf.Tensor {
  return tf.tidy(() => {
    tf.util.assertShapesMatch(logits.shape, targets.shape, 'softmaxFocalLoss: ');
    const y = tf.cast(targets, 'float32');
    const x = tf.cast(logits, 'float32');
    const classes = x.shape[x.shape.length - 1] ?? 1;
    const isTop = tf.cast(tf.oneHot(tf.argMax(x, -1), classes), 'float32');
    // The largest logit, of one class also where several have it: max would hand the
    // gradient to each of them.
    const top = tf.sum(tf.where(tf.cast(isTop, 'bool'), x, tf.zerosLike(x)), -1, true);
    const shifted = tf.sub(x, top);
    // The other classes beside the likeliest, whose share is 1: with all their digits
    // even where it is sure.
    const others = tf.sum(tf.mul(tf.sub(1, isTop), tf.exp(shifted)), -1, true);
    // A class without a target stays out: a masked one has an infinite loss.
    const logP = tf.where(tf.greater(y, 0), tf.sub(shifted, tf.log1p(others)), tf.zerosLike(y));
    // 1 - p. Kept off 0, where the power's slope is infinite for gamma < 1.
    const ofTop = tf.mul(isTop, tf.div(others, tf.add(1, others)));
    const ofOthers = tf.mul(tf.sub(1, isTop), tf.neg(tf.expm1(logP)));
    const missing = tf.maximum(tf.add(ofTop, ofOthers), 1e-37);
    let loss = tf.mul(tf.mul(tf.pow(missing, gamma), tf.neg(logP)), y);
    if (alpha !== null) {
      loss = tf.mul(loss, tf.tensor1d(alpha));
    }
    const losses = tf.sum(loss, -1);
    if (reduction === 'none') {
      return losses;
    }
    return reduction === 'mean' ? tf.mean(losses) : tf.sum(losses);
  });
}
