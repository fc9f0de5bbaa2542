import { pathsOf } from './paths';

/** The functions of `paddle.fluid.layers`, of the first version of PaddlePaddle. */
export const PADDLE_FLUID = {
  text: `
import paddle
import paddle.nn.functional as F
from focal_loss_evaluator import paddle as base


def sigmoid_cross_entropy_with_logits(x, label, ignore_index=-100, name=None, normalize=False):
    loss = F.binary_cross_entropy_with_logits(x, label, reduction="none")
    kept = base.astype(label != ignore_index, x.dtype)
    return loss * kept / base.sum(kept) if normalize else loss * kept


def reduce_mean(input, dim=None, keep_dim=False, name=None):
    return base.mean(input, axis=dim, keepdims=keep_dim)


def softmax(input, use_cudnn=False, name=None, axis=-1):
    return base.softmax(input, axis)


def one_hot(input, depth, allow_out_of_range=False):
    index = base.squeeze(input, -1) if input.ndim > 1 and input.shape[-1] == 1 else input
    return F.one_hot(index, depth)


def label_smooth(label, prior_dist=None, epsilon=0.1, dtype="float32", name=None):
    return F.label_smooth(label, prior_dist, epsilon)


def matmul(x, y, transpose_x=False, transpose_y=False, alpha=1.0, name=None):
    return paddle.matmul(x, y, transpose_x, transpose_y) * alpha


def squeeze(input, axes, name=None):
    return paddle.squeeze(input, axes)


def unsqueeze(input, axes, name=None):
    return paddle.unsqueeze(input, axes)


def fill_constant(shape, dtype, value, name=None):
    return base.full(shape, value, dtype)
`,
  names: {
    ...pathsOf(
      ['paddle.fluid.layers'],
      'sigmoid_cross_entropy_with_logits reduce_mean softmax one_hot label_smooth matmul squeeze unsqueeze fill_constant'.split(
        ' ',
      ),
    ),
  },
};
