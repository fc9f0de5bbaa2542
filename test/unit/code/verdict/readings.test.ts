import { describe, expect, it } from 'vitest';
import { verdictOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

/** A focal loss of rows with indices. */
const ofRows = (parameters: string, lines: readonly string[]): string => `${HEAD}
def focal_loss(logits, targets, gamma=2.0, ${parameters}):
    ${lines.join('\n    ')}
`;

describe('the role of an α', () => {
  it.each([
    ['[alpha, 1 - alpha]', 'classZero'],
    ['[1 - alpha, alpha]', 'positives'],
    ['[alpha, alpha]', 'off'],
  ])('is read from the shares of a batch where %s are divided by their sum', async (weights, role) => {
    const { computes } = await verdictOf(
      ofRows('alpha=0.25', [
        `weights = torch.tensor(${weights})`,
        "ce = F.cross_entropy(logits, targets, weight=weights, reduction='none')",
        'p_t = F.softmax(logits, dim=1)[range(len(targets)), targets]',
        'return ((1 - p_t) ** gamma * ce).sum() / weights[targets].sum()',
      ]),
    );
    expect(computes).toMatchObject({ link: 'softmax', alphaRole: role, gammaIsExponentOf: '1-p_t' });
  });

  it('is that of the method where the constructor never reads its own', async () => {
    const code = (constructed: string, alpha: string): string => `${HEAD}
class FocalLoss(nn.Module):
    def __init__(self, alpha=0.8, gamma=2):
        super().__init__()
        ${constructed}

    def forward(self, p, t, alpha=${alpha}, gamma=2):
        ce = F.binary_cross_entropy(p, t, reduction='none')
        return (${alpha === 'None' ? 'self.alpha' : 'alpha'} * (1 - torch.exp(-ce)) ** gamma * ce).mean()
`;
    const expected = { input: 'probabilities', alphaRole: 'everyClass', gammaIsExponentOf: '1-p_t' };
    const { computes, observations } = await verdictOf(code('self.eps = 1e-7', '0.8'));
    expect(computes).toMatchObject(expected);
    expect(observations.filter(({ kind }) => kind === 'withoutEffect')).toEqual([]);
    expect((await verdictOf(code('self.alpha = alpha', 'None'))).computes?.alphaRole).toBe('everyClass');
  });
});

describe('the reduction', () => {
  it.each([
    ['loss.sum(dim=(1, 2, 3)).mean()', 'other'],
    ['loss.sum(dim=1).mean(dim=(1, 2)).mean()', 'mean'],
    ['loss.sum(dim=1).mean(dim=(1, 2)).sum()', 'other'],
    ['loss.sum()', 'sum'],
  ])('of images is told from that of their pixels: %s', async (returned, reduction) => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, masks, gamma=2.0):
    log_p = F.log_softmax(logits, dim=1)
    one_hot = torch.zeros_like(logits).scatter(1, masks.unsqueeze(1), 1)
    loss = -one_hot * (1 - log_p.exp()) ** gamma * log_p
    height, width = loss.shape[2:]
    return ${returned}
`);
    expect(computes).toMatchObject({ link: 'softmax', reduction });
  });

  it('is none where rows are taken for probabilities and for logits', async () => {
    const { computes, observations } = await verdictOf(`import tensorflow as tf

def categorical_focal_loss(y_true, y_pred, gamma=2.0, alpha=0.25):
    ce = tf.keras.losses.categorical_crossentropy(y_true, y_pred)
    p_t = tf.reduce_sum(y_true * tf.nn.softmax(y_pred, axis=-1), axis=-1)
    weight = tf.reduce_sum(y_true * alpha + (1 - y_true) * (1 - alpha), axis=-1)
    return weight * tf.pow(1 - p_t, gamma) * ce
`);
    expect(computes).toMatchObject({ alphaRole: null, gammaIsExponentOf: '1-p_t', reduction: 'none' });
    expect(observations).toEqual([]);
  });

  it('of the classes that count is no power that came too late', async () => {
    const { computes, observations } = await verdictOf(
      ofRows('ignore_index=2', [
        "ce = F.cross_entropy(logits, targets, reduction='none', ignore_index=ignore_index)",
        'valid = targets != ignore_index',
        'return ((1 - torch.exp(-ce)) ** gamma * ce).sum() / valid.sum().clamp(min=1)',
      ]),
    );
    expect(computes).toMatchObject({ link: 'softmax', reduction: 'mean' });
    expect(observations).toEqual([]);
  });
});

describe('an index beyond the classes', () => {
  // The classes of exceptions that PyTorch 2 raises.
  it.each([
    ['p.gather(1, target)', 'RuntimeError'],
    ['p.scatter(1, target, 1.0)', 'RuntimeError'],
    ['torch.take_along_dim(p, target, 1)', 'RuntimeError'],
    ['p[range(len(p)), target.view(-1)]', 'IndexError'],
  ])('raises in %s', async (picked, className) => {
    const { edgeCases, layouts } = await verdictOf(
      ofRows('ignore_index=-7', [
        'p = F.softmax(logits, dim=1)',
        'target = targets.view(-1, 1)',
        `return ((1 - ${picked}) ** gamma).mean()`,
      ]),
    );
    const raised = [...edgeCases, ...layouts].flatMap(({ exception }) => exception?.className ?? []);
    expect(raised).toContain(className);
  });
});

describe('what a formula leaves open', () => {
  it.each([
    ['rows', 'cross_entropy', '0.5'],
    ['single decisions', 'binary_cross_entropy_with_logits', '0.5'],
  ])('a power that acts above a threshold of p_t is no cross-entropy: %s', async (_, entropy, threshold) => {
    const { computes } = await verdictOf(
      ofRows(`threshold=${threshold}`, [
        `ce = F.${entropy}(logits, targets, reduction='none')`,
        'p_t = torch.exp(-ce)',
        'power = ((1 - p_t) / threshold) ** gamma',
        'power[p_t < threshold] = 1',
        'return (power * ce).mean()',
      ]),
    );
    expect(computes).toMatchObject({ gammaIsExponentOf: null, variant: null });
  });

  it('a factor in the code weighs all classes: the formula shows, and no α', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(logits, targets):
    ce = F.cross_entropy(logits, targets, reduction='none')
    return (0.25 * (1 - torch.exp(-ce)) ** 2 * ce).mean()
`);
    expect(computes).toMatchObject({
      link: 'softmax',
      input: 'logits',
      alphaRole: null,
      gammaIsExponentOf: '1-p_t',
      variant: null,
    });
  });

  it('the number of the class alone may be a logarithm, which is never positive', async () => {
    const { computes, observations } = await verdictOf(`${HEAD}
def focal_loss(log_p, targets, gamma=2):
    log_p = (log_p * F.one_hot(targets, log_p.shape[1])).sum(1)
    return (-(1 - log_p.exp()) ** gamma * log_p).mean()
`);
    expect(computes).toMatchObject({ link: null, input: null });
    expect(observations.map(({ kind }) => kind)).not.toContain('negative');
  });

  it('the axis that a function of Keras averages is that of the outputs', async () => {
    const { computes } = await verdictOf(`import tensorflow as tf

def focal_loss(y_true, y_pred, gamma=2.0, alpha=0.25):
    bce = tf.keras.losses.binary_crossentropy(y_true, y_pred)
    return tf.reduce_mean(alpha * (1 - tf.exp(-bce)) ** gamma * bce)
`);
    expect(computes).toMatchObject({
      link: 'sigmoid',
      input: 'probabilities',
      alphaRole: 'everyClass',
      gammaIsExponentOf: '1-p_t',
    });
  });

  it('pairs of one-hot numbers that are two decisions', async () => {
    const { computes } = await verdictOf(
      ofRows('alpha=0.25', [
        'weights = torch.tensor([alpha, 1 - alpha])[targets.long().view(-1)].view(-1, 2)',
        "bce = F.binary_cross_entropy_with_logits(logits, targets.float(), reduction='none')",
        'return (weights * (1 - torch.exp(-bce)) ** gamma * bce).mean()',
      ]),
    );
    expect(computes).toMatchObject({
      link: 'sigmoid',
      alphaRole: 'classZero',
      variant: 'alpha-on-negatives',
    });
  });
});

describe('a loss of the probabilities of classes', () => {
  it.each([
    ['divided by their sum', 'p / p.sum(dim=1, keepdim=True)', '1 - p_t'],
    [
      'whose other column is 1 − p_t',
      'p',
      'torch.stack([p[:, 1], p[:, 0]], dim=1).gather(1, t[:, None])[:, 0]',
    ],
  ])('has the gradient of the formula in probabilities %s', async (_, probabilities, base) => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(p, t, gamma=2.0):
    p = ${probabilities}
    p_t = p.gather(1, t[:, None])[:, 0]
    return (-(${base}) ** gamma * torch.log(p_t)).mean()
`);
    expect(computes).toMatchObject({
      input: 'probabilities',
      gammaIsExponentOf: '1-p_t',
      variant: 'focalWithoutAlpha',
    });
  });

  it('is no multiple of the formula where an ε is all that it differs by', async () => {
    const { computes } = await verdictOf(`${HEAD}
def focal_loss(p, t, gamma=2.0):
    p_t = p.gather(1, t[:, None])[:, 0]
    return (-(1 - p_t) ** gamma * torch.log(p_t + 1e-6)).mean()
`);
    expect(computes).toMatchObject({ alphaRole: 'off', gammaIsExponentOf: '1-p_t' });
  });
});
