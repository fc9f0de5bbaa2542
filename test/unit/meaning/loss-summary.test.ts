import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../src/code/meaning/loss-summary';
import { en as messages } from '../../../src/messages/en';
import { diagnosedLossOf } from '../code/verdict/judge';

/** The loss of two classes in PyTorch, with other lines in place of some. */
function code(changes: Readonly<Record<string, string>> = {}): string {
  const lines = [
    'import torch',
    'import torch.nn.functional as F',
    "def focal_loss(logits, targets, alpha=0.25, gamma=2.0, reduction='mean'):",
    "    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')",
    '    p = torch.sigmoid(logits)',
    '    p_t = p * targets + (1 - p) * (1 - targets)',
    '    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)',
    '    loss = alpha_t * (1 - p_t) ** gamma * ce',
    "    return loss.mean() if reduction == 'mean' else loss.sum()",
  ].join('\n');
  return Object.entries(changes).reduce((text, [old, changed]) => text.replace(old, changed), lines);
}

describe('the line above a loss', () => {
  it.each([
    ['what it computes', {}, 'focal loss on logits · α on the positives · mean over all'],
    [
      'probabilities',
      {
        'focal_loss(logits': 'focal_loss(p',
        'F.binary_cross_entropy_with_logits(logits': 'F.binary_cross_entropy(p',
        '    p = torch.sigmoid(logits)\n': '',
      },
      'focal loss on probabilities · α on the positives · mean over all',
    ],
    [
      'another reduction',
      { "reduction='mean'):": "reduction='sum'):" },
      'focal loss on logits · α on the positives · sum',
    ],
  ])('says %s', async (_, changes, text) => {
    expect(summaryOf(await diagnosedLossOf(code(changes)), messages)).toMatchObject({
      kind: 'understood',
      text,
    });
  });

  it.each([
    [
      'one α for all',
      { 'alpha * targets + (1 - alpha) * (1 - targets)': 'alpha' },
      'one α for every class',
      8,
    ],
    [
      'an α on the wrong side',
      { 'alpha * targets + (1 - alpha) * (1 - targets)': '(1 - alpha) * targets + alpha * (1 - targets)' },
      'α reaches the negatives',
      7,
    ],
    ['p in place of p_t', { '(1 - p_t)': '(1 - p)' }, '(1 − p)^γ on negatives too', 8],
    [
      'the factor of the other side',
      { '(1 - p_t)': 'p_t' },
      'p_t^γ: easy examples keep their loss, hard ones lose it',
      8,
    ],
    ['a minus too many', { 'return loss.mean() if': 'return -loss.mean() if' }, 'the loss is negative', null],
    [
      'a setting that nothing reads',
      { "if reduction == 'mean' else loss.sum()": '' },
      'reduction has no effect',
      null,
    ],
    ['an exception', { 'torch.sigmoid(logits)': 'torch.sigmoid(logits) * None' }, 'raises TypeError', 5],
  ])('names %s with its line', async (_, changes, text, line) => {
    const summary = summaryOf(await diagnosedLossOf(code(changes)), messages);
    expect(summary).toMatchObject({ kind: 'faulty', text });
    if (line !== null) {
      expect(summary.detail).toContain(`${text} (line ${line})`);
    }
  });

  it('names the line and the reason where the code is not understood', async () => {
    const text = code({
      'torch.sigmoid(logits)': 'squash(logits)',
      'import torch\n': 'import torch\nfrom .squashing import *\n',
    });
    const summary = summaryOf(await diagnosedLossOf(text), messages);
    expect(summary).toMatchObject({ kind: 'notUnderstood', text: 'not understood: line 6' });
    expect(summary.detail).toContain('squash is not in this file');
  });
});
