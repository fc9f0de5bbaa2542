import { pathsOf } from './paths';

/** Optax. */
export const OPTAX_LOSSES = {
  text: `
import jax
import jax.numpy as jnp


def sigmoid_binary_cross_entropy(logits, labels):
    labels = labels.astype(logits.dtype)
    return -labels * jax.nn.log_sigmoid(logits) - (1.0 - labels) * jax.nn.log_sigmoid(-logits)


def sigmoid_focal_loss(logits, labels, *, alpha=None, gamma=2.0):
    labels = labels.astype(logits.dtype)
    log_p = jnp.where(labels == 1, -jnp.inf, jax.nn.log_sigmoid(logits))
    log_q = jnp.where(labels == 0, -jnp.inf, jax.nn.log_sigmoid(-logits))
    most = jax.lax.stop_gradient(jnp.maximum(log_p, log_q))
    log_missing = most + jnp.log((1 - labels) * jnp.exp(log_p - most) + labels * jnp.exp(log_q - most))
    loss = sigmoid_binary_cross_entropy(logits, labels) * jnp.exp(gamma * log_missing)
    if alpha is None:
        return loss
    return (alpha * labels + (1.0 - alpha) * (1.0 - labels)) * loss


def softmax_cross_entropy(logits, labels, axis=-1):
    return -jnp.sum(labels * jax.nn.log_softmax(logits, axis=axis), axis=axis)


def softmax_cross_entropy_with_integer_labels(logits, labels, axis=-1):
    picked = jnp.take_along_axis(logits, jnp.expand_dims(labels, axis), axis=axis).squeeze(axis)
    return jax.nn.logsumexp(logits, axis=axis) - picked


def poly_loss_cross_entropy(logits, labels, epsilon=2.0, axis=-1):
    one_minus_pt = jnp.sum(labels * (1 - jax.nn.softmax(logits, axis=axis)), axis=axis)
    return softmax_cross_entropy(logits, labels, axis) + epsilon * one_minus_pt


def smooth_labels(labels, alpha):
    return (1.0 - alpha) * labels + alpha / labels.shape[-1]


def projection_non_negative(tree):
    return jnp.maximum(tree, 0)


def projection_box(tree, lower, upper):
    return jnp.clip(tree, lower, upper)


def projection_hypercube(tree, scale=1.0):
    return jnp.clip(tree, 0.0, scale)
`,
  names: {
    ...pathsOf(
      ['optax', 'optax.losses'],
      [
        'sigmoid_binary_cross_entropy',
        'sigmoid_focal_loss',
        'softmax_cross_entropy',
        'softmax_cross_entropy_with_integer_labels',
        'poly_loss_cross_entropy',
        'smooth_labels',
      ],
    ),
    ...pathsOf(['optax.projections'], ['projection_non_negative', 'projection_box', 'projection_hypercube']),
  },
};
