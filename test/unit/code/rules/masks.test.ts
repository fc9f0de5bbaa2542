import { expect, it } from 'vitest';
import { brokenRules } from './broken-rules';

/** The line of the definition counts as 1. */
const HEAD = 'import torch\nimport torch.nn.functional as F\n';

function binary(parameter: string, selected: string, result: string): string {
  return `def focal_loss(logits, targets, ${parameter}, alpha=0.25, gamma=2.0):
    ${selected}
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    losses = (alpha * y + (1 - alpha) * (1 - y)) * (1 - torch.exp(-ce)) ** gamma * ce
    return ${result}
`;
}

const ALL = 'x, y = logits, targets';

it.each([
  ['the mean counts what a mask multiplies by 0', 'ignored-counted:5', 'mask', ALL, '(losses * mask).mean()'],
  [
    'nothing is left by a mask without a name of masks',
    'empty-mean-nan:5',
    'organ',
    'x, y = logits[organ > 0], targets[organ > 0]',
    'losses.mean()',
  ],
  [
    'nothing is left by a mask that has another name first',
    'empty-mean-nan:5',
    'organ',
    'inside = organ.bool(); x, y = logits[inside], targets[inside]',
    'losses.mean()',
  ],
  [
    'nothing is left by a mask that is off by default',
    'empty-mean-nan:5',
    'mask=None',
    ALL,
    'losses.mean() if mask is None else losses[mask > 0].mean()',
  ],
])('%s: %s', async (_, rule, parameter, selected, result) => {
  expect(await brokenRules(binary(parameter, selected, result), HEAD)).toEqual([rule]);
});

it('finds that nothing is left in a loss over classes', async () => {
  const code = `def focal_loss(logits, targets, seen, gamma=2.0):
    ce = F.cross_entropy(logits, targets, reduction='none')
    losses = (1 - torch.exp(-ce)) ** gamma * ce
    return losses[seen == 1].mean()
`;
  expect(await brokenRules(code, HEAD)).toEqual(['empty-mean-nan:4']);
});

it.each([
  ['divides by what a mask keeps', 'mask', ALL, '(losses * mask).sum() / mask.sum().clamp(min=1)'],
  ['means the rows of a mask', 'mask', ALL, '((losses * mask).sum(1) / mask.sum(1).clamp(min=1)).mean()'],
  [
    'has an answer for an empty mask',
    'organ',
    'x, y = logits[organ > 0], targets[organ > 0]',
    'losses.mean() if organ.any() else logits.sum() * 0',
  ],
  // A comparison that keeps what is 0 is of another kind: such a tensor may hold anything.
  [
    'selects by a tensor that is no mask',
    'crowd',
    'x, y = logits[crowd == 0], targets[crowd == 0]',
    'losses.mean()',
  ],
])('finds nothing where a loss %s', async (_, parameter, selected, result) => {
  expect(await brokenRules(binary(parameter, selected, result), HEAD)).toEqual([]);
});
