import { pathsOf } from './paths';

/** TensorFlow Addons, whose wrapper is that of Keras. */
export const TENSORFLOW_ADDONS = {
  text: `
import tensorflow as tf
from tensorflow.keras import backend as K
from keras.losses import LossFunctionWrapper


def sigmoid_focal_crossentropy(y_true, y_pred, alpha=0.25, gamma=2.0, from_logits=False):
    if gamma and gamma < 0:
        raise ValueError("Value of gamma should be greater than or equal to zero.")
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, dtype=y_pred.dtype)
    loss = K.binary_crossentropy(y_true, y_pred, from_logits=from_logits)
    p = tf.sigmoid(y_pred) if from_logits else y_pred
    p_t = y_true * p + (1 - y_true) * (1 - p)
    if alpha:
        alpha = tf.cast(alpha, dtype=y_true.dtype)
        loss = (y_true * alpha + (1 - y_true) * (1 - alpha)) * loss
    if gamma:
        loss = tf.pow(1.0 - p_t, tf.cast(gamma, dtype=y_true.dtype)) * loss
    return tf.reduce_sum(loss, axis=-1)


class SigmoidFocalCrossEntropy(LossFunctionWrapper):
    def __init__(
        self, from_logits=False, alpha=0.25, gamma=2.0, reduction="none", name="sigmoid_focal_crossentropy"
    ):
        super().__init__(
            sigmoid_focal_crossentropy, name=name, reduction=reduction, from_logits=from_logits, alpha=alpha, gamma=gamma
        )
`,
  names: {
    ...pathsOf(
      ['tensorflow_addons.losses', 'tensorflow_addons.losses.focal_loss'],
      ['sigmoid_focal_crossentropy', 'SigmoidFocalCrossEntropy'],
    ),
    'tensorflow_addons.utils.keras_utils.LossFunctionWrapper': 'LossFunctionWrapper',
  },
};
