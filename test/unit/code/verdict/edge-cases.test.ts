import { describe, expect, it } from 'vitest';
import type { EdgeCase } from '../../../../src/code/verdict/document';
import { verdictOf, verdictsOfFixture } from './judge';

/*
 * Each expectation was seen in PyTorch 1.13 or NumPy 1.24 by running the same code on such a batch. Devices were tried with
 * PyTorch's `meta` device in the place of the GPU, but for `gather`, `scatter_` and class weights, which check on a GPU alone.
 */

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nimport numpy as np\n';

/** The observations on the only focal loss of a code, with their lines within the code. */
async function shown(code: string): Promise<string[]> {
  const { edgeCases, computes, notUnderstood } = await verdictOf(`${HEAD}${code}`);
  expect(notUnderstood).toBeNull();
  expect(computes).not.toBeNull();
  return edgeCases.map((edge) => words({ ...edge, line: edge.line && edge.line - 4 }));
}

function words({ input, effect, line, exception, from }: EdgeCase): string {
  const place = line === null ? [] : [`line ${line}`];
  const size = from === null ? [] : [`from ${from}`];
  return [`${input} ${effect}`, ...place, ...size, ...(exception ? [exception.className] : [])].join(', ');
}

/** A binary focal loss whose mean and p_t are written by the test. */
const binary = (last: string, ...first: string[]): string =>
  [
    'def focal_loss(x, t, alpha=0.25, gamma=2.0):',
    ...first.map((line) => `    ${line}`),
    "    ce = F.binary_cross_entropy_with_logits(x, t.float(), reduction='none')",
    '    p_t = torch.exp(-ce)',
    '    loss = torch.where(t > 0.5, alpha, 1 - alpha) * (1 - p_t) ** gamma * ce',
    `    ${last}`,
    '',
  ].join('\n');

describe('a batch without one side', () => {
  it.each([
    ['return loss.sum() / (t > 0.5).sum()', ['noPositives lossNotFinite, line 5']],
    ['return loss.sum() / (t > 0.5).sum().clamp(min=1)', []],
    [
      'return loss[t > 0.5].mean() + loss[t <= 0.5].mean()',
      ['noPositives lossNotFinite, line 5', 'noNegatives lossNotFinite, line 5'],
    ],
    ['return loss.mean()', []],
  ])('%s', async (last, expected) => {
    expect(await shown(binary(last))).toEqual(expected);
  });

  it('is that of the background alone, for a loss over classes', async () => {
    const code = (divisor: string): string => `def focal_loss(x, t, gamma=2.0):
    log_p = F.log_softmax(x, 1).gather(1, t[:, None])[:, 0]
    return -((1 - log_p.exp()) ** gamma * log_p).sum() / ${divisor}
`;
    expect(await shown(code('(t > 0).sum()'))).toEqual(['noPositives lossNotFinite, line 3']);
    expect(await shown(code('max(1, (t > 0).sum())'))).toEqual([]);
  });

  it('leaves no gradient where the code returns a constant', async () => {
    const code = binary('return loss.mean()', 'if t.sum() == 0:', '    return torch.zeros(1)');
    expect(await shown(code)).toEqual(['noPositives noGradient, line 3']);
  });
});

describe('ignored targets', () => {
  const rows = (last: string, ignore = 'ignore_index=ignore_index'): string => `
class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0, ignore_index=255):
        super().__init__()
        self.gamma, self.ignore_index = gamma, ignore_index

    def forward(self, logits, target):
        ignore_index = self.ignore_index
        ce = F.cross_entropy(logits, target, reduction='none', ${ignore})
        loss = (1 - torch.exp(-ce)) ** self.gamma * ce
        valid = target != self.ignore_index
        ${last}
`;

  it.each([
    ['return loss.mean()', ['someIgnored countedInMean, line 12']],
    ['return loss[valid].mean()', ['allIgnored lossNotFinite, line 12']],
    ['return loss.sum() / valid.sum()', ['allIgnored lossNotFinite, line 12']],
    ['return loss.sum() / valid.sum().clamp(min=1)', []],
    ['return loss[valid].mean() if valid.any() else torch.tensor(0.0)', ['allIgnored noGradient, line 12']],
    ['return loss[valid].mean() if valid.any() else loss.sum() * 0', []],
  ])('%s', async (last, expected) => {
    expect(await shown(rows(last))).toEqual(expected);
  });

  it('that no class has raise, and those of a class do as others', async () => {
    const code = rows('return (torch.ones(3, device=logits.device)[target] * loss)[valid].mean()');
    expect(await shown(code)).toEqual([
      'someIgnored raises, line 12, IndexError',
      'allIgnored lossNotFinite, line 12',
    ]);
  });

  it('are found in a comparison of single decisions', async () => {
    const code = (last: string): string => binary(last, 'kept = t != -1', 'labels, t = t, t.clamp(min=0)');
    expect(await shown(code('return (loss * kept).mean()'))).toEqual(['someIgnored countedInMean, line 7']);
    expect(await shown(code('return (loss * kept).sum() / kept.sum().clamp(min=1)'))).toEqual([]);
  });

  it('are trained on where the setting does not reach the loss', async () => {
    const code = `def focal_loss(x, t, gamma=2.0, ignore_index=-1):
    ce = F.binary_cross_entropy_with_logits(x, (t == 1).float(), reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`;
    expect(await shown(code)).toEqual(['someIgnored trained, line 2']);
  });

  it('are not those of the targets where the code looks for them among one-hot columns', async () => {
    const code = `def focal_loss(x, t, gamma=2.0, ignore_index=255):
    kept = (t.argmax(dim=1) != ignore_index).view(-1, 1)
    ce = F.binary_cross_entropy_with_logits(x, t.type_as(x), reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce * kept).mean()
`;
    expect(await shown(code)).toEqual([]);
  });

  it('are none where a setting takes something else in place of None', async () => {
    const code = `def focal_loss(x, t, gamma=2.0, ignore_channels=None):
    kept = [each for each in range(x.shape[1]) if ignore_channels is None or each not in ignore_channels]
    ce = F.cross_entropy(x[:, kept], t, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`;
    expect(await shown(code)).toEqual([]);
  });

  it('are none where no code names them', async () => {
    const code = `def focal_loss(x, t, gamma=2.0):
    ce = F.cross_entropy(x, t, reduction='none')
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`;
    expect(await shown(code)).toEqual([]);
  });
});

describe('the size of a batch', () => {
  it('of one raises or changes the value where a squeeze takes its axis', async () => {
    const code = (axis: string): string => `def focal_loss(x, t, gamma=2.0):
    log_p = F.log_softmax(x, dim=1).gather(1, t[:, None]).squeeze(${axis})
    weights = torch.stack([each for each in log_p])
    return -((1 - log_p.exp()) ** gamma * weights).mean()
`;
    expect(await shown(code(''))).toEqual(['oneExample raises, line 3, TypeError']);
    expect(await shown(code('1'))).toEqual([]);
  });

  it('of none matters where the code asks for it', async () => {
    const code = (value: string): string =>
      binary('return loss.mean()', 'if x.numel() == 0:', `    return ${value}`);
    expect(await shown(code('torch.tensor(0.0)'))).toEqual(['noExamples noGradient, line 3']);
    expect(await shown(code('x.sum()'))).toEqual([]);
  });
});

describe('the type of targets', () => {
  it('raises where booleans are subtracted and integers enter a cross-entropy', async () => {
    const code = `def focal_loss(x, t, gamma=2.0):
    p = torch.sigmoid(x)
    p_t = p * t + (1 - p) * (1 - t)
    return ((1 - p_t) ** gamma * F.binary_cross_entropy_with_logits(x, t, reduction='none')).mean()
`;
    expect(await shown(code)).toEqual([
      'integerTargets raises, line 4, RuntimeError',
      'byteTargets raises, line 4, RuntimeError',
      'booleanTargets raises, line 3, RuntimeError',
    ]);
  });

  it('changes the value where bytes wrap around', async () => {
    const code = (sign: string): string => `def focal_loss(x, t, gamma=2.0):
    margin = x * (${sign})
    return (np.exp(-gamma * np.logaddexp(0, margin)) * np.logaddexp(0, -margin)).mean()
`;
    expect(await shown(code('2 * t - 1'))).toEqual(['byteTargets otherValue']);
    expect(await shown(code('2.0 * t - 1'))).toEqual([]);
  });
});

describe('another device', () => {
  const weighted = (build: string, use = 'self.alpha[target]'): string => `
class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma
        ${build}

    def forward(self, logits, target):
        log_p = F.log_softmax(logits, 1).gather(1, target[:, None])[:, 0]
        return -(${use} * (1 - log_p.exp()) ** self.gamma * log_p).mean()
`;
  const WEIGHTS = 'torch.tensor([0.2, 0.3, 0.5])';

  it.each([
    [`self.alpha = ${WEIGHTS}`, 'self.alpha[target]', ['otherDevice raises, line 10, RuntimeError']],
    [
      `self.alpha = ${WEIGHTS}`,
      'self.alpha.gather(0, target)',
      ['otherDevice raises, line 10, RuntimeError'],
    ],
    [`self.alpha = ${WEIGHTS}`, 'self.alpha.to(logits.device)[target]', []],
    [`self.alpha = ${WEIGHTS}`, 'self.alpha.to(logits)[target]', []],
    [`self.alpha = ${WEIGHTS}`, 'self.alpha.type_as(logits)[target]', []],
    [`self.register_buffer('alpha', ${WEIGHTS})`, 'self.alpha[target]', []],
    [`self.alpha = nn.Parameter(${WEIGHTS})`, 'self.alpha[target]', []],
    ['self.alpha = 0.25', 'self.alpha', []],
    ['self.alpha = torch.tensor(0.25)', 'self.alpha', []],
    ['self.alpha = [0.2, 0.3, 0.5]', 'logits.new_tensor(self.alpha)[target]', []],
    ['self.alpha = [0.2, 0.3, 0.5]', 'torch.tensor(self.alpha, device=target.device)[target]', []],
    [
      'self.alpha = [0.2, 0.3, 0.5]',
      'torch.tensor(self.alpha)[target]',
      ['otherDevice raises, line 10, RuntimeError'],
    ],
  ])('%s, then %s', async (build, use, expected) => {
    expect(await shown(weighted(build, use))).toEqual(expected);
  });

  it('takes class weights that a cross-entropy of the module keeps', async () => {
    const code = `
class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma
        self.ce = nn.CrossEntropyLoss(weight=${WEIGHTS}, reduction='none')

    def forward(self, logits, target):
        ce = self.ce(logits, target)
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`;
    expect(await shown(code)).toEqual([]);
  });

  it('has an eye that is made on the CPU', async () => {
    const code = (made: string): string => `def focal_loss(x, t, gamma=2.0):
    hot = ${made}
    log_p = F.log_softmax(x, dim=1)
    return -(hot * (1 - log_p.exp()) ** gamma * log_p).sum(1).mean()
`;
    expect(await shown(code('torch.eye(x.shape[1])[t]'))).toEqual([
      'otherDevice raises, line 2, RuntimeError',
    ]);
    expect(await shown(code('torch.eye(x.shape[1]).to(x)[t]'))).toEqual([]);
    expect(await shown(code('torch.zeros_like(x).scatter_(1, t[:, None], 1)'))).toEqual([]);
    expect(await shown(code('torch.zeros(x.shape).scatter_(1, t[:, None], 1)'))).toEqual([
      'otherDevice raises, line 2, RuntimeError',
    ]);
  });

  it('says nothing beside a device that the code fixes', async () => {
    const [verdict] = await verdictsOfFixture('shipyard.py');
    expect(verdict?.edgeCases.filter(({ input }) => input === 'otherDevice')).toEqual([]);
  });
});

describe('sure predictions', () => {
  it('have no gradient where a clamp cuts it', async () => {
    const code = (clamp: string): string => `def focal_loss(x, t, gamma=2.0):
    p = torch.sigmoid(x)
    p_t = torch.where(t > 0.5, p, 1 - p)${clamp}
    return -((1 - p_t) ** gamma * torch.log(p_t)).mean()
`;
    expect(await shown(code('.clamp(min=1e-4)'))).toEqual(['sureAndWrong noGradient, from 12']);
    expect(await shown(binary('return loss.mean()'))).toEqual([]);
  });

  it('break in float16 alone, where the code names it', async () => {
    const code = (p: string): string => `def focal_loss(x, t, alpha=0.25, gamma=2.0):
    """Takes half precision."""
    p = ${p}.clamp(1e-7, 1 - 1e-7)
    return -(alpha * t * (1 - p) ** gamma * p.log() + (1 - alpha) * (1 - t) * p ** gamma * (1 - p).log()).mean()
`;
    expect(await shown(code('torch.sigmoid(x)'))).toContain('float16 lossNotFinite, line 4, from 10');
    expect((await shown(code('torch.sigmoid(x.float())'))).join()).not.toContain('float16');
    const ofAnother = `${code('torch.sigmoid(x)').replace('Takes half precision.', '')}
def masks(x):
    """x is float32 or float16."""
    return x > 0
`;
    expect((await shown(ofAnother)).join()).not.toContain('float16');
  });
});
