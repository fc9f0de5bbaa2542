import { pathsOf } from './paths';

/** The losses of the first version of TensorFlow. */
export const TENSORFLOW_LOSSES = {
  text: `
import tensorflow as tf


def weighted(losses, weights, reduction):
    dtype = losses.dtype
    weights = tf.cast(weights, tf.float32)
    losses = tf.cast(losses, tf.float32) * weights
    if reduction == "none":
        return tf.cast(losses, dtype)
    total = tf.reduce_sum(losses)
    each = tf.broadcast_to(weights, losses.shape)
    if reduction == "weighted_sum_over_batch_size":
        total = total / tf.cast(tf.size(losses), tf.float32)
    elif reduction == "weighted_mean":
        total = tf.math.divide_no_nan(total, tf.reduce_sum(each))
    elif reduction != "weighted_sum":
        total = tf.math.divide_no_nan(total, tf.reduce_sum(tf.cast(each != 0, tf.float32)))
    return tf.cast(total, dtype)


def compute_weighted_loss(
    losses, weights=1.0, scope=None, loss_collection=None, reduction="weighted_sum_by_nonzero_weights"
):
    return weighted(losses, weights, reduction)


def sigmoid_cross_entropy(
    multi_class_labels,
    logits,
    weights=1.0,
    label_smoothing=0,
    scope=None,
    loss_collection=None,
    reduction="weighted_sum_by_nonzero_weights",
):
    labels = tf.cast(multi_class_labels, logits.dtype)
    if label_smoothing > 0:
        labels = labels * (1 - label_smoothing) + 0.5 * label_smoothing
    return weighted(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits), weights, reduction)


def softmax_cross_entropy(
    onehot_labels,
    logits,
    weights=1.0,
    label_smoothing=0,
    scope=None,
    loss_collection=None,
    reduction="weighted_sum_by_nonzero_weights",
):
    labels = tf.stop_gradient(tf.cast(onehot_labels, logits.dtype))
    if label_smoothing > 0:
        labels = labels * (1 - label_smoothing) + label_smoothing / labels.shape[1]
    return weighted(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits), weights, reduction)


def sparse_softmax_cross_entropy(
    labels, logits, weights=1.0, scope=None, loss_collection=None, reduction="weighted_sum_by_nonzero_weights"
):
    return weighted(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits), weights, reduction)
`,
  names: {
    ...pathsOf(
      ['tensorflow.losses', 'tensorflow.compat.v1.losses'],
      [
        'compute_weighted_loss',
        'sigmoid_cross_entropy',
        'softmax_cross_entropy',
        'sparse_softmax_cross_entropy',
      ],
    ),
  },
};
