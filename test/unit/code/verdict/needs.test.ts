import { describe, expect, it } from 'vitest';
import { verdictOf, verdictsOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('a loss gets what it needs', () => {
  it('weights of the classes as a list where a number does not do', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha, gamma=2):
        super().__init__()
        self.alpha = torch.tensor(alpha)
        self.gamma = gamma

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        return (self.alpha.gather(0, y) * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', alphaRole: 'perClass', reduction: 'mean' });
  });

  it('the loss that it wraps', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, loss_fcn, gamma=1.5):
        super().__init__()
        self.loss_fcn = loss_fcn
        self.gamma = gamma
        self.reduction = loss_fcn.reduction
        self.loss_fcn.reduction = 'none'

    def forward(self, x, y):
        loss = self.loss_fcn(x, y)
        loss = loss * (1 - torch.exp(-loss)) ** self.gamma
        return loss.mean() if self.reduction == 'mean' else loss
`);
    expect(computes).toMatchObject({
      link: 'sigmoid',
      input: 'logits',
      gammaIsExponentOf: '1-p_t',
      reduction: 'mean',
    });
  });

  it('a device', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, device, gamma=2):
        super().__init__()
        self.device, self.gamma = device, gamma

    def forward(self, x, y):
        ones = torch.ones(x.shape[0], device=self.device)
        p = F.softmax(x, dim=1).gather(1, y.view(-1, 1)).view(-1)
        return (-(ones - p) ** self.gamma * p.log()).sum()
`);
    expect(computes).toMatchObject({ link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'sum' });
  });

  it('index targets in a column, and rows along the second axis', async () => {
    const verdicts = await verdictsOf(`${HEAD}
def focal_loss_of_column(x, y, gamma=2):
    assert y.dim() == 2
    p = F.softmax(x, dim=1).gather(1, y)
    return (-(1 - p) ** gamma * p.log()).mean()

def focal_loss_of_tokens(x, y, gamma=2):
    p = F.softmax(x, dim=2).gather(2, y[:, :, None])
    return (-(1 - p) ** gamma * p.log()).mean()
`);
    for (const { computes } of verdicts) {
      expect(computes).toMatchObject({ link: 'softmax', input: 'logits', gammaIsExponentOf: '1-p_t' });
    }
  });

  it('and names no exception where tensors of another form would do', async () => {
    const { exception, notUnderstood } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2):
    classes, boxes = x
    return ((1 - classes.sigmoid()) ** gamma * F.logsigmoid(classes)).sum() + boxes.sum()
`);
    expect(exception).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'layout' });
  });
});

describe('a loss is read in its own form', () => {
  it('with α and γ as arguments of forward', async () => {
    const { computes } = await verdictOf(`${HEAD}
ALPHA, GAMMA = 0.8, 2

class FocalLoss(nn.Module):
    def __init__(self, weight=None, size_average=True):
        super().__init__()

    def forward(self, inputs, targets, alpha=ALPHA, gamma=GAMMA, smooth=1):
        ce = F.binary_cross_entropy(torch.sigmoid(inputs), targets, reduction='none')
        return (alpha * (1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject({ input: 'logits', alphaRole: 'everyClass', gammaIsExponentOf: '1-p_t' });
  });

  it('as decisions where index targets choose among independent ones', async () => {
    const { computes } = await verdictOf(`${HEAD}
def sigmoid_focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    columns = torch.arange(1, logits.shape[1] + 1)[None, :]
    p = torch.sigmoid(logits)
    is_own = (targets[:, None] == columns).float()
    own = is_own * (1 - p) ** gamma * torch.log(p)
    others = (1 - is_own) * p ** gamma * torch.log(1 - p)
    return -(alpha * own + (1 - alpha) * others)
`);
    expect(computes).toEqual({
      link: 'sigmoid',
      input: 'logits',
      alphaRole: 'positives',
      gammaIsExponentOf: '1-p_t',
      reduction: 'none',
      variant: 'focal',
    });
  });

  it('as one of K classes where the probabilities of a row are divided by their sum', async () => {
    const { computes } = await verdictOf(`
import tensorflow as tf
from tensorflow.keras import backend as K

def categorical_focal_loss(gamma=2.0, alpha=0.25):
    def loss(y_true, y_pred):
        y_pred /= K.sum(y_pred, axis=-1, keepdims=True)
        y_pred = K.clip(y_pred, K.epsilon(), 1.0 - K.epsilon())
        return K.sum(-alpha * K.pow(1 - y_pred, gamma) * y_true * K.log(y_pred), axis=1)
    return loss
`);
    expect(computes).toMatchObject({ link: 'softmax', input: 'probabilities', alphaRole: 'everyClass' });
  });

  it('also where the default α gives negatives no weight', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, t, alpha=1, gamma=2):
    p = torch.sigmoid(x)
    p_t = p * t + (1 - p) * (1 - t)
    a_t = alpha * t + (1 - alpha) * (1 - t)
    return (a_t * (1 - p_t) ** gamma * F.binary_cross_entropy_with_logits(x, t, reduction='none')).mean()
`);
    expect(computes).toMatchObject({ input: 'logits', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
  });

  it('with weights that the mean divides by', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, weight, gamma=2):
    log_p = F.log_softmax(x, dim=1).gather(1, y[:, None])[:, 0]
    w = weight[y]
    return -(w * (1 - log_p.exp()) ** gamma * log_p).sum() / w.sum()
`);
    expect(computes).toMatchObject({ alphaRole: 'perClass', gammaIsExponentOf: '1-p_t' });
  });

  it('and two columns are no three classes', async () => {
    const { computes, observations } = await verdictOf(`${HEAD}
def focal_loss(probs, labels, gamma=2):
    p0, p1 = probs[:, 0], probs[:, 1]
    return (-p0 ** gamma * labels * p1.log() - p1 ** gamma * (1 - labels) * p0.log()).mean()
`);
    expect(computes).toMatchObject({ input: 'probabilities', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
    // 1 / p exceeds float32 where p is that of a logit of -100.
    const overflow = { kind: 'notFinite', of: 'gradient', from: 100, line: 7 };
    expect(observations).toEqual([
      { ...overflow, target: 1 },
      { ...overflow, target: 0 },
    ]);
  });

  it('and the number of classes is 2 for rows of two', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, num_class, alpha=[0.25, 0.75], gamma=2):
        super().__init__()
        assert len(alpha) == num_class
        self.alpha = torch.Tensor(alpha)
        self.gamma = gamma

    def forward(self, logit, target):
        log_p = F.log_softmax(logit, dim=1).gather(1, target[:, None])[:, 0]
        return -(self.alpha[target] * (1 - log_p.exp()) ** self.gamma * log_p).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', alphaRole: 'perClass', reduction: 'mean' });
  });
});

describe('a name that nothing binds', () => {
  it('raises a NameError where no other code can bind it', async () => {
    const { exception, computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2):
    return ((1 - probability) ** gamma * F.binary_cross_entropy_with_logits(x, y)).mean()
`);
    expect(computes).toBeNull();
    expect(exception).toEqual({
      className: 'NameError',
      message: "name 'probability' is not defined",
      line: 6,
    });
  });

  it('has its usual meaning in a piece of code without imports', async () => {
    const { computes } = await verdictOf(`
class FocalLoss(nn.Module):
    def forward(self, x, y):
        ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
        return ((1 - torch.exp(-ce)) ** 2 * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'sigmoid', variant: 'focalWithoutAlpha' });
  });
});

it('weights of the classes stand for None where None raises', async () => {
  const { computes, exception } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, weight=None, gamma=2):
        super().__init__()
        self.weight, self.gamma = weight, gamma

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        return (self.weight[y] * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
  expect(exception).toMatchObject({ className: 'TypeError', line: 12 });
  expect(computes).toMatchObject({ link: 'softmax', alphaRole: 'perClass' });
});

it('losses that were computed before are no predictions and targets', async () => {
  const { computes, notUnderstood } = await verdictOf(`${HEAD}
def focal_loss(ce1, ce2, gamma=2.0):
    return ((1 - torch.exp(-ce1)) ** gamma * ce1 + (1 - torch.exp(-ce2)) ** gamma * ce2).mean()
`);
  expect(computes).toBeNull();
  expect(notUnderstood?.reason).toStrictEqual({ kind: 'parameter', name: 'ce1' });
});

it.each([
  ['annotated', ': torch.Tensor', 'count'],
  ['of which the code asks for a method', '', 'count.sum()'],
  ['', '', 'count'],
])('a number of positives may be a tensor: one that is %s', async (_, annotation, read) => {
  const { computes, exception } = await verdictOf(`${HEAD}
def focal_loss(x, y, num_positives${annotation}, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).sum() / max(${read.replace('count', 'num_positives')}, 1)
`);
  expect(exception).toBeNull();
  expect(computes).toMatchObject({ link: 'sigmoid', reduction: 'sum', variant: 'focalWithoutAlpha' });
});

describe('what a probe does not give', () => {
  it('is no exception of the code: an argument that keywords may bring', async () => {
    const { exception, notUnderstood } = await verdictOf(`${HEAD}
class Base(nn.Module):
    def __init__(self, args):
        super().__init__()
        self.args = args

class FocalLoss(Base):
    def __init__(self, gamma=2.0, **given):
        super().__init__(**given)
        self.gamma = gamma

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(exception).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'parameter', name: 'args' });
  });

  it('does not end the run: an α in the form that the default has not', async () => {
    const { computes } = await verdictOf(`${HEAD}
import numpy as np

class FocalLoss(nn.Module):
    def __init__(self, alpha=[0.5, 0.8, 2.0], gamma=2.0):
        super().__init__()
        self.alpha = np.asarray(alpha) if isinstance(alpha, list) else np.asarray([alpha]).newbyteorder()
        self.gamma = gamma

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        weights = torch.as_tensor(self.alpha, dtype=torch.float32)[y]
        return (weights * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', alphaRole: 'perClass' });
  });
});
