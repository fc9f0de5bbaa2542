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
  ])('where it may have a focal loss: %s', (text) => {
    expect(mayHaveLoss(text)).toBe(true);
  });

  it.each([
    'import os',
    'self.gamma = nn.Parameter(torch.ones(size))',
    'scheduler = ExponentialLR(optimizer, gamma=0.9)',
    'value = f(**options, gamma=2)',
    'x ** 2',
  ])('and not where its words rule that out: %s', (text) => {
    expect(mayHaveLoss(text)).toBe(false);
  });
});
