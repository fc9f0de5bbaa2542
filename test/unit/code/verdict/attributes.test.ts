import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

const settings = (read: string): string => `${HEAD}
class Settings:
    def __init__(self, **values):
        self.values = values

    def __getattr__(self, name):
        if name not in self.values:
            raise AttributeError(name)
        return self.values[name]

class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.settings = Settings(gamma=gamma)

    def forward(self, x, y):
        ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
        return ${read} * ((1 - torch.exp(-ce)) ** self.settings.gamma * ce).mean()
`;

describe('attributes that a class makes in __getattr__', () => {
  it.each(['1', "getattr(self.settings, 'scale', 1)", "int(not hasattr(self.settings, 'scale'))"])(
    'are read, and those that it refuses are missing: %s',
    async (read) => {
      const { computes } = await verdictOf(settings(read));
      expect(computes).toMatchObject({ variant: 'focalWithoutAlpha', gammaIsExponentOf: '1-p_t' });
    },
  );

  it('raise as others do where nothing else is asked for', async () => {
    const { exception } = await verdictOf(settings('self.settings.scale'));
    expect(exception).toMatchObject({ className: 'AttributeError', line: 21 });
  });
});

it('None has no attribute, and says so without an exception where it is asked', async () => {
  const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    options = None
    scale = getattr(options, 'scale', 1.0)
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    return scale * ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
  expect(computes).toMatchObject({ variant: 'focalWithoutAlpha' });
});

it('an attribute that a decorated method sets is not known, and not missing', async () => {
  const { exception, notUnderstood } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    @torch.no_grad()
    def count(self, examples):
        self.weight = 1.0 / examples

    def forward(self, x, y):
        log_p = F.log_softmax(x, dim=1).gather(1, y[:, None])[:, 0]
        return -(self.weight[y] * (1 - log_p.exp()) ** 2 * log_p).mean()
`);
  expect(exception).toBeNull();
  expect(notUnderstood?.reason).toStrictEqual({ kind: 'attribute', name: 'weight', of: 'FocalLoss' });
});

it('a text is asked for one of several starts or ends', async () => {
  const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2.0, mode='sum_of_batch'):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    loss = (1 - torch.exp(-ce)) ** gamma * ce
    return loss.sum() if mode.startswith(('all', 'sum')) and mode.endswith(('batch',)) else loss.mean()
`);
  expect(computes).toMatchObject({ reduction: 'sum' });
});

it('a decorator whose end is not known leaves no attributes behind', async () => {
  const { computes, exception } = await verdictOf(`${HEAD}
def export(symbol):
    if hasattr(symbol, 'path') and symbol.number == id(symbol):
        raise ValueError('exported twice')
    symbol.path = 'losses'
    symbol.number = id(symbol)
    return symbol

@export
class Base(nn.Module):
    pass

@export
class FocalLoss(Base):
    def forward(self, x, y):
        ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
        return ((1 - torch.exp(-ce)) ** 2 * ce).mean()
`);
  expect(exception).toBeNull();
  expect(computes).toMatchObject({ variant: 'focalWithoutAlpha' });
});

describe('an attribute that every module has', () => {
  it.each([
    ['is there', "self.scale = 1.0 if hasattr(self, 'named_parameters') else 0.0", null],
    ['is not followed where it is called', 'self.scale = len(list(self.children()))', 'call'],
    ['is not followed where every object has it', 'self.__dict__.update(scale=1.0)', 'import'],
  ])('%s', async (_, statement, reason) => {
    const { exception, notUnderstood } = await verdictOf(`import torch
import torch.nn as nn
import torch.nn.functional as F

class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma
        ${statement}

    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        return self.scale * ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(exception).toBeNull();
    expect(notUnderstood?.reason.kind ?? null).toBe(reason);
  });

  it('of a class of Lightning is not known', async () => {
    const { exception, notUnderstood } = await verdictOf(`import pytorch_lightning as pl
import torch
import torch.nn.functional as F

class FocalLoss(pl.LightningModule):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.save_hyperparameters()

    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.hparams.gamma * ce).mean()
`);
    expect(exception).toBeNull();
    expect(notUnderstood?.line).toBe(8);
  });

  it("of Keras' losses is there", async () => {
    const { computes, exception } = await verdictOf(`import keras
from keras import ops

class FocalLoss(keras.losses.Loss):
    def __init__(self, gamma=2.0, **options):
        super().__init__(**options)
        self.gamma = gamma

    def call(self, y_true, y_pred):
        y_true = ops.cast(y_true, self._dtype)
        p_t = y_true * y_pred + (1 - y_true) * (1 - y_pred)
        return -((1 - p_t) ** self.gamma) * ops.log(p_t)

loss = FocalLoss.from_config({'gamma': 1.5})
`);
    expect(exception).toBeNull();
    expect(computes).toMatchObject({ input: 'probabilities', gammaIsExponentOf: '1-p_t' });
  });
});

describe('a list has no attribute of a tensor', () => {
  const withScale = (scale: string): string => `${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha, gamma=2.0):
        super().__init__()
        self.register_buffer('alpha', alpha.float())
        self.gamma = gamma

    def forward(self, x, y):
        scales = [1.0]
        log_p = F.log_softmax(x, dim=1).gather(1, y[:, None])[:, 0]
        return -(${scale} * self.alpha[y] * (1 - log_p.exp()) ** self.gamma * log_p).mean()
`;

  it('so that weights without default are a tensor where a method of one is called', async () => {
    const { computes } = await verdictOf(withScale("getattr(scales, 'scale', 1.0)"));
    expect(computes).toMatchObject({ variant: 'focal', alphaRole: 'perClass' });
  });

  it('and its own methods, which may not be known', async () => {
    const { notUnderstood } = await verdictOf(withScale('(scales.clear() or 1.0)'));
    expect(notUnderstood?.reason).toMatchObject({ kind: 'attribute', name: 'clear' });
  });
});
