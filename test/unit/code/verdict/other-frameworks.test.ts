import { describe, expect, it } from 'vitest';
import { diagnosedLossOf, verdictOf } from './judge';

const TENSORFLOW = 'import numpy as np\nimport tensorflow as tf\nfrom tensorflow.keras import backend as K\n';
const PADDLE =
  'import numpy as np\nimport paddle\nimport paddle.fluid as fluid\nimport paddle.nn.functional as F\n';

/** Losses with the framework that they are for, and what they compute. */
const LOSSES: Readonly<Record<string, readonly [head: string, code: string, computes: object]>> = {
  'the states of anchors': [
    TENSORFLOW,
    `def focal_loss(labels, pred, anchor_state, alpha=0.25, gamma=2.0):
    kept = tf.reshape(tf.where(tf.not_equal(anchor_state, -1)), [-1])
    labels, pred = tf.gather(labels, kept), tf.gather(pred, kept)
    p = tf.sigmoid(pred)
    p_t = labels * p + (1 - labels) * (1 - p)
    a_t = labels * alpha + (1 - labels) * (1 - alpha)
    ce = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=pred)
    positives = tf.cast(tf.shape(tf.where(tf.equal(anchor_state, 1)))[0], tf.float32)
    return tf.reduce_sum(a_t * tf.pow(1.0 - p_t, gamma) * ce) / tf.maximum(1.0, positives)
`,
    {
      link: 'sigmoid',
      input: 'logits',
      alphaRole: 'positives',
      reduction: 'meanOverPositives',
      variant: 'focal',
    },
  ],
  'logits beside their probabilities': [
    TENSORFLOW,
    `def focal_loss_with_logits(logits, targets, alpha, gamma, y_pred):
    weight_a = alpha * (1 - y_pred) ** gamma * targets
    weight_b = (1 - alpha) * y_pred ** gamma * (1 - targets)
    ce = tf.math.log1p(tf.exp(-tf.abs(logits))) + tf.nn.relu(-logits)
    return ce * (weight_a + weight_b) + logits * weight_b
`,
    { link: 'sigmoid', input: 'logits', alphaRole: 'positives', reduction: 'none', variant: 'focal' },
  ],
  'indices of 32 bits': [
    TENSORFLOW,
    `def focal_loss(labels, logits, gamma=2.0):
    p = tf.nn.softmax(logits)
    places = tf.stack([tf.range(tf.shape(p)[0], dtype=tf.int32), labels], axis=1)
    p_t = tf.gather_nd(p, places)
    return tf.reduce_mean(-tf.pow(1.0 - p_t, gamma) * tf.math.log(p_t))
`,
    {
      link: 'softmax',
      input: 'logits',
      gammaIsExponentOf: '1-p_t',
      reduction: 'mean',
      variant: 'focalWithoutAlpha',
    },
  ],
  'the number of a type': [
    TENSORFLOW,
    `def focal_loss(labels, logits, class_num, gamma=2.0):
    weights = tf.Variable(tf.ones(class_num, 1))
    hot = tf.one_hot(tf.cast(labels, 3), class_num)
    p_t = tf.reduce_sum(tf.nn.softmax(logits) * hot, axis=1)
    weight = tf.gather(weights, labels)
    return tf.reduce_mean(-weight * tf.pow(1 - p_t, gamma) * tf.math.log(p_t))
`,
    { link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'mean', variant: 'focalWithoutAlpha' },
  ],
  'the policy of types': [
    TENSORFLOW,
    `def focal_loss(labels, logits, gamma=2.0):
    dtype = tf.keras.mixed_precision.global_policy().compute_dtype
    logits = tf.debugging.check_numerics(tf.cast(logits, dtype), "logits")
    log_p = tf.nn.log_softmax(logits)
    tf.debugging.assert_all_finite(log_p, "log_p")
    log_p_t = tf.reduce_sum(tf.one_hot(labels, tf.shape(logits)[-1], dtype=dtype) * log_p, axis=-1)
    return -tf.reduce_mean((1 - tf.exp(log_p_t)) ** gamma * log_p_t)
`,
    { link: 'softmax', input: 'logits', gammaIsExponentOf: '1-p_t', reduction: 'mean' },
  ],
  'one-hot targets with a further class that is ignored': [
    TENSORFLOW,
    `def focal_loss(alpha=0.5, gamma=2):
    def loss(y_true, y_pred):
        y_pred = K.clip(y_pred, K.epsilon(), 1.0 - K.epsilon())
        log_p_t = K.sum(y_true[..., :-1] * K.log(y_pred), axis=-1)
        return K.mean(-alpha * (1 - tf.exp(log_p_t)) ** gamma * log_p_t)
    return loss
`,
    {
      link: 'softmax',
      input: 'probabilities',
      alphaRole: 'everyClass',
      gammaIsExponentOf: '1-p_t',
      reduction: 'mean',
    },
  ],
  'parameters of the first version': [
    PADDLE,
    `def focal_loss(prob, label, class_dim, gamma=2.0):
    weights = np.ones((class_dim, 1), dtype=float)
    init = fluid.initializer.NumpyArrayInitializer(weights)
    alpha = fluid.layers.create_parameter([class_dim, 1], 'float32', name='alpha', default_initializer=init)
    alpha.stop_gradient = True
    hot = fluid.layers.one_hot(input=label, depth=class_dim)
    weight = fluid.layers.squeeze(input=fluid.layers.matmul(hot, alpha), axes=[1])
    pt = fluid.layers.reduce_sum(hot * prob, dim=-1)
    return fluid.layers.reduce_sum(-1.0 * fluid.layers.pow(1 - pt, gamma) * fluid.layers.log(pt) * weight)
`,
    { link: 'softmax', input: 'probabilities', gammaIsExponentOf: '1-p_t', reduction: 'sum' },
  ],
  'the places of tensors': [
    PADDLE,
    `def focal_loss(input, target, alpha=0.5, gamma=2.0):
    if isinstance(input.place, paddle.CUDAPlace) and isinstance(target.place, paddle.CPUPlace):
        raise ValueError('input and target must be in the same place')
    p = F.softmax(input, axis=1)
    hot = paddle.to_tensor(F.one_hot(target, num_classes=input.shape[1]).cast(input.dtype), place=input.place)
    return paddle.mean(paddle.sum(hot * -alpha * paddle.pow(1.0 - p, gamma) * paddle.log(p), axis=1))
`,
    {
      link: 'softmax',
      input: 'logits',
      alphaRole: 'everyClass',
      gammaIsExponentOf: '1-p_t',
      reduction: 'mean',
    },
  ],
};

describe('losses of other frameworks are understood that take or call', () => {
  it.each(Object.entries(LOSSES))('%s', async (_, [head, code, computes]) => {
    expect((await verdictOf(`${head}\n${code}`)).computes).toMatchObject(computes);
  });

  it('a function of JAX for one example, which vmap repeats', async () => {
    const { computes } = await verdictOf(`import jax
import jax.numpy as jnp

def focal_loss(logits, label, gamma=2.0):
    log_p_t = jax.nn.log_softmax(logits)[label]
    return -((1 - jnp.exp(log_p_t)) ** gamma) * log_p_t

batched = jax.vmap(focal_loss)
`);
    expect(computes).toMatchObject({ link: 'softmax', input: 'logits', variant: 'focalWithoutAlpha' });
  });

  it('a function that its decorator keeps in an object', async () => {
    const { computes } = await verdictOf(`import jax
import jax.numpy as jnp

class Objective:
    def __init__(self, fun):
        self.fun = fun
        self.gradient = jax.grad(fun)

@Objective
def focal_loss(y_pred, y_true, gamma=2.0, alpha=0.25):
    log_p_t = jax.nn.log_sigmoid((2 * y_true - 1) * y_pred)
    weight = alpha * y_true + (1 - alpha) * (1 - y_true)
    return -weight * (1 - jnp.exp(log_p_t)) ** gamma * log_p_t
`);
    expect(computes).toMatchObject({ link: 'sigmoid', alphaRole: 'positives', variant: 'focal' });
  });

  it('the peaks of a heat map, whose head clips what it returns', async () => {
    const { verdict, diagnostics } = await diagnosedLossOf(`import torch
import torch.nn as nn
from .center_utils import _transpose_and_gather_feat

class FastFocalLoss(nn.Module):
    def forward(self, out, target, ind, mask, cat):
        mask = mask.float()
        negatives = (torch.log(1 - out) * out ** 2 * (1 - target) ** 4).sum()
        found = _transpose_and_gather_feat(out, ind).gather(2, cat.unsqueeze(2))
        positives = (torch.log(found) * (1 - found) ** 2 * mask.unsqueeze(2)).sum()
        count = mask.sum()
        return -negatives if count == 0 else -(positives + negatives) / count
`);
    expect(verdict.computes).toMatchObject({
      link: 'sigmoid',
      input: 'probabilities',
      gammaIsExponentOf: '1-p_t',
      reduction: 'meanOverPositives',
    });
    expect(diagnostics.map(({ rule }) => rule)).not.toContain('unstable-log');
  });
});
