import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

const TORCH = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';
const OF_CLASSES = { link: 'softmax', input: 'logits', gammaIsExponentOf: '1-p_t', reduction: 'mean' };

describe('a number of classes that the code names', () => {
  it.each([
    ['a constant of the module', 'NUM_CLASSES = 7', 'NUM_CLASSES'],
    ['a number', '', '7'],
    ['an entry of settings', "CONFIG = {'classes': 7}", "CONFIG['classes']"],
    ['the length of a list', 'NAMES = [3, 1, 4, 1, 5, 9, 2]', 'len(NAMES)'],
  ])('is that of the batch: %s', async (_, constant, count) => {
    const { computes, events } = await verdictOf(`${TORCH}${constant}

def focal_loss(logits, target, gamma=2.0):
    hot = F.one_hot(target, ${count}).float()
    logp = F.log_softmax(logits, 1)
    return -((1 - logp.exp()) ** gamma * hot * logp).sum(1).mean()
`);
    expect(computes).toMatchObject({ ...OF_CLASSES, alphaRole: 'off', variant: 'focalWithoutAlpha' });
    expect(events.filter(({ kind }) => kind === 'broadcastGrew')).toEqual([]);
  });

  it.each([
    ['a number', 'self', '101'],
    ['a parameter by default', 'self, classes=101', 'classes'],
  ])('is kept in the object: %s', async (_, parameters, count) => {
    const { computes } = await verdictOf(`${TORCH}
class FocalLoss(nn.Module):
    def __init__(${parameters}):
        super().__init__()
        self.classes = ${count}

    def forward(self, logits, target):
        hot = F.one_hot(target, self.classes).float()
        logp = F.log_softmax(logits, 1)
        return -((1 - logp.exp()) ** 2 * hot * logp).sum(1).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', alphaRole: 'off', variant: 'focalWithoutAlpha' });
  });

  it('stands in a function that the loss calls', async () => {
    const { computes } = await verdictOf(`${TORCH}
n_outputs = 10

def to_rows(labels):
    rows = torch.zeros(labels.size(0), n_outputs)
    rows[torch.arange(labels.size(0)), labels] = 1
    return rows

class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, logits, target):
        logp = F.log_softmax(logits, 1)
        return (-self.alpha * (1 - logp.exp()) ** self.gamma * to_rows(target) * logp).sum(1).mean()
`);
    expect(computes).toMatchObject({
      ...OF_CLASSES,
      alphaRole: 'everyClass',
      variant: 'alpha-same-for-both',
    });
  });

  it('shows in the length of the weights', async () => {
    const { computes } = await verdictOf(`${TORCH}
class FocalLoss(nn.Module):
    def __init__(self, alpha=[0.1, 0.2, 0.3, 0.4, 0.5], gamma=2.0):
        super().__init__()
        self.alpha = torch.tensor(alpha)
        self.gamma = gamma

    def forward(self, logits, target):
        logp = F.log_softmax(logits, 1)
        losses = -self.alpha * (1 - logp.exp()) ** self.gamma * logp
        return losses.gather(1, target.view(-1, 1)).mean()
`);
    expect(computes).toMatchObject({ ...OF_CLASSES, alphaRole: 'perClass', variant: 'focal' });
  });

  it('is of one-hot rows in Keras', async () => {
    const { computes } = await verdictOf(`import tensorflow as tf
from tensorflow.keras import backend as K

def focal_loss(y_true, y_pred, gamma=2.0):
    y_true = tf.reshape(y_true, (-1, 6))
    y_pred = tf.reshape(y_pred, (-1, 6)) * tf.ones((1, 6))
    return K.mean(K.sum(-y_true * K.pow(1 - y_pred, gamma) * K.log(y_pred), axis=-1))
`);
    expect(computes).toMatchObject({ link: 'softmax', input: 'probabilities', gammaIsExponentOf: '1-p_t' });
  });

  it('is not looked for in numbers that mean something else', async () => {
    const { notUnderstood } = await verdictOf(`${TORCH}
BATCH = 7

def focal_loss(logits, target, gamma=2.0):
    assert logits.shape[1] == BATCH
    ce = F.cross_entropy(logits, target, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(notUnderstood?.reason.kind).toBe('layout');
  });
});
