import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

/** A share that is counted in data, and a number of settings, which no run knows. */
const HEAD = `import pandas as pd
import torch
import torch.nn as nn
import torch.nn.functional as F
from settings_of_team import read

labels = pd.read_csv('labels.csv')['label']
share = (labels == 0).mean()
GAMMA = read('gamma')
`;
const BINARY = `
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    p_t = torch.exp(-ce)
`;

describe('an α or γ whose default no run knows', () => {
  it('is given where the code shows a number: of a function', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, targets, alpha=share, gamma=GAMMA):${BINARY}
    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
    return (alpha_t * (1 - p_t) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'sigmoid', alphaRole: 'positives', variant: 'focal' });
  });

  it('is given where the code shows a number: of a constructor', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha=share, gamma=2.0):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        alpha_t = torch.where(targets == 1, self.alpha, 1 - self.alpha)
        return (alpha_t * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'sigmoid', alphaRole: 'positives', variant: 'focal' });
  });

  it('ends the run where it may be one weight a class', async () => {
    const { computes, notUnderstood } = await verdictOf(`${HEAD}
def focal_loss(logits, targets, alpha=share, gamma=2.0):${BINARY}
    return (alpha * (1 - p_t) ** gamma * ce).mean()
`);
    expect(computes).toBeNull();
    expect(notUnderstood).not.toBeNull();
  });
});
