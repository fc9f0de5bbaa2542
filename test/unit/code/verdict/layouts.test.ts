import { describe, expect, it } from 'vitest';
import { diagnosedLossOf, verdictOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('the form of the tensors', () => {
  it('is an image of two classes where the code asks for it', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, labels, gamma=2.0):
    assert logits.dim() == 4 and logits.shape[1] == 2
    ce = F.cross_entropy(logits, labels, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
  });

  it('is one volume where the code sums over its axes, and a loss of positives alone has no link', async () => {
    const { computes, observations } = await verdictOf(`import tensorflow as tf
from tensorflow.keras import backend as K

def focal_loss(y_true, y_pred, gamma=2.0):
    share = 1 / K.sum(y_true, axis=(1, 2, 3, 4))
    losses = -y_true * (1 - y_pred) ** gamma * K.log(y_pred)
    return K.mean(share * K.sum(losses, axis=(1, 2, 3, 4)))
`);
    expect(computes).toMatchObject({ link: null, alphaRole: 'off' });
    expect(observations.map(({ kind }) => kind)).not.toContain('stateKept');
    expect(observations).not.toContainEqual({ kind: 'withoutEffect', parameter: 'gamma' });
  });

  it('is a column for two classes where an axis of one is taken away', async () => {
    const { computes, edgeCases } = await verdictOf(`import tensorflow as tf

def focal_loss(y_true, y_pred, weights=[0.75, 0.25], gamma=2.0):
    rows = tf.range(tf.shape(y_pred)[0])
    classes = tf.squeeze(tf.cast(y_true, tf.int32), axis=-1)
    p = tf.gather_nd(y_pred, tf.stack([rows, classes], axis=1))
    return -tf.reduce_mean(tf.gather(weights, classes) * (1 - p) ** gamma * tf.math.log(p))
`);
    expect(computes).toMatchObject({ alphaRole: 'perClass', gammaIsExponentOf: '1-p_t' });
    expect(edgeCases.filter(({ effect }) => effect === 'raises')).toEqual([]);
  });
});

describe('what a parameter is', () => {
  it('an axis is no tensor of targets', async () => {
    const { exception, notUnderstood } = await verdictOf(`import tensorflow as tf

class FocalLoss:
    def __init__(self, gamma=2):
        self.gamma = gamma

    def __call__(self, probabilities, axis=None, keepdims=False):
        return tf.reduce_mean((1 - probabilities) ** self.gamma * probabilities, axis=axis, keepdims=keepdims)
`);
    expect(exception).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'parameter', name: 'targets' });
  });

  it('a flag of the GPU changes nothing', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, use_cuda, gamma=2):
        super().__init__()
        self.use_cuda, self.gamma = use_cuda, gamma

    def forward(self, x, y):
        weights = torch.tensor([1.0])
        if self.use_cuda:
            weights = weights.cuda()
        ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
        return (weights * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'sigmoid', gammaIsExponentOf: '1-p_t' });
  });

  it('the backend that a library hands on has the functions of Keras', async () => {
    const { computes } = await verdictOf(`
def binary_focal_loss(gt, pr, gamma=2.0, alpha=0.25, **kwargs):
    backend = kwargs['backend']
    pr = backend.clip(pr, backend.epsilon(), 1.0 - backend.epsilon())
    positive = gt * alpha * backend.pow(1 - pr, gamma) * backend.log(pr)
    negative = (1 - gt) * (1 - alpha) * backend.pow(pr, gamma) * backend.log(1 - pr)
    return -backend.mean(positive + negative)
`);
    expect(computes).toMatchObject({ alphaRole: 'positives', input: 'probabilities', reduction: 'mean' });
  });
});

describe('a fault of the batch', () => {
  const reduced = (reduction: string): string => `${HEAD}
def focal_loss(x, y, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='${reduction}')
    return (1 - torch.exp(-ce)) ** gamma * ce
`;

  it.each([
    ['sum', 1],
    ['none', 0],
  ])('is a power of what was added up: %s', async (reduction, count) => {
    const { diagnostics } = await diagnosedLossOf(reduced(reduction));
    expect(diagnostics.filter(({ rule }) => rule === 'reduced-before-modulation')).toHaveLength(count);
  });

  it.each([
    ['', 1],
    ['.squeeze(1)', 0],
  ])('is a column of p_t beside a list of losses: %s', async (end, count) => {
    const { diagnostics } = await diagnosedLossOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    ce = F.cross_entropy(x, y, reduction='none')
    p_t = F.softmax(x, dim=1).gather(1, y.unsqueeze(1))${end}
    return ((1 - p_t) ** gamma * ce).mean()
`);
    expect(diagnostics.filter(({ rule }) => rule === 'flattened-targets-broadcast')).toHaveLength(count);
  });

  it.each([
    ['gamma=2.0', 'torch.tensor(gamma)', 0],
    ['gamma', 'torch.tensor(gamma)', 1],
    ['gamma=2.0', 'torch.tensor([gamma, gamma])', 1],
  ])('on another device is one of several numbers: %s, %s', async (parameter, value, count) => {
    const { diagnostics } = await diagnosedLossOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, ${parameter}):
        super().__init__()
        self.gamma = ${value}

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma.max() * ce).mean()
`);
    expect(diagnostics.filter(({ rule }) => rule === 'alpha-not-registered')).toHaveLength(count);
  });
});

it('a list is made of several lists at once', async () => {
  const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    p = list(map(lambda score, target: score if target == 1 else 1 - score, x.sigmoid(), y))
    p_t = torch.stack(p)
    return (-((1 - p_t) ** gamma) * p_t.log()).mean()
`);
  expect(computes).toMatchObject({ link: 'sigmoid', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
});
