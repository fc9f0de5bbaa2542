import { describe, expect, it } from 'vitest';
import { verdictOf, verdictsOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('a focal loss within other code', () => {
  it('is a closure of settings that another function is given, in the style of Keras', async () => {
    const { form, computes, parameters } = await verdictOf(`from keras import backend as K
import tensorflow as tf

def focal_loss(gamma=2., alpha=.25):
    def fixed(y_true, y_pred):
        p_1 = tf.where(tf.equal(y_true, 1), y_pred, tf.ones_like(y_pred))
        p_0 = tf.where(tf.equal(y_true, 0), y_pred, tf.zeros_like(y_pred))
        return -K.mean(alpha * K.pow(1. - p_1, gamma) * K.log(p_1 + 1e-7)) - K.mean(
            (1 - alpha) * K.pow(p_0, gamma) * K.log(1. - p_0 + 1e-7))
    return fixed
`);
    expect(form).toBe('closure');
    expect(computes).toMatchObject({
      input: 'probabilities',
      alphaRole: 'positives',
      gammaIsExponentOf: '1-p_t',
    });
    expect([parameters.alpha?.default, parameters.gamma?.default]).toEqual([0.25, 2]);
  });

  it('is a function that takes α and γ from the function around it', async () => {
    const { name, computes, parameters } = await verdictOf(`${HEAD}
def train(model, loader, alpha=0.25, gamma=2.0, epochs=10):
    weight = alpha
    def focal_loss(logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        p_t = torch.exp(-ce)
        a_t = (1 - weight) * targets + weight * (1 - targets)
        return (a_t * (1 - p_t) ** gamma * ce).mean()
    for epoch in range(epochs):
        for x, y in loader:
            focal_loss(model(x), y).backward()
`);
    expect(name).toBe('focal_loss');
    expect(computes).toMatchObject({ alphaRole: 'classZero', gammaIsExponentOf: '1-p_t', reduction: 'mean' });
    expect(parameters).toMatchObject({
      alpha: { name: 'alpha', default: 0.25, line: 10 },
      gamma: { name: 'gamma', default: 2, line: 11 },
    });
  });

  it('is a method that takes its settings from the object, whose network is not known', async () => {
    const verdict = await verdictOf(`${HEAD}
from mydetector.backbones import build_backbone

class Detector(nn.Module):
    def __init__(self, cfg, focal_alpha=0.25, focal_gamma=2.0):
        super().__init__()
        self.backbone = build_backbone(cfg)
        self.head = nn.Linear(self.backbone.width, cfg.classes)
        self.alpha = focal_alpha
        self.gamma = focal_gamma

    def forward(self, images):
        return self.head(self.backbone(images))

    def p_t(self, logits, targets):
        p = torch.sigmoid(logits)
        return p * targets + (1 - p) * (1 - targets)

    def focal_loss(self, logits, targets):
        p_t = self.p_t(logits, targets)
        a_t = self.alpha * targets + (1 - self.alpha) * (1 - targets)
        return (-a_t * (1 - p_t) ** self.gamma * torch.log(p_t)).sum()
`);
    expect(verdict).toMatchObject({
      name: 'focal_loss',
      computes: { alphaRole: 'positives', gammaIsExponentOf: '1-p_t', reduction: 'sum', variant: 'focal' },
      parameters: {
        alpha: { name: 'focal_alpha', default: 0.25 },
        gamma: { name: 'focal_gamma', default: 2 },
      },
    });
  });

  it('is not understood where the object sets what it needs in several places', async () => {
    const { computes, notUnderstood } = await verdictOf(`${HEAD}
class Trainer:
    def __init__(self, gamma=2.0):
        self.gamma = gamma

    def warm_up(self):
        self.gamma = 0.0

    def focal_loss(self, logits, targets):
        ce = F.cross_entropy(logits, targets, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(computes).toBeNull();
    expect(notUnderstood?.line).toBe(14);
  });

  it('is not understood where the function around it changes a name in a loop', async () => {
    const { computes, notUnderstood } = await verdictOf(`${HEAD}
def run(model, x, y):
    gamma = 0.0
    def focal_loss(logits, targets):
        ce = F.cross_entropy(logits, targets, reduction='none')
        return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
    for epoch in range(5):
        gamma += 0.5
        focal_loss(model(x), y).backward()
`);
    expect(computes).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'name', name: 'gamma' });
  });

  it('is a class in a function, a static method, a lambda', async () => {
    const verdicts = await verdictsOf(`${HEAD}
def make(gamma=2.0):
    class FocalLoss(nn.Module):
        def __init__(self, alpha=0.25):
            super().__init__()
            self.alpha = alpha

        def forward(self, x, y):
            ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
            return (self.alpha * (1 - torch.exp(-ce)) ** gamma * ce).mean()
    return FocalLoss()

class Losses:
    @staticmethod
    def focal_loss(x, y, gamma=2.0):
        p = torch.sigmoid(x)
        p_t = torch.where(y == 1, p, 1 - p)
        return (-p_t ** gamma * torch.log(p_t)).mean()

focal = lambda x, y, gamma=2.0: ((1 - torch.exp(-F.cross_entropy(x, y, reduction='none'))) ** gamma * F.cross_entropy(x, y, reduction='none')).sum()
`);
    expect(
      verdicts.map(({ name, form, computes }) => [name, form, computes?.gammaIsExponentOf, computes?.link]),
    ).toEqual([
      ['make', 'closure', '1-p_t', 'sigmoid'],
      ['focal_loss', 'function', 'p_t', 'sigmoid'],
      ['focal', 'function', '1-p_t', 'softmax'],
    ]);
  });

  it('is the definition that stands there, and not a later one of the same name', async () => {
    const verdicts = await verdictsOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    ce = F.cross_entropy(x, y, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()

def focal_loss(x, y, gamma=2.0):
    ce = F.cross_entropy(x, y, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).sum()
`);
    expect(verdicts.map(({ computes }) => computes?.reduction)).toEqual(['mean', 'sum']);
  });
});

describe('what only has the name of a focal loss', () => {
  it.each([
    [
      'its settings',
      'from dataclasses import dataclass\n@dataclass\nclass FocalLossConfig:\n    weight: float = 1.0\n',
    ],
    ['a table of losses', 'def get_focal_loss(name):\n    return TABLE[name]()\n'],
    ['a step of training', `${HEAD}def focal_training_loss(batch, model):\n    return model(batch)\n`],
  ])('is not judged: %s', async (_, code) => {
    expect(await verdictsOf(code)).toEqual([]);
  });
});
