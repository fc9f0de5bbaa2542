import { describe, expect, it } from 'vitest';
import { diagnosedLossOf, verdictOf, verdictsOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('what a parameter is shows in its use', () => {
  it('the exponent is γ, whatever it is called, and another one is given a number', async () => {
    const { computes, parameters } = await verdictOf(`${HEAD}
class CornerFocalLoss(nn.Module):
    def __init__(self, alpha, beta):
        super().__init__()
        self.alpha = alpha
        self.beta = beta

    def forward(self, pred, gt):
        pred = torch.clamp(pred, 1e-4, 1 - 1e-4)
        positive = torch.log(pred) * torch.pow(1 - pred, self.alpha) * gt.eq(1).float()
        negative = torch.log(1 - pred) * pred ** self.alpha * torch.pow(1 - gt, self.beta) * gt.lt(1).float()
        return -(positive + negative).sum() / gt.eq(1).sum()
`);
    expect(parameters.gamma?.name).toBe('alpha');
    expect(computes).toMatchObject({
      link: 'sigmoid',
      input: 'probabilities',
      alphaRole: 'off',
      gammaIsExponentOf: '1-p_t',
      reduction: 'meanOverPositives',
    });
  });

  it('a number that weights one side, and 1 − it the other, is α', async () => {
    const { computes, parameters } = await verdictOf(`import tensorflow as tf

def binary_focal_loss(beta, gamma=2.0):
    def loss(y_true, y_pred):
        positive = beta * (1 - y_pred) ** gamma * y_true * tf.math.log(y_pred)
        negative = (1 - beta) * y_pred ** gamma * (1 - y_true) * tf.math.log(1 - y_pred)
        return -tf.reduce_mean(positive + negative, axis=-1)
    return loss
`);
    expect(parameters.alpha?.name).toBe('beta');
    expect(computes).toMatchObject({ link: 'sigmoid', alphaRole: 'positives', variant: 'focal' });
  });

  it('a number of classes whose entries are taken is a list of counts', async () => {
    const { computes, exception } = await verdictOf(`${HEAD}
class BalancedFocalLoss(nn.Module):
    def __init__(self, class_num, beta=0.99, gamma=2.0):
        super().__init__()
        self.gamma = gamma
        self.weights = torch.zeros(len(class_num))
        for i in range(len(class_num)):
            self.weights[i] = (1 - beta) / (1 - beta ** class_num[i])

    def forward(self, x, y):
        log_p = F.log_softmax(x, 1).gather(1, y[:, None])[:, 0]
        return (-self.weights[y] * (1 - log_p.exp()) ** self.gamma * log_p).mean()
`);
    expect(exception).toBeNull();
    expect(computes).toMatchObject({ link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
  });

  it.each([
    ['multiclass', 'softmax'],
    ['binary', 'sigmoid'],
  ])('what is compared with texts is each of them in turn: %s first', async (first, link) => {
    const branches = {
      binary: "ce = F.binary_cross_entropy_with_logits(x, y.type(x.dtype), reduction='none')",
      multiclass: "ce = F.cross_entropy(x, y, reduction='none')",
    };
    const second = first === 'binary' ? 'multiclass' : 'binary';
    const { computes } = await verdictOf(`${HEAD}
FIRST = '${first}'

class FocalLoss(nn.Module):
    def __init__(self, mode: str, gamma=2.0):
        super().__init__()
        assert mode in {FIRST, '${second}'}
        self.mode = mode
        self.gamma = gamma

    def forward(self, x, y):
        if self.mode == FIRST:
            ${branches[first as keyof typeof branches]}
        elif self.mode == '${second}':
            ${branches[second]}
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link, gammaIsExponentOf: '1-p_t', variant: 'focalWithoutAlpha' });
  });

  it('settings that are handed on may be none', async () => {
    const [, both] = await verdictsOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()

class FocalLossOfSettings(nn.Module):
    def __init__(self, focal_kwargs):
        super().__init__()
        self.focal = FocalLoss(**focal_kwargs)

    def forward(self, x, y):
        return self.focal(x, y)
`);
    expect(both?.computes).toMatchObject({ link: 'softmax', variant: 'focalWithoutAlpha' });
  });

  it('γ may be an entry of the keyword arguments', async () => {
    const { computes, parameters } = await verdictOf(`${HEAD}
def focal_loss(logits, labels, **kwargs):
    ce = F.cross_entropy(logits, labels, reduction='none')
    return ((1 - torch.exp(-ce)) ** kwargs['gamma'] * ce).mean()
`);
    expect(parameters.gamma?.name).toBe('gamma');
    expect(computes).toMatchObject({ gammaIsExponentOf: '1-p_t', variant: 'focalWithoutAlpha' });
  });
});

describe('what runs as in the framework', () => {
  it('devices are equal by their names', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    if not x.device == y.device:
        raise ValueError('x and y must be on the same device')
    ce = F.cross_entropy(x, y, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes?.variant).toBe('focalWithoutAlpha');
  });

  it.each([
    ['a decorator', '@torch.no_grad()', '', ''],
    ['a call', '', 'torch.set_grad_enabled(False)', 'torch.set_grad_enabled(True)'],
  ])('the gradient is off by %s', async (_, decorator, before, after) => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    ${decorator}
    def factor(self, ce):
        return (1 - torch.exp(-ce)) ** self.gamma

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        ${before}
        factor = self.factor(ce)
        ${after}
        return (factor * ce).mean()
`);
    expect(computes?.variant).toBe('detached-modulation');
  });

  it('an attribute that another method sets is not known', async () => {
    const { exception, notUnderstood } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    def count(self, labels):
        self.weight = 1 / labels.float().mean()

    def forward(self, x, y):
        ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
        return (self.weight * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(exception).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'attribute', name: 'weight', of: 'FocalLoss' });
  });

  it('a float of NumPy keeps what it depends on', async () => {
    const { computes } = await verdictOf(`
import numpy as np

def focal_loss(y_true, y_pred, gamma=2.0):
    p_t = np.where(y_true == 1, y_pred, 1 - y_pred)
    return float(np.mean(-((1 - p_t) ** gamma) * np.log(p_t)))
`);
    expect(computes).toMatchObject({ gammaIsExponentOf: '1-p_t', reduction: 'mean' });
  });

  it.each([
    ['sum_over_batch_size', 'mean'],
    ['sum', 'sum'],
    ['none', 'none'],
  ])('a loss of Keras reduces what `call` returns: %s', async (byDefault, reduction) => {
    const { computes, observations } = await verdictOf(`
import tensorflow as tf

class FocalLoss(tf.keras.losses.Loss):
    def __init__(self, gamma=2.0, reduction='${byDefault}'):
        super().__init__(reduction=reduction)
        self.gamma = gamma

    def call(self, y_true, y_pred):
        p_t = y_true * y_pred + (1 - y_true) * (1 - y_pred)
        return -tf.pow(1 - p_t, self.gamma) * tf.math.log(p_t)
`);
    expect(computes?.reduction).toBe(reduction);
    expect(observations).not.toContainEqual(expect.objectContaining({ kind: 'withoutEffect' }));
  });

  it('rows that are averaged and then added up are neither a mean nor a sum', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean(-1).sum()
`);
    expect(computes).toMatchObject({ reduction: 'other', variant: 'focalWithoutAlpha' });
  });

  it('the logit of the target alone is a decision', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    own = x.gather(1, y.unsqueeze(1)).squeeze(1)
    ce = F.binary_cross_entropy_with_logits(own, torch.ones_like(own), reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'sigmoid', input: 'logits', gammaIsExponentOf: '1-p_t' });
  });
});

describe('a switch that changes nothing on the probes', () => {
  const lossWith = (line: string): string => `${HEAD}
def weighted(loss, cuda):
    return loss.cuda() if cuda else loss

def focal_loss(x, y, gamma=2.0, cuda=True):
    ce = F.cross_entropy(x, y, reduction='none')
    loss = (1 - torch.exp(-ce)) ** gamma * ce
    ${line}
    return loss.mean()
`;

  it.each([
    ['may give another parameter its effect', 'if balanced:\n        loss = alpha * loss', []],
    ['does not name a parameter that changes nothing', 'if balanced:\n        loss = 2 * loss', ['alpha']],
  ])('%s', async (_, lines, names) => {
    const { observations } = await verdictOf(`${HEAD}
def focal_loss(x, y, balanced=False, alpha=0.25, gamma=2.0):
    ce = F.cross_entropy(x, y, reduction='none')
    loss = (1 - torch.exp(-ce)) ** gamma * ce
    ${lines}
    return loss.mean()
`);
    const idle = observations.flatMap((each) => (each.kind === 'withoutEffect' ? [each.parameter] : []));
    expect(idle.filter((name) => name === 'alpha')).toEqual(names);
  });

  it.each([
    ['that is handed on is not called ignored', 'loss = weighted(loss, cuda)', []],
    ['that the code does not name is called ignored', '', ['parameter-ignored']],
  ])('%s', async (_, line, rules) => {
    const { diagnostics } = await diagnosedLossOf(lossWith(line));
    expect(diagnostics.map(({ rule }) => rule).filter((rule) => rule === 'parameter-ignored')).toEqual(rules);
  });
});

describe('parameters of a function within another one', () => {
  it.each([
    ['a decorator of OpenMMLab', 'from .utils import weighted_loss', 'weighted_loss'],
    [
      'a decorator of the file',
      'import functools\ndef timed(run):\n    @functools.wraps(run)\n    def inner(*args, **kwargs):\n        return run(*args, **kwargs)\n    return inner',
      'timed',
    ],
  ])('are those of the whole: %s', async (_, imports, decorator) => {
    const { computes } = await verdictOf(`${HEAD}${imports}

@${decorator}
def focal_loss(pred, target, alpha=0.25, gamma=2.0):
    bce = F.binary_cross_entropy_with_logits(pred, target, reduction='none')
    weight = alpha * target + (1 - alpha) * (1 - target)
    return weight * (1 - torch.exp(-bce)) ** gamma * bce
`);
    expect(computes).toMatchObject({ alphaRole: 'positives', gammaIsExponentOf: '1-p_t', variant: 'focal' });
  });
});

it('β beside counts of the classes is that of their effective numbers', async () => {
  const { computes, notUnderstood } = await verdictOf(`${HEAD}
def balanced_focal_loss(logits, labels, examples_per_class, beta, gamma=2.0):
    weights = torch.tensor([(1 - beta) / (1 - beta ** count) for count in examples_per_class])
    logp = F.log_softmax(logits, 1).gather(1, labels[:, None])[:, 0]
    return (-weights[labels] * (1 - logp.exp()) ** gamma * logp).mean()
`);
  expect(notUnderstood).toBeNull();
  expect(computes).toMatchObject({ link: 'softmax', alphaRole: 'perClass', gammaIsExponentOf: '1-p_t' });
});
