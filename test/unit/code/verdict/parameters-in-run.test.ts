import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

describe('the lines at which α and γ act', () => {
  it('are those of the pair that the target indexes, and of the power', async () => {
    const { parameters } = await verdictOf(
      [
        'import torch',
        'import torch.nn as nn',
        'import torch.nn.functional as F',
        'class WeightedFocalLoss(nn.Module):',
        '    def __init__(self, alpha=.25, gamma=2):',
        '        super().__init__()',
        '        self.alpha = torch.tensor([alpha, 1-alpha])',
        '        self.gamma = gamma',
        '    def forward(self, inputs, targets):',
        "        bce = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')",
        '        at = self.alpha.gather(0, targets.long().view(-1))',
        '        pt = torch.exp(-bce)',
        '        return (at * (1 - pt) ** self.gamma * bce).mean()',
      ].join('\n'),
    );
    expect(parameters).toEqual({
      alpha: { name: 'alpha', default: 0.25, line: 7 },
      gamma: { name: 'gamma', default: 2, line: 13 },
    });
  });

  it('are in the forward pass for class weights', async () => {
    const { parameters } = await verdictOf(
      [
        'import torch',
        'import torch.nn.functional as F',
        'def focal_loss(logits, targets, alpha=(0.5, 0.8, 2.0), gamma=1.5):',
        '    log_p = F.log_softmax(logits, dim=1)',
        '    log_pt = log_p.gather(1, targets[:, None]).squeeze(1)',
        '    weights = torch.tensor(alpha)',
        '    at = weights[targets]',
        '    loss = -(1 - log_pt.exp()).pow(gamma) * log_pt',
        '    return (at * loss).mean()',
      ].join('\n'),
    );
    expect(parameters).toEqual({
      alpha: { name: 'alpha', default: [0.5, 0.8, 2], line: 6 },
      gamma: { name: 'gamma', default: 1.5, line: 8 },
    });
  });

  it('are those of a number that the code gives, and absent for what the loss has not', async () => {
    const { parameters } = await verdictOf(
      [
        'import torch.nn.functional as F',
        'def focal_loss(logits, targets):',
        "    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')",
        '    return ((1 - (-ce).exp()) ** 2 * ce).mean()',
      ].join('\n'),
    );
    expect(parameters).toEqual({ alpha: null, gamma: { name: 'exponent', default: 2, line: 4 } });
  });
});
