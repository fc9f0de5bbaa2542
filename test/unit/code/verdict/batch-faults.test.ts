import { describe, expect, it } from 'vitest';
import { diagnosedLossOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('a fault of the batch', () => {
  const reduced = (reduction: string): string => `${HEAD}
def focal_loss(x, y, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='${reduction}')
    return (1 - torch.exp(-ce)) ** gamma * ce
`;

  it.each([
    ['sum', 1],
    ['none', 0],
  ])('is a power of what was added up: %s', async (reduction, count) => {
    const { diagnostics } = await diagnosedLossOf(reduced(reduction));
    expect(diagnostics.filter(({ rule }) => rule === 'reduced-before-modulation')).toHaveLength(count);
  });

  it.each([
    ['', '', 1],
    ['', '.squeeze(1)', 0],
    ['assert x.dim() == 4', '', 1],
  ])('is a column of p_t beside a list of losses: %s %s', async (check, end, count) => {
    const { diagnostics } = await diagnosedLossOf(`${HEAD}
def focal_loss(x, y, gamma=2.0):
    ${check}
    ce = F.cross_entropy(x, y, reduction='none')
    p_t = F.softmax(x, dim=1).gather(1, y.unsqueeze(1))${end}
    return ((1 - p_t) ** gamma * ce).mean()
`);
    expect(diagnostics.filter(({ rule }) => rule === 'flattened-targets-broadcast')).toHaveLength(count);
  });

  it.each([
    ['alpha=None', 'class_num, 1', '[:, 0]', 1],
    ['alpha=None', 'class_num', '[:, 0]', 0],
    ['alpha', 'class_num, 1', '', 0],
  ])(
    'is a list of p_t beside a column of weights of the code: %s, %s%s',
    async (parameter, shape, taken, count) => {
      const { diagnostics } = await diagnosedLossOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, ${parameter}, gamma=2.0, class_num=3):
        super().__init__()
        self.alpha = torch.ones(${shape}) if alpha is None else alpha
        self.gamma = gamma

    def forward(self, x, y):
        p_t = F.softmax(x, dim=1).gather(1, y[:, None])${taken}
        return (-self.alpha[y] * (1 - p_t) ** self.gamma * p_t.log()).mean()
`);
      expect(diagnostics.filter(({ rule }) => rule === 'flattened-targets-broadcast')).toHaveLength(count);
    },
  );

  it.each([
    ['gamma=2.0', 'torch.tensor(gamma)', 0],
    ['gamma', 'torch.tensor(gamma)', 1],
    ['gamma=2.0', 'torch.tensor([gamma, gamma])', 1],
  ])('on another device is one of several numbers: %s, %s', async (parameter, value, count) => {
    const { diagnostics } = await diagnosedLossOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, ${parameter}):
        super().__init__()
        self.gamma = ${value}

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma.max() * ce).mean()
`);
    expect(diagnostics.filter(({ rule }) => rule === 'alpha-not-registered')).toHaveLength(count);
  });
});
