import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('objects of settings', () => {
  it.each([
    ['attributes', 'args', 'args.focal_alpha', 'args.focal_gamma'],
    ['attributes of attributes', 'cfg', 'cfg.LOSS.ALPHA', 'cfg.LOSS.GAMMA'],
    ['entries', 'hyp', "hyp['fl_alpha']", "hyp['fl_gamma']"],
    ['entries with a default', 'config', "config.get('alpha', 0.25)", "config.get('gamma', 2.0)"],
    ['attributes with a default', 'opt', "getattr(opt, 'alpha', 0.25)", "getattr(opt, 'gamma', 2.0)"],
  ])('hold α and γ as %s', async (_, object, alpha, gamma) => {
    const verdict = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, ${object}):
        super().__init__()
        self.alpha = ${alpha}
        self.gamma = ${gamma}

    def forward(self, x, y):
        ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
        a = self.alpha * y + (1 - self.alpha) * (1 - y)
        return (a * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect(verdict.computes).toMatchObject({
      link: 'sigmoid',
      alphaRole: 'positives',
      gammaIsExponentOf: '1-p_t',
      variant: 'focal',
    });
    expect(verdict.parameters.gamma?.name).toContain(object);
  });

  it('may be kept, and may hold what is not known', async () => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, args):
        super().__init__()
        self.args = args
        self.epochs = args.epochs

    def forward(self, x, y):
        ce = F.cross_entropy(x.to(self.args.device), y, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.args.gamma * ce).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', gammaIsExponentOf: '1-p_t' });
  });
});

describe('an α that is no parameter', () => {
  it('is found in the ratio of both sides', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    a = 0.25 * y + 0.75 * (1 - y)
    return (a * (1 - torch.exp(-ce)) ** 2 * ce).mean()
`);
    expect(computes).toMatchObject({ alphaRole: 'positives', gammaIsExponentOf: '1-p_t', variant: 'focal' });
  });

  const ofClasses = (weight: string): string => `${HEAD}
def focal_loss(x, y, gamma=2):
    ce = F.cross_entropy(x, y, reduction='none')
    weight = ${weight}
    return (weight * (1 - torch.exp(-ce)) ** gamma * ce).mean()
`;

  it.each(['torch.tensor([0.2, 0.3, 0.5])[y]', 'torch.tensor([1.0, 2.0, 4.0]).gather(0, y)'])(
    'is one a class: %s',
    async (weight) => {
      const { computes } = await verdictOf(ofClasses(weight));
      expect(computes).toMatchObject({ link: 'softmax', alphaRole: 'perClass', variant: 'focal' });
    },
  );

  it.each([
    // One number may give these.
    'torch.tensor([0.75, 0.25])[y]',
    'torch.tensor([0.75, 0.25, 0.25])[y]',
    // Weights that follow the prediction.
    'torch.softmax(x, dim=1)[:, 0].detach()',
    'torch.tensor([1.0, 2.0, 4.0])[y] + x[:, 1].detach()',
  ])('is not said to be one a class: %s', async (weight) => {
    const { computes } = await verdictOf(ofClasses(weight));
    expect(computes).toMatchObject({ alphaRole: null, variant: null });
  });

  it('is not said to be off beside a parameter that does nothing', async () => {
    const lossWith = (alpha: string) =>
      verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha=0.5, gamma=2.0):
        super().__init__()
        self.alpha = ${alpha}
        self.gamma = gamma
    def forward(self, x, y):
        ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
        alpha_t = self.alpha * y + (1 - self.alpha) * (1 - y)
        return (alpha_t * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`);
    expect((await lossWith('0.25')).computes).toMatchObject({ link: 'sigmoid', alphaRole: null });
    expect((await lossWith('0.5')).computes).toMatchObject({ link: 'sigmoid', alphaRole: 'off' });
  });

  it('is off where both sides weigh alike', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, gamma=2):
    ce = F.cross_entropy(x, y, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toMatchObject({ alphaRole: 'off', variant: 'focalWithoutAlpha' });
  });
});

it.each(['torch.eye(self.tags)[y]', 'F.one_hot(y, self.tags).float()'])(
  'the number of columns of %s is that of the classes, whatever its default',
  async (rows) => {
    const { computes } = await verdictOf(`${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, tags=12, gamma=2.0):
        super().__init__()
        self.tags = tags
        self.gamma = gamma

    def forward(self, x, y):
        log_p = (${rows} * F.log_softmax(x, dim=1)).sum(dim=1)
        return (-((1 - log_p.exp()) ** self.gamma) * log_p).mean()
`);
    expect(computes).toMatchObject({ link: 'softmax', variant: 'focalWithoutAlpha', reduction: 'mean' });
  },
);

it('weights of the code in place of None are not called off', async () => {
  const withDefault = (weights: string): string => `${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha=None, gamma=2.0):
        super().__init__()
        self.gamma = gamma
        self.alpha = torch.tensor(${weights}) if alpha is None else alpha

    def forward(self, x, y):
        ce = F.cross_entropy(x, y, reduction='none')
        return (self.alpha[y] * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`;
  expect((await verdictOf(withDefault('[1.0, 1.0, 1.0]'))).computes?.alphaRole).toBe('off');
  expect((await verdictOf(withDefault('[0.5, 1.0, 3.0]'))).computes?.alphaRole).toBeNull();
});

it('a wrong p_t is no weight of the code in place of None', async () => {
  const { computes } = await verdictOf(`${HEAD}
def focal_loss(x, y, alpha=None, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    if alpha is not None:
        ce = (alpha * y + (1 - alpha) * (1 - y)) * ce
    return ((1 - torch.sigmoid(x)) ** gamma * ce).mean()
`);
  expect(computes).toMatchObject({ alphaRole: 'off', gammaIsExponentOf: '1-p', variant: 'p-instead-of-pt' });
});

describe('α without a default', () => {
  const loss = (text: string, annotation = ''): string => `${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha${annotation}, gamma=2.0):
        '''
        alpha: ${text}
        '''
        super().__init__()
        self.register_buffer('alpha', torch.tensor(alpha))
        self.gamma = gamma

    def forward(self, logits, labels):
        log_p = F.log_softmax(logits, dim=1)
        one_hot = F.one_hot(labels, logits.shape[1])
        losses = -self.alpha.expand_as(log_p) * (1 - log_p.exp()) ** self.gamma * one_hot * log_p
        return losses.sum(1).mean()
`;

  it.each([
    ['list, one weight a class', '', 'perClass'],
    ['weights', ': list[float]', 'perClass'],
    ['a number or list of weights', '', 'everyClass'],
    ['list, float or None', '', 'everyClass'],
  ])('%s%s', async (text, annotation, role) => {
    const { computes } = await verdictOf(loss(text, annotation));
    expect(computes?.alphaRole).toBe(role);
  });
});
