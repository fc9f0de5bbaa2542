import { pathsOf } from './paths';

/** Functions of TensorFlow and of Keras' backend that are made of others. */
export const TENSORFLOW_FUNCTIONS = {
  text: `
import tensorflow as tf
from focal_loss_evaluator import not_known


class Module:
    def __init__(self, name=None):
        self.name = name


class Layer(Module):
    def __init__(self, trainable=True, name=None, dtype=None, dynamic=False, **kwargs):
        super().__init__(name)
        self.trainable = trainable
        self.dtype = dtype or "float32"

    def __call__(self, *inputs, **settings):
        return self.call(*[self._cast(each) for each in inputs], **settings)

    def _cast(self, x):
        return tf.cast(x, self.dtype) if tf.is_tensor(x) and x.dtype.is_floating else x

    def add_loss(self, losses, **settings):
        pass

    def add_metric(self, value, **settings):
        pass


class Model(Layer):
    def __init__(self, *parts, **settings):
        super().__init__()

    def call(self, *inputs, **settings):
        return not_known("inputs", "Model")


def scalar_mul(scalar, x, name=None):
    return scalar * x


def l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None):
    axis = dim if axis is None else axis
    total = tf.reduce_sum(tf.square(x), axis=axis, keepdims=True)
    return x * tf.math.rsqrt(tf.maximum(total, tf.constant(epsilon, dtype=x.dtype)))


def norm(tensor, ord="euclidean", axis=None, keepdims=False, name=None):
    if ord in ("euclidean", 2):
        return tf.sqrt(tf.reduce_sum(tf.square(tensor), axis=axis, keepdims=keepdims))
    if ord == 1:
        return tf.reduce_sum(tf.abs(tensor), axis=axis, keepdims=keepdims)
    return not_known("ord", "norm")


def reduce_euclidean_norm(input_tensor, axis=None, keepdims=False, name=None):
    return norm(input_tensor, 2, axis, keepdims)


def leaky_relu(features, alpha=0.2, name=None):
    if not features.dtype.is_floating:
        features = tf.cast(features, tf.float32)
    slope = tf.cast(tf.constant(alpha, tf.float32), features.dtype)
    return tf.where(features > 0, features, features * slope)


def elu(features, name=None):
    return tf.where(features > 0, features, tf.math.expm1(tf.minimum(features, 0)))


def swish(features, beta=1.0, name=None):
    return features * tf.sigmoid(beta * features)


def split(value, num_or_size_splits, axis=0, num=None, name=None):
    count = value.shape[axis]
    if isinstance(num_or_size_splits, int):
        if count % num_or_size_splits != 0:
            raise ValueError("the length of the axis must be a multiple of the number of splits")
        sizes = [count // num_or_size_splits] * num_or_size_splits
    else:
        sizes = [int(size) for size in num_or_size_splits]
        known = sum(size for size in sizes if size >= 0)
        sizes = [count - known if size < 0 else size for size in sizes]
    parts, start = [], 0
    for size in sizes:
        parts.append(tf.gather(value, tf.range(start, start + size), axis=axis))
        start += size
    return parts


def slice_of(input_, begin, size, name=None):
    if len(begin) != len(input_.shape):
        raise ValueError("begin and size must have an entry for each axis")
    for axis in range(len(input_.shape)):
        start, length = int(begin[axis]), int(size[axis])
        stop = input_.shape[axis] if length == -1 else start + length
        input_ = tf.gather(input_, tf.range(start, stop), axis=axis)
    return input_


def reverse(tensor, axis, name=None):
    for at in axis:
        tensor = tf.gather(tensor, tf.range(tensor.shape[at] - 1, -1, -1), axis=at)
    return tensor


def repeat(input, repeats, axis=None, name=None):
    if axis is None:
        input, axis = tf.reshape(input, [-1]), 0
    count = input.shape[axis]
    counts = [int(repeats)] * count if isinstance(repeats, int) else [int(each) for each in repeats]
    return tf.gather(input, [at for at in range(count) for _ in range(counts[at])], axis=axis)


def pad(tensor, paddings, mode="CONSTANT", constant_values=0, name=None):
    if mode != "CONSTANT":
        not_known("mode", "pad")
    if len(paddings) != len(tensor.shape):
        raise ValueError("paddings must have an entry for each axis")
    for axis, (before, after) in enumerate(paddings):
        for count, is_first in ((int(before), True), (int(after), False)):
            if count > 0:
                shape = list(tensor.shape)
                shape[axis] = count
                edge = tf.cast(tf.fill(shape, constant_values), tensor.dtype)
                tensor = tf.concat([edge, tensor] if is_first else [tensor, edge], axis)
    return tensor


def map_fn(fn, elems, dtype=None, fn_output_signature=None, parallel_iterations=None, back_prop=True, name=None):
    if isinstance(elems, (list, tuple)):
        rows = zip(*[tf.unstack(each) for each in elems])
        results = [fn(tuple(row)) for row in rows]
    else:
        results = [fn(row) for row in tf.unstack(elems)]
    return stacked(results)


def vectorized_map(fn, elems, fallback_to_while_loop=True, warn=True):
    return map_fn(fn, elems)


def stacked(results):
    if isinstance(results[0], tuple):
        return tuple(stacked(list(parts)) for parts in zip(*results))
    return tf.stack(results)


def to_categorical(x, num_classes=None, dtype="float32"):
    index = tf.cast(x, "int32")
    if len(index.shape) > 1 and index.shape[-1] == 1:
        index = tf.squeeze(index, axis=-1)
    return tf.one_hot(index, int(tf.reduce_max(index)) + 1 if num_classes is None else num_classes, dtype=dtype)


def repeat_elements(x, rep, axis):
    return repeat(x, rep, axis)


def batch_dot(x, y, axes=None):
    if axes is None or axes == [1, 1] or axes == 1:
        if len(x.shape) == 2 and len(y.shape) == 2:
            return tf.reduce_sum(x * y, axis=1, keepdims=True)
    return not_known("axes", "batch_dot")


def hard_sigmoid(x):
    return tf.clip_by_value(0.2 * x + 0.5, 0.0, 1.0)


def in_train_phase(x, alt, training=None):
    return x() if callable(x) else x


def value_of(x):
    return x


def print_tensor(x, message=""):
    return x


def check_numerics(tensor, message="", name=None):
    return tensor


class Policy:
    name = compute_dtype = variable_dtype = "float32"


def global_policy():
    return Policy()
`,
  names: {
    ...pathsOf(['tensorflow', 'tensorflow.math'], ['scalar_mul', 'l2_normalize', 'reduce_euclidean_norm']),
    ...pathsOf(['tensorflow', 'tensorflow.linalg'], ['norm']),
    ...pathsOf(['tensorflow'], ['Module']),
    ...pathsOf(['keras.layers', 'tensorflow.keras.layers'], ['Layer']),
    ...pathsOf(['keras', 'keras.models', 'tensorflow.keras', 'tensorflow.keras.models'], ['Model']),
    ...pathsOf(['tensorflow'], {
      split: 'split',
      slice: 'slice_of',
      reverse: 'reverse',
      repeat: 'repeat',
      pad: 'pad',
      map_fn: 'map_fn',
      vectorized_map: 'vectorized_map',
    }),
    ...pathsOf(['tensorflow.debugging', 'tensorflow'], ['check_numerics']),
    ...pathsOf(['keras.mixed_precision', 'tensorflow.keras.mixed_precision'], {
      global_policy: 'global_policy',
      dtype_policy: 'global_policy',
    }),
    ...pathsOf(['tensorflow.nn'], {
      l2_normalize: 'l2_normalize',
      leaky_relu: 'leaky_relu',
      elu: 'elu',
      swish: 'swish',
      silu: 'swish',
    }),
    ...pathsOf(['keras.utils', 'tensorflow.keras.utils', 'keras.utils.np_utils'], ['to_categorical']),
    ...pathsOf(['keras.backend', 'tensorflow.keras.backend'], {
      l2_normalize: 'l2_normalize',
      elu: 'elu',
      repeat_elements: 'repeat_elements',
      reverse: 'reverse',
      batch_dot: 'batch_dot',
      hard_sigmoid: 'hard_sigmoid',
      in_train_phase: 'in_train_phase',
      get_value: 'value_of',
      eval: 'value_of',
      print_tensor: 'print_tensor',
      map_fn: 'map_fn',
    }),
  },
};
