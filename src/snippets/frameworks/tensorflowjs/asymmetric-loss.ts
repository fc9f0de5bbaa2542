import * as tf from '@tensorflow/tfjs';

/**
 * Asymmetric loss on sigmoids, for multi-label targets with few positives
 * (Ridnik et al. 2021, arXiv:2009.14119, eq. 4 to 7), with
 * p_m = max(p - clip, 0):
 *
 *     ASL = -(1 - p)**gammaPositive * log(p)          of a positive
 *     ASL = -p_m**gammaNegative * log(1 - p_m)        of a negative
 *
 * @param logits Predictions before the sigmoid, of any shape.
 * @param targets Of the same shape: 0 or 1, or soft labels in between.
 * @param gammaPositive How much easy positives are turned down.
 * @param gammaNegative How much easy negatives are turned down; at least
 *   gammaPositive.
 * @param clip Negatives with a probability below it count nothing.
 * @param reduction 'mean' is over all elements.
 */
export function asymmetricLoss(
  logits: tf.Tensor,
  targets: tf.Tensor,
  gammaPositive: number = 0,
  gammaNegative: number = 4,
  clip: number = 0.05,
  reduction: 'none' | 'sum' | 'mean' = 'mean',
): tf.Tensor {
  return tf.tidy(() => {
    tf.util.assertShapesMatch(logits.shape, targets.shape, 'asymmetricLoss: ');
    const x = tf.cast(logits, 'float32');
    const y = tf.cast(targets, 'float32');
    const notY = tf.sub(1, y);
    // -log(p) and -log(1 - p), which never overflow.
    const easyPart = tf.log1p(tf.exp(tf.neg(tf.abs(x))));
    const minusLogP = tf.add(tf.maximum(tf.neg(x), 0), easyPart);
    const minusLogRest = tf.add(tf.relu(x), easyPart);
    // 1 - p without a subtraction. Kept off 0, where the power's slope is infinite for
    // gamma < 1.
    const missing = tf.maximum(tf.sigmoid(tf.neg(x)), 1e-37);
    const ofPositives = tf.mul(tf.pow(missing, gammaPositive), minusLogP);
    const shifted = tf.maximum(tf.sub(tf.sigmoid(x), clip), 1e-37);
    const ofNegatives = tf.mul(
      tf.pow(shifted, gammaNegative),
      clip > 0 ? tf.neg(tf.log1p(tf.neg(shifted))) : minusLogRest,
    );
    // A side that a target does not have stays out: its loss may be infinite.
    const none = tf.zerosLike(x);
    const loss = tf.add(
      tf.where(tf.greater(y, 0), tf.mul(y, ofPositives), none),
      tf.where(tf.greater(notY, 0), tf.mul(notY, ofNegatives), none),
    );
    if (reduction === 'none') {
      return loss;
    }
    return reduction === 'mean' ? tf.mean(loss) : tf.sum(loss);
  });
}
