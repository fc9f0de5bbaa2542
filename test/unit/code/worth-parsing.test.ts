import { describe, expect, it } from 'vitest';
import { mayHaveLoss } from '../../../src/code/syntax/worth-parsing';

describe('a text is parsed', () => {
  it.each([
    'loss = FocalLoss()',
    "hyp['fl_gamma']",
    'criterion = DETRLoss(gamma=1.5)',
    'def loss(p, y, gamma):\n    return -((1 - p) ** gamma * p.log()).mean()',
    'weight = (1 - p) ** (self.gamma)',
    'weight = torch.pow(\n    1 - torch.exp(-cross_entropy),\n    self.gamma,\n)',
    'weight = (1 - p).pow(gamma)',
    'weight = torch.exp(gamma * torch.log1p(-p))',
    'weight = torch.exp(log_q * self.gamma)',
    'weight = (1 - p) ** γ',
    'const weight = x.sub(p).pow(gamma)',
    'loss = (1 - torch.exp(-ce)) ** 2 * ce  # cross_entropy',
    'loss = torch.pow(1. - p_t, self.focus) * bce',
    'const loss = tf.pow(tf.sub(1, p), 2).mul(tf.log(p))',
  ])('where it may have a focal loss: %s', (text) => {
    expect(mayHaveLoss(text)).toBe(true);
  });

  it.each([
    'import os',
    'self.gamma = nn.Parameter(torch.ones(size))',
    'scheduler = ExponentialLR(optimizer, gamma=0.9)',
    'value = f(**options, gamma=2)',
    'x ** 2',
    'area = math.log(2) * (1 - x) * (1 + x) ** 2',
    'rate = start * (1 - step / steps) ** power',
  ])('and not where its words rule that out: %s', (text) => {
    expect(mayHaveLoss(text)).toBe(false);
  });
});
