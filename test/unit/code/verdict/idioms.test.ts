import { describe, expect, it } from 'vitest';
import { BODY, CLASS_LOSS, verdictOf, verdictsOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

/** The verdict on `FocalLoss` in a text that has parts of it elsewhere. */
async function verdictOfFocalLoss(text: string): ReturnType<typeof verdictOf> {
  const found = (await verdictsOf(text)).find(({ name }) => name === 'FocalLoss');
  return found ?? expect.fail('There is no FocalLoss.');
}

describe('what stands around losses', () => {
  it.each([
    ['a method of a registry', 'from ..builder import LOSSES\n', '@LOSSES.register_module()'],
    [
      'a registry of the file',
      "from mm import Registry\nLOSSES = Registry('loss')\n",
      '@LOSSES.register(name="f")',
    ],
    ['a function that registers', 'from common import register_loss\n', '@register_loss'],
    ['a compiler', '', '@torch.compile(dynamic=True)'],
    ['a compiler of another library', 'from numba import njit\n', '@njit'],
    ['types of arguments', 'from beartype import beartype\n', '@beartype'],
    ['a configuration', 'import gin\n', "@gin.configurable('focal')"],
    ['a clock', 'from .timing import timer\n', '@timer'],
    ['a list of what is exported', 'from keras.src.api_export import keras_export\n', "@keras_export('f')"],
  ])('is handed back by %s', async (_, imports, decorator) => {
    const { computes } = await verdictOf(
      `${HEAD}${imports}\n${decorator}\ndef focal_loss(p, t, gamma=2):\n    ${BODY}\n`,
    );
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is not known of a decorator of another file whose name tells nothing', async () => {
    const { computes, notUnderstood } = await verdictOf(
      `${HEAD}from .more import doubled\n\n@doubled\ndef focal_loss(p, t, gamma=2):\n    ${BODY}\n`,
    );
    expect(computes).toBeNull();
    expect(notUnderstood?.line).toBe(6);
  });

  it('is a class that a registry of the file looks into', async () => {
    const { computes } = await verdictOf(`${HEAD}import inspect

class Registry:
    def __init__(self):
        self.kept = {}

    def register(self, kept):
        if not inspect.isclass(kept):
            raise TypeError('a registry keeps classes')
        self.kept[kept.__name__] = kept
        return kept

LOSSES = Registry()

@LOSSES.register
class FocalLoss(nn.Module):
    def forward(self, p, t):
        assert F._Reduction.get_enum('mean') == 1
        ce = F.cross_entropy(p, t, reduction='none')
        return ((1 - torch.exp(-ce)) ** 2 * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', variant: 'focalWithoutAlpha' });
  });

  it('is not handed back by a decorator that may do anything', async () => {
    const { notUnderstood } = await verdictOf(
      `${HEAD}from common import scaled\n\n@scaled\ndef focal_loss(p, t, gamma=2):\n    ${BODY}\n`,
    );
    expect(notUnderstood?.reason).toEqual({ kind: 'call', name: 'common.scaled' });
  });

  it('is the constructor of an unknown base that runs first', async () => {
    const { computes } = await verdictOfFocalLoss(`${HEAD}from .base import BaseLoss

class FocalLoss(BaseLoss):
    def __init__(self, gamma=2):
        super().__init__()
        self.gamma = gamma

    def forward(self, p, t):
        return entropy(p, t, self.gamma)

def entropy(p, t, gamma):
    ${BODY}
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is what an unknown base may have set', async () => {
    const { notUnderstood } = await verdictOfFocalLoss(`${HEAD}from .base import BaseLoss

class FocalLoss(BaseLoss):
    def forward(self, p, t):
        return entropy(p, t, self.gamma)

def entropy(p, t, gamma):
    ${BODY}
`);
    expect(notUnderstood?.reason).toEqual({ kind: 'import', name: '.base.BaseLoss' });
  });

  it('is the constructor of an unknown base of a class that is called itself', async () => {
    const { computes } = await verdictOfFocalLoss(`${HEAD}from .base import BaseLoss

class FocalLoss(BaseLoss):
    def __init__(self, gamma=2):
        super().__init__('focal')
        self.gamma = gamma

    def __call__(self, p, t):
        return entropy(p, t, self.gamma)

def entropy(p, t, gamma):
    ${BODY}
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is the object of another file in which the loss is returned', async () => {
    const { computes } = await verdictOfFocalLoss(`${HEAD}from .base import BaseLoss, LossOutput

class FocalLoss(BaseLoss):
    def __init__(self, gamma=2):
        super().__init__()
        self.gamma = gamma

    def forward(self, p, t):
        loss = entropy(p, t, self.gamma)
        return LossOutput(parts={'first': loss.detach()}, loss=loss)

def entropy(p, t, gamma):
    ${BODY}
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is called by an unknown base, whose objects are called themselves', async () => {
    const { computes } = await verdictOfFocalLoss(`${HEAD}from .base import BaseLoss

class Entropy(BaseLoss):
    def __init__(self, gamma=2):
        super().__init__()
        self.gamma = gamma

    def forward(self, p, t):
        gamma = self.gamma
        ${BODY.replaceAll('\n', '\n    ')}

class FocalLoss(nn.Module):
    def __init__(self, gamma=2):
        super().__init__()
        self.entropy = Entropy(gamma)

    def forward(self, p, t):
        return self.entropy(p, t)
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is a parameter or a tensor', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        weights = [torch.tensor(2.0), nn.Parameter(torch.tensor(3.0)), None]
        self.kept = [isinstance(weight, nn.Parameter) for weight in weights]
        self.gamma = gamma

    def forward(self, p, t):
        assert self.kept == [False, True, False]
        ce = F.cross_entropy(p, t, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('is a function of another file that reduces as its name and its argument say', async () => {
    const { computes } = await verdictOf(`${HEAD}from src.utils import reduce

def focal_loss(p, t, gamma=2, reduction='mean'):
    ce = F.cross_entropy(p, t, reduction='none')
    return reduce((1 - torch.exp(-ce)) ** gamma * ce, reduction=reduction)
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('raises where it takes an item of a sum, as the first versions of PyTorch allowed', async () => {
    const { exception } = await verdictOf(
      `${HEAD}\ndef focal_loss(p, t, gamma=2):\n    loss = F.cross_entropy(p, t)\n    print(loss.data[0])\n    return (1 - torch.exp(-loss)) ** gamma * loss\n`,
    );
    expect(exception).toMatchObject({ className: 'IndexError', line: 7 });
  });

  it('is only printed', async () => {
    const { computes } = await verdictOf(
      `${HEAD}from common import describe\n\ndef focal_loss(p, t, gamma=2):\n    print(f"{describe(p):.4f}")\n    ${BODY}\n`,
    );
    expect(computes).toMatchObject(CLASS_LOSS);
  });
});

describe('how a loss is called and what it returns', () => {
  it('is a method of another name that takes predictions and targets', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss:
    def __init__(self, gamma=2):
        self.gamma = gamma

    def describe(self, logits):
        return logits.shape

    def get_loss(self, logits, targets):
        ce = F.cross_entropy(logits, targets, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('has a mask beside them', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, targets, valid_mask, gamma=2):
    ce = F.cross_entropy(logits, targets, reduction='none')[valid_mask]
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it.each([
    ['a tuple', 'return loss, logits.argmax(1)'],
    ['a dictionary', "return {'accuracy': (logits.argmax(1) == targets).float().mean(), 'loss': loss}"],
  ])('is in %s', async (_, statement) => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, targets, gamma=2):
    ce = F.cross_entropy(logits, targets, reduction='none')
    loss = ((1 - torch.exp(-ce)) ** gamma * ce).mean()
    ${statement}
`);
    expect(computes).toMatchObject(CLASS_LOSS);
  });

  it('has a gradient of its own, which is not that of the formula', async () => {
    const { computes } = await verdictOfFocalLoss(`${HEAD}
class SigmoidLoss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, targets, gamma):
        p = torch.sigmoid(logits)
        p_t = torch.where(targets == 1, p, 1 - p)
        ctx.save_for_backward(p, targets)
        return -(1 - p_t) ** gamma * p_t.log()

    @staticmethod
    def backward(ctx, grad_output):
        p, targets = ctx.saved_tensors
        return grad_output * (p - targets), None, None

class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, targets):
        return SigmoidLoss.apply(logits, targets, self.gamma).mean()
`);
    expect(computes).toMatchObject({ link: 'sigmoid', gammaIsExponentOf: '1-p_t', variant: null });
  });
});

describe('an exception', () => {
  it('is none of the loss where a variable is bound for other targets', async () => {
    const { exception, notUnderstood } = await verdictOf(`${HEAD}
def focal_loss(logits, targets, gamma=2):
    if (targets == -1).any():
        ignored = targets == -1
    ce = F.cross_entropy(logits[~ignored], targets[~ignored], reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(exception).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'layout' });
  });
});

it('a loss that returns a second value is no objective of a booster', async () => {
  const verdicts = await verdictsOf(`${HEAD}
class FocalLoss(nn.Module):
    def forward(self, preds, labels):
        """Returns the loss, and as the second value what is logged."""
        ce = F.cross_entropy(preds, labels, reduction='none')
        loss = ((1 - torch.exp(-ce)) ** 2 * ce).mean()
        return loss, loss.detach()
`);
  expect(verdicts.map(({ kind }) => kind)).toEqual(['definition']);
});
