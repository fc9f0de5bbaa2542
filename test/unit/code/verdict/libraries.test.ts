import { describe, expect, it } from 'vitest';
import { BODY, CLASS_LOSS, verdictOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('what libraries give', () => {
  it("is Flax, whose activations are JAX's", async () => {
    const { computes } = await verdictOf(`import jax.numpy as jnp
from flax import linen as nn

def focal_loss(p, t, gamma=2.0):
    log_p = jnp.take_along_axis(nn.log_softmax(p, axis=-1), t[:, None], axis=-1)[:, 0]
    return (-(1 - jnp.exp(log_p)) ** gamma * log_p).mean()
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is einops, which moves the classes to the end', async () => {
    const { computes } = await verdictOf(`${HEAD}from einops import rearrange, repeat

def focal_loss(p, t, gamma=2):
    rows = rearrange(p, 'n c ... -> (n ...) c')
    p, t = rows, rearrange(t, 'n ... -> (n ...)')
    ${BODY}
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is a name of a function, which a framework keeps', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(gamma=2):
    def loss(p, t):
        ${BODY.replaceAll('\n', '\n    ')}
    loss.__name__ = f'focal_{gamma}'
    return loss
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is an enumeration of reductions', async () => {
    const { computes } = await verdictOf(`${HEAD}from enum import Enum

class Reduction(Enum):
    MEAN = 'mean'
    SUM = 'sum'

def focal_loss(p, t, gamma=2, reduction='mean'):
    loss = F.cross_entropy(p, t, reduction='none')
    loss = (1 - torch.exp(-loss)) ** gamma * loss
    return loss.mean() if Reduction(reduction) == Reduction.MEAN else loss.sum()
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is a gradient mode around a function, which weights have no gradient through', async () => {
    const { computes } = await verdictOf(`${HEAD}
@torch.no_grad()
def weights(ce, gamma):
    return (1 - torch.exp(-ce)) ** gamma

def focal_loss(p, t, gamma=2):
    ce = F.cross_entropy(p, t, reduction='none')
    return (weights(ce, gamma) * ce).mean()
`);
    expect(computes).toMatchObject({ ...CLASS_LOSS, variant: 'detached-modulation' });
  });

  it("is a question for TorchScript and a count of torchvision's calls, which change nothing", async () => {
    const { computes } = await verdictOf(`${HEAD}from ..utils import _log_api_usage_once

def focal_loss(p, t, gamma=2):
    if not torch.jit.is_scripting() and not torch.jit.is_tracing():
        _log_api_usage_once(focal_loss)
    ${BODY}
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is a comparison of devices', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(p, t, gamma=2):
    if not p.device == t.device:
        raise ValueError('the devices differ')
    ${BODY}
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is PaddlePaddle', async () => {
    const { computes } = await verdictOf(`import paddle
import paddle.nn.functional as F

class FocalLoss(paddle.nn.Layer):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, logit, label):
        ce = F.binary_cross_entropy_with_logits(logit, label, reduction='none')
        p = F.sigmoid(logit)
        p_t = p * label + (1 - p) * (1 - label)
        alpha_t = self.alpha * label + (1 - self.alpha) * (1 - label)
        return paddle.mean(alpha_t * (1 - p_t) ** self.gamma * ce)
`);
    expect(computes).toMatchObject({
      link: 'sigmoid',
      alphaRole: 'positives',
      reduction: 'mean',
      variant: 'focal',
    });
  });
});
