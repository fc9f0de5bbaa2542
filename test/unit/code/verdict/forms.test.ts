import { describe, expect, it } from 'vitest';
import { verdictOf, verdictsOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('a loss is called as it is written', () => {
  it('with two classes where the weights are those of two', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2):
        super().__init__()
        self.alpha = torch.Tensor([alpha, 1 - alpha])
        self.gamma = gamma

    def forward(self, scores, labels):
        log_p = F.log_softmax(scores, dim=1).gather(1, labels[:, None])[:, 0]
        return -(self.alpha[labels] * (1 - log_p.exp()) ** self.gamma * log_p).sum()
`);
    expect(computes).toEqual({
      link: 'softmax',
      input: 'logits',
      alphaRole: 'classZero',
      gammaIsExponentOf: '1-p_t',
      reduction: 'sum',
      variant: 'alpha-on-negatives',
    });
  });

  it('through a function that returns an object', async () => {
    const verdicts = await verdictsOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, gamma):
        super().__init__()
        self.gamma = gamma

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()

def make_focal_loss(gamma=1.5):
    return FocalLoss(gamma)
`);
    expect(verdicts.map(({ form, computes }) => [form, computes?.variant])).toEqual([
      ['class', 'focalWithoutAlpha'],
      ['closure', 'focalWithoutAlpha'],
    ]);
  });

  it('with a normaliser that the caller counts', async () => {
    const { computes } = await verdictOf(`${HEAD}
def sigmoid_focal_loss(inputs, targets, num_boxes, alpha=0.25, gamma=2):
    ce = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')
    a_t = alpha * targets + (1 - alpha) * (1 - targets)
    return (a_t * (1 - torch.exp(-ce)) ** gamma * ce).sum() / num_boxes
`);
    expect(computes).toMatchObject({ alphaRole: 'positives', reduction: 'sum', variant: 'focal' });
  });

  it('with the targets first where the names say so', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(y_true, y_pred, gamma=2):
    return ((1 - y_pred) ** gamma * -y_pred.log() * y_true + y_pred ** gamma * -(1 - y_pred).log() * (1 - y_true)).mean()
`);
    expect(computes).toMatchObject({ link: 'sigmoid', input: 'probabilities', gammaIsExponentOf: '1-p_t' });
  });

  it('and is not understood where it hands on whatever it is given', async () => {
    const { exception, notUnderstood } = await verdictOf(`${HEAD}
from elsewhere import of_elements

def focal_loss(*tensors, **settings):
    return of_elements(*tensors, **settings)
`);
    expect(exception).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'parameter', name: 'tensors' });
  });

  it('and is not understood where a parameter has no known meaning', async () => {
    const { computes, notUnderstood } = await verdictOf(`${HEAD}
def focal_loss(logits, targets, geometry, gamma=2):
    return (geometry * (1 - torch.sigmoid(logits)) ** gamma * F.logsigmoid(logits)).sum()
`);
    expect(computes).toBeNull();
    expect(notUnderstood?.reason).toEqual({ kind: 'parameter', name: 'geometry' });
  });
});

describe('a mistake in the flow of values', () => {
  it.each([
    [
      'gamma multiplies',
      '(1 - p_t) * gamma * ce',
      { gammaIsExponentOf: 'none', variant: 'gamma-not-exponent' },
    ],
    [
      'the easy examples keep their loss',
      'p_t ** gamma * ce',
      { gammaIsExponentOf: 'p_t', variant: 'swapped-modulation' },
    ],
    ['p for both', '(1 - p) ** gamma * ce', { gammaIsExponentOf: '1-p', variant: 'p-instead-of-pt' }],
    [
      'detached',
      '(1 - p_t).detach() ** gamma * ce',
      { gammaIsExponentOf: '1-p_t', variant: 'detached-modulation' },
    ],
    ['without gradient, by its data', '(1 - p_t).data ** gamma * ce', { variant: 'detached-modulation' }],
    ['a minus too many', '-((1 - p_t) ** gamma) * ce', { gammaIsExponentOf: '1-p_t', variant: 'sign-error' }],
  ])('shows itself: %s', async (_, formula, computes) => {
    const verdict = await verdictOf(`${HEAD}
def focal_loss(x, t, alpha=0.25, gamma=2.0):
    p = torch.sigmoid(x)
    p_t = p * t + (1 - p) * (1 - t)
    ce = F.binary_cross_entropy_with_logits(x, t, reduction='none')
    a_t = alpha * t + (1 - alpha) * (1 - t)
    return (a_t * (${formula})).mean()
`);
    expect(verdict.computes).toMatchObject(computes);
  });
});
