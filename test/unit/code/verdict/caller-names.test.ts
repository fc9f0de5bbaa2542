import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

const FORWARD = `
    def forward(self, logits, target):
        ce = F.binary_cross_entropy_with_logits(logits, target, reduction='none')
        weight = self.alpha * target + (1 - self.alpha) * (1 - target)
        return (weight * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`;
const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('arguments of a constructor that it keeps all at once', () => {
  it.each([
    ["store_attr('alpha,gamma')", 'nn.Module', true],
    ['store_attr()', 'Module', false],
    ["store_attr(but='name')", 'Module', false],
    ["store_attr('alpha, gamma', self)", 'Module', false],
    ["store_attr(self, 'alpha,gamma')", 'Module', false],
  ])('%s in a subclass of %s', async (stored, base, isInitialised) => {
    const { computes, exception } = await verdictOf(`${HEAD}from fastai.vision.all import *

class FocalLoss(${base}):
    def __init__(self, alpha=0.25, gamma=2.0, name='focal'):
        ${isInitialised ? 'super().__init__()' : 'pass'}
        ${stored}
${FORWARD}`);
    expect(exception).toBeNull();
    expect(computes).toMatchObject({ alphaRole: 'positives', gammaIsExponentOf: '1-p_t', variant: 'focal' });
  });

  it('locals() has the names that are bound so far', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        given = dict(locals())
        super().__init__()
        for name, value in given.items():
            if name in ('alpha', 'gamma'):
                setattr(self, name, value)
${FORWARD}`);
    expect(computes).toMatchObject({ alphaRole: 'positives', variant: 'focal' });
  });
});
