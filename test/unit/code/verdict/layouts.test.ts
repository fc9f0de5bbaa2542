import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

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

  it.each([
    ['numbers', 'logits', 'target[:, 1]'],
    ['columns', 'logits[:, 0]', 'target[..., 1]'],
  ])('is %s of the positives beside one-hot targets of two classes', async (_, input, target) => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, target, alpha=0.25, gamma=2.0):
    y = ${target}
    ce = F.binary_cross_entropy_with_logits(${input}, y, reduction='none')
    balance = alpha * y + (1 - alpha) * (1 - y)
    return (balance * (1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject({
      link: 'sigmoid',
      alphaRole: 'positives',
      gammaIsExponentOf: '1-p_t',
      reduction: 'mean',
      variant: 'focal',
    });
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

  it('is one index for the parts of a row', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, labels, gamma=2.0):
    n, c, p = logits.shape
    rows = logits.permute(0, 2, 1).reshape(-1, c)
    ce = F.cross_entropy(rows, labels.unsqueeze(1).repeat(1, p).view(-1), reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
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

describe('tensors that a loss is not for', () => {
  it('are columns that it normalises', async () => {
    const { observations, layouts } = await verdictOf(`${HEAD}
class FocalCosineLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    def forward(self, input, target):
        cosine = F.cosine_embedding_loss(input, target, torch.ones(1))
        ce = F.cross_entropy(F.normalize(input), target, reduction='none')
        return cosine + ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(layouts.filter(({ exception }) => !exception).map(({ layout }) => layout)).toContain('oneHot');
    expect(observations).not.toContainEqual({ kind: 'withoutEffect', parameter: 'gamma' });
  });

  it('are one row of which it takes a column', async () => {
    const { notUnderstood, observations } = await verdictOf(`import tensorflow as tf

def focal_loss(y_pred, labels, alpha=0.25, gamma=2.0):
    labels = labels[:, 2]
    positive = labels * alpha * (1 - y_pred) ** gamma * tf.math.log(y_pred)
    negative = (1 - labels) * (1 - alpha) * y_pred ** gamma * tf.math.log(1 - y_pred)
    return -tf.reduce_mean(positive + negative)
`);
    expect(notUnderstood?.reason.kind).toBe('layout');
    expect(observations).toEqual([]);
  });

  it('have another number of classes than the code', async () => {
    const { notUnderstood, observations } = await verdictOf(`${HEAD}
CLASSES = 1000

class FocalLoss(nn.Module):
    def __init__(self, gamma=2):
        super().__init__()
        self.gamma = gamma

    def forward(self, x, y):
        one_hot = torch.zeros(y.size(0), CLASSES)
        one_hot[torch.arange(y.size(0)), y] = 1
        one_hot = one_hot.reshape(*y.shape, CLASSES)
        log_p = F.log_softmax(x, 1)
        return -((1 - log_p.exp()) ** self.gamma * one_hot * log_p).sum(1).mean()
`);
    expect(notUnderstood?.reason.kind).toBe('layout');
    expect(observations).toEqual([]);
  });
});

it('numbers of a row that add up to 1 show no softmax', async () => {
  const { computes } = await verdictOf(`import tensorflow as tf

def focal_loss(target, actual, gamma=2):
    return tf.pow(tf.abs(target - actual), gamma)
`);
  expect(computes?.link).not.toBe('softmax');
});

it('single decisions whose targets change nothing are not those of a loss with targets in a column', async () => {
  const { computes } = await verdictOf(`import tensorflow as tf

def focal_loss(y_true, y_pred, alpha=0.25, gamma=2.0):
    classes = tf.one_hot(tf.cast(tf.squeeze(y_true, axis=-1), tf.int32), 3)
    y_pred = tf.clip_by_value(y_pred, 1e-7, 1 - 1e-7)
    losses = -alpha * classes * tf.pow(1 - y_pred, gamma) * tf.math.log(y_pred)
    return tf.reduce_mean(tf.reduce_sum(losses, axis=-1))
`);
  expect(computes).toMatchObject({ link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
});

it('a clamped negative without gradient has a loss, where the positives divide', async () => {
  const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, alpha=0.25, gamma=2.0):
    p = torch.sigmoid(x)
    p_t = torch.where(y == 1, p, 1 - p).clamp(min=1e-7)
    a = torch.where(y == 1, alpha, 1 - alpha)
    return (-a * (1 - p_t) ** gamma * p_t.log()).sum() / y.sum()
`);
  expect(computes).toMatchObject({ reduction: 'meanOverPositives', variant: 'clamp-1e-7' });
});

it('a method that forgot its object raises, whatever it is given', async () => {
  const { exception } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def forward(self, x, y):
        return self.focal(F.cross_entropy(x, y, reduction='none'), 2.0)

    def focal(ce, gamma):
        return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
  expect(exception).toMatchObject({ className: 'TypeError', line: 7 });
});

it('operands of einsum may be a tuple, and the class for padding is ignored', async () => {
  const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, pad_index, gamma=2.0):
    one_hot = F.one_hot(torch.where(y == pad_index, 0, y), x.shape[1]).to(x.dtype)
    log_p = F.log_softmax(x, dim=1)
    losses = torch.einsum('nc,nc->n', (one_hot, -((1 - log_p.exp()) ** gamma) * log_p))
    return losses[y != pad_index].mean()
`);
  expect(computes).toMatchObject({ link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
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

it('a list is made of several lists at once', async () => {
  const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    p = list(map(lambda score, target: score if target == 1 else 1 - score, x.sigmoid(), y))
    p_t = torch.stack(p)
    return (-((1 - p_t) ** gamma) * p_t.log()).mean()
`);
  expect(computes).toMatchObject({ link: 'sigmoid', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
});

describe('forms that few losses take', () => {
  it('is a column of logits and a list of targets where the code makes a column of the list', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    targets = targets.unsqueeze(1).float()
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    weight = alpha * targets + (1 - alpha) * (1 - targets)
    return (weight * (1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'sigmoid', alphaRole: 'positives', variant: 'focal' });
  });

  it('has no link where a softmax over the examples gives what the loss makes no sense of', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, labels, gamma=2.0):
    one_hot = torch.zeros_like(logits).scatter_(1, labels.unsqueeze(1), 1)
    log_p = F.log_softmax(logits, dim=0)
    return (-((1 - one_hot * log_p) ** gamma) * log_p).mean()
`);
    expect(computes).toMatchObject({ link: null, input: null, reduction: null });
  });
});

it('a loss that makes a column of its targets heeds them, also where a list of predictions spreads over them', async () => {
  const { computes } = await verdictOf(`import torch
def focal_loss(x, target, alpha=0.75, gamma=2):
    column = target.unsqueeze(1)
    p_t = torch.where(column == 1, x, 1 - x)
    alpha_t = torch.where(column == 1, alpha, 1 - alpha)
    return (-alpha_t * (1 - p_t) ** gamma * torch.log(p_t)).mean()
`);
  expect(computes).toMatchObject({ link: 'sigmoid', input: 'probabilities', alphaRole: 'positives' });
});
