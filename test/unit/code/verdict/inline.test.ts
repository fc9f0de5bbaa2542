import { describe, expect, it } from 'vitest';
import { verdictsOf } from './judge';

const HEAD = 'import torch\nimport torch.nn.functional as F\n';

async function inlineIn(code: string) {
  const verdicts = await verdictsOf(HEAD + code);
  return verdicts.map(({ kind, name, line, computes, parameters }) => ({
    kind,
    name,
    line,
    computes,
    alpha: parameters.alpha?.default ?? null,
    gamma: parameters.gamma?.default ?? null,
  }));
}

describe('a focal loss in the code of a training step', () => {
  it('is found from its two tensors to its mean', async () => {
    expect(
      await inlineIn(`
def train_step(model, batch, optimizer):
    images, labels = batch
    optimizer.zero_grad()
    logits = model(images)
    gamma = 2.0
    ce = F.binary_cross_entropy_with_logits(logits, labels.float(), reduction='none')
    p_t = torch.exp(-ce)
    loss = (1 - p_t) ** gamma * ce
    loss = loss.mean()
    loss.backward()
    optimizer.step()
    return loss.item()
`),
    ).toMatchObject([
      {
        kind: 'inline',
        name: 'loss',
        line: 11,
        computes: {
          link: 'sigmoid',
          input: 'logits',
          gammaIsExponentOf: '1-p_t',
          reduction: 'mean',
          variant: 'focalWithoutAlpha',
        },
        gamma: 2,
      },
    ]);
  });

  it('is found in a loop of the module, with α of the settings of an object', async () => {
    expect(
      await inlineIn(`
ALPHA, GAMMA = 0.25, 2
alpha = 0.75
for x, y in loader:
    scores = net(x)
    p = torch.sigmoid(scores)
    p_t = p * y + (1 - p) * (1 - y)
    a_t = (1 - alpha) * y + alpha * (1 - y)
    focal = -(a_t * torch.pow(1 - p_t, GAMMA) * torch.log(p_t)).sum()
    total = focal + regression(x)
    total.backward()
`),
    ).toMatchObject([
      {
        kind: 'inline',
        name: 'focal',
        line: 11,
        computes: { alphaRole: 'classZero', reduction: 'sum' },
        alpha: 0.75,
        gamma: 2,
      },
    ]);
  });

  it('is found in a method, with the settings of its object', async () => {
    expect(
      await inlineIn(`
class Trainer:
    def __init__(self, net, focal_gamma=1.5):
        self.net = net
        self.gamma = focal_gamma

    def step(self, x, y):
        scores = self.net(x)
        log_p = F.log_softmax(scores, dim=1).gather(1, y.unsqueeze(1)).squeeze(1)
        return -((1 - log_p.exp()) ** self.gamma * log_p).mean()
`),
    ).toMatchObject([
      {
        kind: 'inline',
        computes: { link: 'softmax', gammaIsExponentOf: '1-p_t', reduction: 'mean' },
        gamma: 1.5,
      },
    ]);
  });

  it.each([
    [
      'a third tensor',
      'w, x, y = batch\n    p = torch.sigmoid(x)\n    loss = (w * (1 - p) ** gamma * torch.log(p) * y).mean()',
    ],
    [
      'a value that a choice changes',
      'x, y = batch\n    gamma = 2.0\n    if warm:\n        gamma = 0.0\n    p = torch.sigmoid(x)\n    loss = -((1 - p) ** gamma * torch.log(p) * y).mean()',
    ],
    [
      'an exponent of the command line',
      'x, y = batch\n    p = torch.sigmoid(x)\n    loss = -((1 - p) ** args.gamma * torch.log(p) * y).mean()',
    ],
    ['a discount of rewards', 'returns, step = batch\n    value = torch.log(returns) * (1 - step) ** gamma'],
    [
      'a correction of images',
      'image, scale = batch\n    corrected = torch.log(scale) + 255 * (1 - image) ** (1 / gamma)',
    ],
  ])('is not seen in %s', async (_, body) => {
    expect(
      await inlineIn(
        `from settings import args, warm\ndef step(batch, gamma=2.0):\n    ${body}\n    return None\n`,
      ),
    ).toEqual([]);
  });

  it('is not seen in a part of a relative', async () => {
    const part = (name: string): string => `
def ${name}(p, y, gamma=2.0):
    positives = -torch.log(p) * (1 - p) ** gamma * y
    if y.sum() == 0:
        return positives.sum()
    return positives.sum() / y.sum()
`;
    expect(await inlineIn(part('focal_heatmap_loss'))).toEqual([]);
    expect(await inlineIn(part('weigh'))).toHaveLength(1);
  });
});
