"""Single operations of NumPy, JAX, TensorFlow and Keras with random shapes, types and arguments."""

from __future__ import annotations

import random

import numpy as np

from run_harness import Array, Case

SHAPES = [(3,), (4, 3), (1, 3), (4, 1), (2, 4, 3)]
FLOATS = ["float32", "float64", "float32"]
# JAX has the types of 32 bits; its float64 is tested with losses. Booleans come as comparisons, except in TensorFlow, which
# refuses them as numbers.
TYPES = {
    "numpy": [*FLOATS, "int64", "int32"],
    "jax": ["float32", "float32", "int32"],
    "tensorflow": [*FLOATS, "int32", "int64", "bool"],
    "keras": [*FLOATS, "int32"],
}
HEADS = {
    "numpy": "import numpy as np",
    "jax": "import jax\nimport jax.numpy as np",
    "tensorflow": "import tensorflow as tf\nfrom tensorflow.keras import backend as K",
    "keras": "import keras\nfrom keras import ops",
}

OPERATORS = """
x + 1;1 - x;x - 1.5;x * 2;0.25 * x;x / 2;1 / (x + 5);x ** 2;x == 1;x > 0.5;x != 0;x >= 1;-x;abs(x);x % 3;x * True
x[None];x[..., None];x[0];x[-1];x[1:];x[::2];x[..., 0];x[:, 1];x[:, -1:];x[0:1, 0];x[x > 0];x[[0, 0]]
"""
OPERATOR_PAIRS = "x + y;x - y;x * y;x / (y * y + 1);x == y;x < y;x >= y;x @ y;(x > 0) & (y > 0);(x > 0) | (y < 0)"

NUMPY = """
np.exp(x);np.log(abs(x) + 1);np.log1p(abs(x));np.expm1(x);np.sqrt(abs(x));np.square(x);np.sign(x);np.abs(x);np.floor(x);np.ceil(x);np.tanh(x);np.log2(abs(x) + 1);np.negative(x)
np.clip(x, 0, 1);np.clip(x, -0.5, None);np.clip(x, 1e-7, 1 - 1e-7);np.maximum(x, 0);np.minimum(x, 0.5);np.where(x > 0, x, -x);np.where(x > 0, x, 0.0);np.where(x > 0, 0.25, 0.75);np.power(x, 2);np.power(abs(x) + 1, 0.5)
np.isnan(x / x);np.isfinite(1 / x);np.isinf(1 / x);np.logical_not(x > 0);np.logical_and(x > 0, x < 1);np.logical_or(x > 0, x < -1);np.ones_like(x) - x;np.zeros_like(x) + x;np.full_like(x, 0.25);np.round(x)
np.expand_dims(x, 0);np.expand_dims(x, -1);np.squeeze(x);np.squeeze(x, -1);np.squeeze(x[None], 0);np.transpose(x);x.T;np.reshape(x, (-1,));x.reshape(-1);x.reshape(-1, 1);x.reshape((3, -1));np.ravel(x);x.flatten();np.concatenate([x, x * 2]);np.concatenate([x, x], axis=-1);np.stack([x, x + 1]);np.stack([x, x], axis=-1)
np.moveaxis(x, 0, -1);np.take_along_axis(x, np.argmax(x, axis=-1)[..., None], axis=-1);np.cumsum(x, axis=0);np.count_nonzero(x);np.eye(3)[abs(x).astype("int32") % 3];np.arange(3) * x;np.arange(0, 3)[None] + x
x.astype("float32");x.astype(np.float32) * 2;x.astype("int32");np.asarray([0.5, 2.0, 1.0]) * x;np.array(x);np.nan_to_num(np.log(x));np.swapaxes(x, 0, -1);np.tile(x, 2);np.broadcast_to(x, (2, 4, 3));np.mean(x).astype("float32")
x.mean();x.sum(axis=0);x.max();x.min(axis=-1);x.mean(axis=-1, keepdims=True);x.std();np.var(x, axis=0);x.any();x.all();np.linalg.norm(x);np.select([x > 1, x > 0], [x, x * 2], 0.5);np.dot(x, np.ones(3, dtype="float32"))
"""
NUMPY_ALONE = """
np.hstack([x, x]);np.vstack([x, x * 2]);np.outer(x, x);np.take(x, [0, 0], axis=0);np.take(x, [0, 1], axis=-1);np.take(x, [0, 2]);np.repeat(x, 2, axis=0);np.repeat(x, 3);np.isclose(x, x + 1e-9);np.linspace(0, 1, 5);np.linspace(0, 1, 4, endpoint=False);np.identity(3);np.sort(x);np.sort(x, axis=0);np.argsort(x);np.argsort(x, axis=0);np.median(x);np.median(x, axis=0);np.median(x, axis=-1, keepdims=True)
np.atleast_1d(x);np.zeros(np.array([2, 3]));np.ones(-1);np.bincount(abs(np.ravel(x)).astype("int64"));np.bincount(abs(np.ravel(x)).astype("int64"), minlength=12);np.reshape(x, newshape=(-1,));np.reshape(x, (-1, 2), order="F");x.reshape(2, -1, order="F");x.flatten("F");np.ravel(x, order="C");x.astype("int");x.astype("float") / 3;x[:, np.newaxis]
"""
NUMPY_PAIRS = "np.maximum(x, y);np.minimum(x, y);np.logaddexp(x, y);np.where(x > 0, x, y);np.where(y > 0, 1.0, x);np.power(abs(x) + 1, y);np.multiply(x, y);np.subtract(x, y);np.divide(x, y * y + 1);np.add(x, y);np.equal(x, y);np.clip(x, y, 2);np.concatenate([x, y]);np.stack([x, y]);np.matmul(x, y);np.einsum('ij,ij->i', x, y);np.dot(x, y)"
JAX = """
jax.nn.sigmoid(x);jax.nn.log_sigmoid(x);jax.nn.softplus(x);jax.nn.relu(x);jax.nn.softmax(x);jax.nn.softmax(x / 4, axis=0);jax.nn.log_softmax(x);jax.nn.log_softmax(x, axis=0);jax.nn.logsumexp(x);jax.nn.logsumexp(x, axis=-1, keepdims=True);jax.scipy.special.logsumexp(x, axis=0)
jax.nn.one_hot(abs(x).astype("int32") % 5, 4);jax.nn.one_hot(abs(x).astype("int32") % 3, 3, axis=0);jax.lax.stop_gradient(x) * x;jax.lax.select(x > 0, x, x * 2);jax.lax.clamp(0.0, x, 0.5);jax.lax.log1p(jax.lax.exp(x));jax.lax.max(x, x * 2);jax.lax.mul(x, jax.lax.neg(x));jax.scipy.special.xlogy(x, 2.0);jax.scipy.special.expit(x);x.at[0].set(2.0);x.at[..., 0].add(1);x.at[0].multiply(2);x[5];x.at[x > 0].set(0);jax.numpy.argmax(x, axis=-1);jax.numpy.argmin(x);jax.vmap(lambda row: row - row.max())(x);jax.vmap(lambda row: row * 2, in_axes=-1, out_axes=1)(x);jax.vmap(lambda a, b: a * b, in_axes=(0, None))(x, 2.0);jax.vmap(lambda a, b: (a * b, b))(x, x)[0];jax.vmap(lambda a, b: a * b)(x, x[:1])
"""
TENSORFLOW = """
tf.exp(x);tf.math.log(tf.abs(x) + 1);tf.math.log1p(tf.abs(x));tf.sqrt(tf.abs(x));tf.square(x);tf.sign(x);tf.abs(x);tf.floor(x);tf.round(x);tf.tanh(x);tf.sigmoid(x);tf.nn.sigmoid(x);tf.math.sigmoid(x);tf.math.log_sigmoid(x);tf.nn.softplus(x);tf.nn.relu(x)
tf.nn.softmax(x);tf.nn.softmax(x, axis=0);tf.nn.log_softmax(x);tf.math.reduce_logsumexp(x, axis=-1);tf.reduce_logsumexp(x);tf.clip_by_value(x, 0, 1);tf.clip_by_value(x, 1e-7, 1 - 1e-7);tf.maximum(x, 0);tf.minimum(x, 0.5);tf.where(x > 0, x, -x);tf.where(x > 0, x, 0.0);tf.where(x > 0, 0.25, 0.75);tf.where(tf.equal(x, 1), x, tf.ones_like(x))
tf.pow(x, 2);tf.pow(tf.abs(x) + 1, 0.5);tf.math.is_nan(x);tf.math.is_inf(1 / x);tf.logical_not(x > 0);tf.logical_and(x > 0, x < 1);tf.ones_like(x) - x;tf.zeros_like(x) + x;tf.ones_like(x, dtype=tf.float32);tf.fill([2, 3], 0.5) + x;tf.fill(tf.shape(x), 0.5);tf.zeros(tf.shape(x));tf.ones([tf.shape(x)[0], 2]);tf.zeros([-1])
tf.expand_dims(x, 0);tf.expand_dims(x, -1);tf.squeeze(x);tf.squeeze(x, axis=-1);tf.squeeze(x[None], axis=[0]);tf.transpose(x);tf.reshape(x, [-1]);tf.reshape(x, (-1, 1));tf.reshape(x, [3, -1]);tf.concat([x, x * 2], axis=0);tf.concat([x, x], -1);tf.stack([x, x + 1]);tf.stack([x, x], axis=-1);tf.tile(x[0], [2] * len(x.shape[1:]));tf.broadcast_to(x, [2, 4, 3])
tf.cast(x, tf.float32);tf.cast(0.6, tf.float64);tf.cast(x, "int32");tf.cast(x > 0, x.dtype);tf.argmax(x, axis=-1);tf.argmax(x);tf.argmin(x, axis=-1, output_type=tf.int32);tf.math.cumsum(x, axis=0);tf.math.count_nonzero(x);tf.shape(x);tf.size(x);tf.rank(x);tf.one_hot(tf.cast(tf.abs(x), tf.int32) % 4, 3);tf.one_hot(tf.cast(tf.abs(x), tf.int32), 3, axis=0)
tf.gather(x, [0, 0]);tf.gather(x, [0, 1], axis=-1);tf.gather(x, 0);tf.boolean_mask(x, x > 0);tf.unstack(x)[0];tf.math.divide_no_nan(x, x + 1);tf.math.multiply_no_nan(x, x);tf.math.xlogy(x, tf.abs(x));tf.stop_gradient(x) * x;tf.identity(x);tf.constant([0.5, 2.0, 1.0], dtype=x.dtype) * x;tf.constant([1.0, 2.0, 3.0]) * x;tf.range(3);tf.eye(3);x * [1.0, 2.0, 3.0];x + [1, 2, 3];tf.negative(x);tf.math.reciprocal(x + 5)
tf.reduce_sum(x);tf.reduce_sum(x, axis=0);tf.reduce_sum(x, axis=[0, -1]);tf.reduce_mean(x);tf.reduce_mean(x, axis=-1, keepdims=True);tf.reduce_max(x);tf.reduce_min(x, axis=-1);tf.reduce_prod(x, axis=0);tf.reduce_any(x > 0);tf.reduce_all(x > 0, axis=-1);tf.cond(tf.reduce_sum(x) > 0, lambda: x, lambda: -x)
tf.math.rsqrt(x);tf.math.squared_difference(x, 0.5);tf.math.reduce_variance(x);tf.math.reduce_std(x, axis=-1);tf.math.reduce_std(x, axis=0, keepdims=True);tf.math.softmax(x);tf.math.log_softmax(x, axis=0);tf.math.softplus(x);tf.math.add_n([x, x, x]);tf.add_n([x, -x]);tf.math.logical_xor(x > 0, x < 1);tf.dtypes.cast(x, tf.dtypes.float32);tf.is_tensor(x) + 0 * x;tf.ensure_shape(x, (None, 3)) * 2;tf.ensure_shape(x, (4, 3));K.cumsum(x);tf.math.cumsum(x);K.cumsum(x, axis=-1);x * (2 if K.dtype(x) == 'float32' else 3);x * (2 if K.image_data_format() == 'channels_last' else 3)
K.sum(x);K.sum(x, axis=-1);K.mean(x);K.mean(x, axis=0, keepdims=True);K.max(x);K.clip(x, 0.1, 0.9);K.pow(x, 2.);K.exp(x);K.log(K.abs(x) + 1);K.square(x);K.equal(x, 1);K.cast(x, "float32");K.cast(K.equal(x, 1), K.floatx());K.flatten(x);K.batch_flatten(x);K.expand_dims(x);K.argmax(x);K.sigmoid(x);K.softmax(x);K.softplus(x);K.ones_like(x);K.zeros_like(x);K.epsilon() + x;K.switch(x > 0, x, -x);K.stack([x, x]);K.concatenate([x, x]);K.sqrt(K.abs(x));K.round(x);K.sign(x);K.all(x > 0);K.any(x > 0);K.prod(x);K.min(x);K.relu(x);K.stop_gradient(x) * x;K.permute_dimensions(x, (1, 0));K.greater(x, 0);K.transpose(x);K.reshape(x, (-1,));K.one_hot(K.cast(K.abs(x), "int32"), 4);K.constant(0.5) + x;K.ndim(x);K.int_shape(x)[0]
tf.math.scalar_mul(2.0, x);tf.scalar_mul(0.5, x);tf.math.l2_normalize(x, axis=-1) + x;tf.nn.l2_normalize(x, axis=0) + x;tf.norm(x);tf.norm(x, axis=-1);tf.norm(x, ord=1, axis=0);tf.math.reduce_euclidean_norm(tf.cast(x, tf.float32));tf.nn.leaky_relu(tf.cast(x, tf.float32));tf.nn.leaky_relu(tf.cast(x, tf.float32), alpha=0.1);tf.nn.elu(x);tf.nn.swish(x);tf.nn.silu(x);tf.split(x, 3, axis=-1)[1];tf.split(x, [1, -1], axis=-1)[1]
tf.slice(x, [0, 0], [2, -1]);tf.reverse(x, axis=[0]);tf.repeat(x, 2, axis=0);tf.repeat(x, 2);tf.pad(x, [[1, 0], [0, 2]]);tf.pad(tf.cast(x, tf.float32), [[0, 1], [1, 1]], constant_values=1);tf.map_fn(lambda row: tf.reduce_sum(row * row), x);tf.vectorized_map(lambda row: row * 2, x);tf.keras.utils.to_categorical(tf.cast(tf.abs(x[:, 0]), tf.int32) % 3, 3) + 0 * x;tf.math.mod(x, 3)
tf.compat.v1.nn.sigmoid(x);tf.compat.v1.reduce_sum(x, axis=0, keep_dims=True);tf.compat.v1.reduce_mean(x, reduction_indices=1);tf.compat.v1.nn.softmax(x, dim=0);tf.compat.v1.argmax(x, dimension=1);tf.compat.v1.expand_dims(x, dim=0);tf.compat.v1.squeeze(x[None], squeeze_dims=[0]);tf.compat.v1.losses.sigmoid_cross_entropy(tf.cast(x > 0, tf.float32), tf.cast(x, tf.float32));tf.compat.v1.losses.softmax_cross_entropy(tf.nn.softmax(-tf.cast(x, tf.float32)), tf.cast(x, tf.float32), weights=2.0);tf.compat.v1.losses.compute_weighted_loss(tf.cast(x, tf.float32), tf.cast(x > 0, tf.float32));tf.compat.v1.losses.sigmoid_cross_entropy(tf.cast(x > 0, tf.float32), tf.cast(x, tf.float32), label_smoothing=0.1, weights=0.5, reduction="none")
tf.ones(3, 1) + tf.cast(x, 1);tf.zeros([2], 3);tf.cast(x, 10);tf.debugging.check_numerics(tf.cast(x, tf.float32), "x");tf.compat.v1.nn.weighted_cross_entropy_with_logits(targets=tf.cast(x > 0, tf.float32), logits=tf.cast(x, tf.float32), pos_weight=2.0);x * (2 if tf.keras.mixed_precision.global_policy().compute_dtype == 'float32' else 3)
x.shape.rank * x;x.shape.ndims * x;x.shape.num_elements() * x;len(x.get_shape().as_list()) * x;tf.keras.activations.sigmoid(x);tf.keras.activations.softmax(x);K.l2_normalize(x, axis=-1) + x;K.elu(x);K.repeat_elements(x, 2, axis=0);K.var(tf.cast(x, tf.float32));K.std(tf.cast(x, tf.float32), axis=-1);K.arange(0, 3);K.cast_to_floatx(x.numpy() * 0 + 2) + tf.cast(x, tf.float32)
"""
TENSORFLOW_PAIRS = "tf.math.squared_difference(x, y);tf.linalg.matmul(x, y);tf.add_n([x, y]);tf.maximum(x, y);tf.minimum(x, y);tf.where(x > 0, x, y);tf.multiply(x, y);tf.subtract(x, y);tf.divide(x, y * y + 1);tf.add(x, y);tf.equal(x, y);tf.greater(x, y);tf.pow(tf.abs(x) + 1, y);tf.concat([x, y], 0);tf.matmul(x, y);tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=x);tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=x);tf.nn.weighted_cross_entropy_with_logits(y, x, 2.0);K.binary_crossentropy(tf.sigmoid(y), tf.sigmoid(x));K.categorical_crossentropy(y, tf.nn.softmax(x));tf.math.divide_no_nan(x, y);tf.einsum('ij,ij->i', x, y);K.binary_crossentropy(y, x, from_logits=True)"
KERAS = """
ops.exp(x);ops.log(ops.abs(x) + 1);ops.log1p(ops.abs(x));ops.sqrt(ops.abs(x));ops.square(x);ops.sign(x);ops.abs(x);ops.tanh(x);ops.sigmoid(x);ops.log_sigmoid(x);ops.softplus(x);ops.relu(x);ops.softmax(x);ops.softmax(x, axis=0);ops.log_softmax(x);ops.logsumexp(x);ops.logsumexp(x, axis=-1);ops.clip(x, 0, 1);ops.clip(x, 1e-7, 1 - 1e-7);ops.maximum(x, 0);ops.minimum(x, 0.5)
ops.where(x > 0, x, -x);ops.where(x > 0, x, 0.0);ops.where(x > 0, 0.25, 0.75);ops.power(x, 2);ops.power(ops.abs(x) + 1, 0.5);ops.isnan(x);ops.logical_not(x > 0);ops.logical_and(x > 0, x < 1);ops.ones_like(x);ops.zeros_like(x);ops.full_like(x, 0.25);ops.expand_dims(x, 0);ops.expand_dims(x, -1);ops.squeeze(x);ops.squeeze(x, axis=-1);ops.squeeze(x[None], axis=0);ops.transpose(x);ops.reshape(x, (-1,));ops.reshape(x, (3, -1));ops.concatenate([x, x * 2]);ops.concatenate([x, x], axis=-1);ops.stack([x, x + 1])
ops.cast(x, "float32");ops.cast(x, "int32");ops.argmax(x, axis=-1);ops.count_nonzero(x);ops.shape(x)[0];ops.size(x);ops.one_hot(ops.cast(ops.abs(x), "int32"), 4);ops.take(x, [0, 0], axis=0);ops.take(x, [0, 1], axis=-1);ops.stop_gradient(x) * x;ops.convert_to_tensor([0.5, 2.0, 1.0]) + ops.cast(x, "float32");ops.arange(3);ops.multiply(x, 2);ops.multiply(x, 0.5);ops.add(x, 1);ops.subtract(1, x);ops.subtract(1.0, x);ops.divide(x, 2);ops.equal(x, 1);ops.not_equal(x, 0);ops.greater(x, 0.5);ops.negative(x);ops.nan_to_num(x);ops.moveaxis(x, 0, -1);ops.tile(x, 2)
ops.sum(x);ops.sum(x, axis=0);ops.sum(x, axis=(0, -1));ops.mean(x);ops.mean(x, axis=-1, keepdims=True);ops.max(x);ops.min(x, axis=-1);ops.prod(x, axis=0);ops.any(x > 0);ops.all(x > 0, axis=-1);ops.ndim(x);ops.take_along_axis(x, ops.expand_dims(ops.argmax(x, axis=-1), -1), axis=-1);ops.swapaxes(x, 0, -1);ops.std(x);ops.var(x, axis=0)
"""
KERAS_PAIRS = "ops.maximum(x, y);ops.minimum(x, y);ops.where(x > 0, x, y);ops.multiply(x, y);ops.subtract(x, y);ops.divide(x, y * y + 1);ops.add(x, y);ops.equal(x, y);ops.power(ops.abs(x) + 1, y);ops.concatenate([x, y]);ops.matmul(x, y);ops.binary_crossentropy(y, x, from_logits=True);ops.binary_crossentropy(ops.sigmoid(y), ops.sigmoid(x));ops.categorical_crossentropy(y, x, from_logits=True);ops.categorical_crossentropy(y, ops.softmax(x));ops.einsum('ij,ij->i', x, y)"

EXPRESSIONS = {
    "numpy": (OPERATORS + NUMPY + NUMPY_ALONE, f"{OPERATOR_PAIRS};{NUMPY_PAIRS}"),
    "jax": (OPERATORS + NUMPY + JAX, f"{OPERATOR_PAIRS};{NUMPY_PAIRS}"),
    "tensorflow": (OPERATORS + TENSORFLOW, f"{OPERATOR_PAIRS};{TENSORFLOW_PAIRS}"),
    "keras": (KERAS, KERAS_PAIRS),
}


def array_operations(framework: str, of_one: int, of_two: int) -> list[Case]:
    """So many cases an expression of one and of two arrays."""
    chooser = random.Random(31)
    generator = np.random.default_rng(37)
    single, pairs = EXPRESSIONS[framework]
    types = TYPES[framework]
    cases = []

    def some(shape: tuple[int, ...], dtype: str) -> Array:
        return Array.of((generator.standard_normal(shape) * 2).astype(dtype))

    def add(expression: str, inputs: list[Array]) -> None:
        names = "x, y"[: 3 * len(inputs) - 2]
        source = f"{HEADS[framework]}\n\n\ndef case({names}):\n    return {expression}\n"
        described = ", ".join(f"{array.shape} {array.dtype}" for array in inputs)
        cases.append(Case(f"{expression} of {described}", source, inputs, [array.is_floating for array in inputs], framework))

    for expression in parts(single):
        for shape in [(4, 3), *chooser.sample(SHAPES, of_one - 1)]:
            add(expression, [some(shape, chooser.choice(types))])
    for expression in parts(pairs):
        for turn in range(of_two):
            shapes = chooser.sample(SHAPES, 2) if chooser.random() < 0.5 else [chooser.choice(SHAPES)] * 2
            kinds = [chooser.choice(types), chooser.choice(types)] if turn % 2 else [chooser.choice(FLOATS[-1:])] * 2
            add(expression, [some(shape, dtype) for shape, dtype in zip(shapes, kinds)])
    return cases


def parts(text: str) -> list[str]:
    return [part for line in text.strip().splitlines() for part in line.split(";") if part]
