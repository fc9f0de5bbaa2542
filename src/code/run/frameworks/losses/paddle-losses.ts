import { pathsOf } from './paths';

/** The functions of `paddle.nn.functional`. */
export const PADDLE_LOSSES = {
  text: `
import paddle
import torch.nn.functional as T
from focal_loss_evaluator import not_known
from focal_loss_evaluator import paddle as base


def need_floats(x):
    if not x.dtype.is_floating_point:
        raise RuntimeError("The kernel is not registered for integers")


def need_same(input, label):
    need_floats(input)
    if input.dtype != label.dtype:
        raise RuntimeError("The kernel needs a label of the type of the input")
    if input.shape != label.shape:
        raise ValueError("input and label must have the same shape")


def reduced(loss, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError("reduction should be sum, mean or none")
    if reduction == "mean":
        return base.mean(loss)
    return base.sum(loss) if reduction == "sum" else loss


def softmax(x, axis=-1, dtype=None, name=None):
    given = x if dtype is None else base.astype(x, dtype)
    need_floats(given)
    return base.softmax(given, axis)


def log_softmax(x, axis=-1, dtype=None, name=None):
    given = x if dtype is None else base.astype(x, dtype)
    need_floats(given)
    return base.log_softmax(given, axis)


def softplus(x, beta=1, threshold=20, name=None):
    return base.array(T.softplus(x, beta, threshold))


def one_hot(x, num_classes, name=None):
    if not x.dtype.is_integer:
        raise RuntimeError("The kernel of one_hot is registered for integers")
    if base.any(x >= num_classes) or base.any(x < 0):
        raise ValueError("Illegal index value, it should be less than depth")
    return base.one_hot(x, num_classes)


def relu(x, name=None):
    need_floats(x)
    return base.relu(x)


def label_smooth(label, prior_dist=None, epsilon=0.1, name=None):
    need_floats(label)
    prior = 1.0 / label.shape[-1] if prior_dist is None else prior_dist
    return label * (1 - epsilon) + prior * epsilon


def binary_cross_entropy(input, label, weight=None, reduction="mean", name=None):
    need_same(input, label)
    if base.any(input < 0) or base.any(input > 1):
        raise ValueError("Illegal input, input must be greater than or equal to 0 and less than or equal to 1")
    loss = base.array(T.binary_cross_entropy(input, label, reduction="none"))
    return reduced(loss if weight is None else loss * weight, reduction)


def binary_cross_entropy_with_logits(logit, label, weight=None, reduction="mean", pos_weight=None, name=None):
    need_same(logit, label)
    loss = base.array(T.binary_cross_entropy_with_logits(logit, label, pos_weight=pos_weight, reduction="none"))
    return reduced(loss if weight is None else loss * weight, reduction)


def of_classes(logp, label, axis, ignore_index):
    count = logp.shape[axis]
    wrong = (label != ignore_index) & ((label < 0) | (label >= count))
    if base.any(wrong):
        raise IndexError("Label value should be less than the number of classes")
    kept = label != ignore_index
    index = base.where(kept, label, base.zeros_like(label))
    return -base.take_along_axis(logp, index, axis) * base.astype(kept, logp.dtype), index, kept


def shared(total, count):
    return total / (count + base.astype(count == 0, count.dtype))


def with_gradient_of_shares(input, label, axis):
    """Adds 0: the gradient of the softmax takes labels for shares that add up to 1, also where they do not."""
    total = base.logsumexp(input, axis=axis, keepdims=True)
    with paddle.no_grad():
        held = base.logsumexp(input, axis=axis, keepdims=True)
    return (1 - base.sum(label, axis=axis, keepdims=True)) * (total - held)


def cross_entropy(
    input,
    label,
    weight=None,
    ignore_index=-100,
    reduction="mean",
    soft_label=False,
    axis=-1,
    use_softmax=True,
    label_smoothing=0.0,
    name=None,
):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError("The value of reduction in cross_entropy should be sum, mean or none")
    need_floats(input)
    at = axis % input.ndim
    logp = base.log_softmax(input, axis) if use_softmax else base.log(input)
    lacks_axis = label.ndim == input.ndim - 1
    if lacks_axis:
        label = base.expand_dims(label, at)
    if label.ndim != input.ndim:
        raise ValueError("label must have as many dimensions as the input, or one fewer")
    if label_smoothing > 0:
        if not soft_label:
            label = base.moveaxis(base.one_hot(base.squeeze(label, at), input.shape[at]), -1, at)
            soft_label = True
        label = label_smooth(label, epsilon=label_smoothing)
    if soft_label:
        loss = -base.sum(label * logp, axis=at, keepdims=True)
        if use_softmax:
            loss = loss + with_gradient_of_shares(input, label, at)
        if weight is not None:
            if at != input.ndim - 1:
                not_known("weight", "cross_entropy")
            shares = base.sum(label * weight, axis=at, keepdims=True)
            loss = loss * shares
            if reduction == "mean":
                return shared(base.sum(loss), base.sum(shares))
        return reduced(loss, reduction)
    if label.shape[at] != 1:
        raise ValueError("the axis of the classes of the label must have the length 1")
    loss, index, kept = of_classes(logp, base.astype(label, "int64"), at, ignore_index)
    used = base.astype(kept, loss.dtype)
    if weight is not None:
        if weight.shape[-1] != input.shape[at]:
            raise ValueError("input's class_dimension must equal to weight's class_dimension when weight is provided")
        shares = base.reshape(base.gather(weight, base.reshape(index, -1), axis=0), index.shape) * used
        loss = loss * shares
        if reduction == "mean":
            return shared(base.sum(loss), base.sum(shares))
    elif reduction == "mean" and ignore_index >= 0:
        return shared(base.sum(loss), base.sum(used))
    return reduced(base.squeeze(loss, at) if lacks_axis else loss, reduction)


def softmax_with_cross_entropy(
    logits,
    label,
    soft_label=False,
    ignore_index=-100,
    numeric_stable_mode=True,
    return_softmax=False,
    axis=-1,
):
    if label.ndim != logits.ndim:
        raise ValueError("label must have as many dimensions as the logits")
    loss = cross_entropy(logits, label, None, ignore_index, "none", soft_label, axis)
    return (loss, base.softmax(logits, axis)) if return_softmax else loss


def nll_loss(input, label, weight=None, ignore_index=-100, reduction="mean", name=None):
    return base.array(T.nll_loss(input, label, weight, ignore_index=ignore_index, reduction=reduction))


def sigmoid_focal_loss(logit, label, normalizer=None, alpha=0.25, gamma=2.0, reduction="sum", name=None):
    need_same(logit, label)
    p = base.sigmoid(logit)
    p_t = p * label + (1 - p) * (1 - label)
    alpha_t = alpha * label + (1 - alpha) * (1 - label)
    cross_entropies = base.array(T.binary_cross_entropy_with_logits(logit, label, reduction="none"))
    loss = alpha_t * (1 - p_t) ** gamma * cross_entropies
    return reduced(loss if normalizer is None else loss / normalizer, reduction)


def kl_div(input, label, reduction="mean", name=None):
    if input.shape != label.shape:
        raise ValueError("input and label must have the same shape")
    positive = label > 0
    logarithm = base.log(base.where(positive, label, base.ones_like(label)))
    loss = base.where(positive, label * (logarithm - input), base.zeros_like(label * input))
    return base.sum(loss) / input.shape[0] if reduction == "batchmean" else reduced(loss, reduction)


def square_error_cost(input, label):
    return base.square(base.subtract(input, label))


def difference(input, label):
    result = base.subtract(input, label)
    return result if result.dtype.is_floating_point else not_known("input", "loss")


def mse_loss(input, label, reduction="mean", name=None):
    return reduced(base.square(difference(input, label)), reduction)


def l1_loss(input, label, reduction="mean", name=None):
    return reduced(base.abs(difference(input, label)), reduction)


def smooth_l1_loss(input, label, reduction="mean", delta=1.0, name=None):
    if input.shape != label.shape:
        raise ValueError("input and label must have the same shape")
    size = base.abs(difference(input, label))
    return reduced(base.where(size < delta, 0.5 * size * size, delta * (size - 0.5 * delta)), reduction)


def log_loss(input, label, epsilon=0.0001, name=None):
    return -label * base.log(input + epsilon) - (1 - label) * base.log(1 - input + epsilon)


def normalize(x, p=2, axis=1, epsilon=1e-12, name=None):
    if p != 2:
        not_known("p", "normalize")
    need_floats(x)
    size = base.sqrt(base.sum(base.square(x), axis=axis, keepdims=True))
    return x / base.maximum(size, base.full_like(size, epsilon))
`,
  names: {
    ...pathsOf(
      ['paddle.nn.functional', 'paddle.nn.functional.loss'],
      (
        'softmax log_softmax softplus relu one_hot label_smooth binary_cross_entropy binary_cross_entropy_with_logits ' +
        'cross_entropy softmax_with_cross_entropy nll_loss sigmoid_focal_loss kl_div square_error_cost mse_loss l1_loss ' +
        'smooth_l1_loss log_loss normalize'
      ).split(' '),
    ),
    ...pathsOf(['paddle.fluid.layers'], ['softmax_with_cross_entropy', 'log_loss', 'square_error_cost']),
  },
};
