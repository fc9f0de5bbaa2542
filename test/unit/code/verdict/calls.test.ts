import { describe, expect, it } from 'vitest';
import { verdictsOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

const FOCAL_LOSS = `
class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0, reduction='mean'):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma
        self.reduction = reduction

    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        a_t = (1 - self.alpha) * targets + self.alpha * (1 - targets)
        loss = a_t * (1 - torch.exp(-ce)) ** self.gamma * ce
        return loss.sum() if self.reduction == 'sum' else loss.mean()
`;

async function callsIn(code: string) {
  const verdicts = await verdictsOf(code);
  return verdicts
    .filter(({ kind }) => kind !== 'definition')
    .map(({ kind, name, line, computes, parameters }) => ({
      kind,
      name,
      line,
      computes,
      alpha: parameters.alpha?.default ?? null,
      gamma: parameters.gamma?.default ?? null,
    }));
}

describe('a call of a focal loss', () => {
  it('is judged with its values, of a class of the file', async () => {
    const [call, ...others] = await callsIn(`${HEAD}${FOCAL_LOSS}
GAMMA = 1.5
criterion = FocalLoss(0.75, gamma=GAMMA, reduction='sum')
`);
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      kind: 'call',
      name: 'FocalLoss',
      line: 19,
      computes: { alphaRole: 'classZero', gammaIsExponentOf: '1-p_t', reduction: 'sum' },
      alpha: 0.75,
      gamma: 1.5,
    });
  });

  it('is judged with its values and defaults, of torchvision', async () => {
    expect(
      await callsIn(`from torchvision.ops import sigmoid_focal_loss
def step(model, x, y):
    return sigmoid_focal_loss(model(x), y.float(), alpha=0.4, reduction='mean')
`),
    ).toMatchObject([
      {
        name: 'sigmoid_focal_loss',
        line: 3,
        computes: {
          link: 'sigmoid',
          input: 'logits',
          alphaRole: 'positives',
          reduction: 'mean',
          variant: 'focal',
        },
        alpha: 0.4,
        gamma: 2,
      },
    ]);
  });

  it('shows that α of Keras does nothing without class balancing', async () => {
    const [off, on] = await callsIn(`import keras
off = keras.losses.BinaryFocalCrossentropy(alpha=0.9, gamma=3.0)
on = keras.losses.BinaryFocalCrossentropy(apply_class_balancing=True, alpha=0.9, from_logits=True)
`);
    expect(off?.computes).toMatchObject({
      link: 'sigmoid',
      input: 'probabilities',
      alphaRole: 'off',
      gammaIsExponentOf: '1-p_t',
    });
    expect(on?.computes).toMatchObject({ link: 'sigmoid', input: 'logits', alphaRole: 'positives' });
  });

  it('is judged where partial gives the values, and where an object holds them', async () => {
    const calls = await callsIn(`from functools import partial
from torchvision.ops import sigmoid_focal_loss
loss = partial(sigmoid_focal_loss, alpha=0.6, gamma=1.0, reduction='sum')
`);
    expect(calls).toMatchObject([
      { computes: { alphaRole: 'positives', reduction: 'sum' }, alpha: 0.6, gamma: 1 },
    ]);
  });

  it.each([
    ['an argument of the command line', 'criterion = FocalLoss(alpha=options.alpha)'],
    ['a parameter of the function around it', 'def build(alpha=0.5):\n    return FocalLoss(alpha)'],
    ['an unpacked mapping', 'criterion = FocalLoss(**settings)'],
    ['a keyword that the loss does not take', 'criterion = FocalLoss(weight=2.0)'],
    ['a loss that is not in the file', 'criterion = SmoothFocalLoss(alpha=0.5)'],
  ])('is not judged with %s', async (_, code) => {
    expect(
      await callsIn(
        `${HEAD}from settings import options, settings\nfrom elsewhere import SmoothFocalLoss\n${FOCAL_LOSS}\n${code}\n`,
      ),
    ).toEqual([]);
  });

  it('is not judged twice within a loss that calls another one', async () => {
    const verdicts = await verdictsOf(`from torchvision.ops import sigmoid_focal_loss
def focal_loss(x, y, alpha=0.3, gamma=2.0):
    return sigmoid_focal_loss(x, y, alpha, gamma, reduction='mean')
`);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['definition']);
  });
});

describe('an entry of a configuration', () => {
  it('is left to the method of the same object, whose settings it does not give', async () => {
    const verdicts = await verdictsOf(`${HEAD}
class Module(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma

    def focal_loss(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        a_t = self.alpha * targets + (1 - self.alpha) * (1 - targets)
        return (a_t * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()

    def training_step(self, batch, index):
        return self.focal_loss(self(batch[0]), batch[1])
`);
    expect(verdicts.map(({ kind, computes }) => [kind, computes?.alphaRole])).toEqual([
      ['definition', 'positives'],
    ]);
  });

  it('is judged as the loss of MMDetection that it names', async () => {
    expect(
      await callsIn(`model = dict(
    bbox_head=dict(
        type='RetinaHead',
        loss_cls=dict(type='FocalLoss', use_sigmoid=True, gamma=2.0, alpha=0.25, loss_weight=1.0),
        loss_bbox=dict(type='L1Loss', loss_weight=1.0)))
`),
    ).toMatchObject([
      {
        kind: 'configuration',
        name: 'FocalLoss',
        line: 4,
        computes: { link: 'sigmoid', input: 'logits', alphaRole: 'positives' },
        alpha: 0.25,
        gamma: 2,
      },
    ]);
  });

  it('is not judged where its values come from elsewhere', async () => {
    expect(await callsIn("loss = dict(type='FocalLoss', alpha=cfg.alpha)\n")).toEqual([]);
  });
});
