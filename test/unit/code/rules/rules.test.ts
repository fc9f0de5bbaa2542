import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import type { RuleId } from '../../../../src/code/rules/rule';
import { parser } from '../parse';
import { information } from './broken-rules';

const IMPORTS = `import torch
import torch.nn as nn
import torch.nn.functional as F
`;

/** A focal loss of two classes that is right. */
const BINARY = `def focal_loss(logits, targets, alpha=0.25, gamma=2.0, reduction='mean'):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    p = torch.sigmoid(logits)
    p_t = p * targets + (1 - p) * (1 - targets)
    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
    loss = alpha_t * (1 - p_t) ** gamma * ce
    if reduction == 'none':
        return loss
    return loss.sum() if reduction == 'sum' else loss.mean()
`;

/** A focal loss over classes that is right. */
const CLASSES = `class FocalLoss(nn.Module):
    def __init__(self, weight=None, gamma=2.0):
        super().__init__()
        self.register_buffer('weight', weight)
        self.gamma = gamma

    def forward(self, logits, targets):
        ce = F.cross_entropy(logits, targets, reduction='none')
        p_t = torch.exp(-ce)
        loss = (1 - p_t) ** self.gamma * ce
        if self.weight is not None:
            loss = self.weight[targets] * loss
        return loss.mean()
`;

/** The same without weights, which leaves 255 out. */
const IGNORING = CLASSES.replace('targets, reduction', 'targets, ignore_index=255, reduction').replace(
  'loss.mean()',
  'loss[targets != 255].sum() / (targets != 255).sum().clamp(min=1)',
);

/** A focal loss of the probabilities and one-hot targets that is right. */
const ONE_HOT = `def focal_loss(logits, one_hot, gamma=2.0):
    """one_hot has the shape of logits, (batch, classes)."""
    log_p = F.log_softmax(logits, dim=-1)
    cells = -one_hot * (1 - log_p.exp()) ** gamma * log_p
    return cells.sum(dim=-1).mean()
`;

/** Each rule that is broken, with its line counted from the definition. */
async function brokenRules(code: string): Promise<string[]> {
  const { losses, atSites } = await diagnoseCode(parser, {
    text: `${IMPORTS}${code}`,
    grammar: 'python',
    imports: [],
  });
  const above = IMPORTS.split('\n').length - 1;
  return [...losses.flatMap(({ diagnostics }) => diagnostics), ...atSites].map(
    ({ rule, line }) => `${rule}:${line - above}`,
  );
}

describe('the rules for a focal loss', () => {
  it.each([
    ['two classes', BINARY],
    ['classes', CLASSES],
    ['classes with ignored targets', IGNORING],
    ['one-hot targets', ONE_HOT],
  ])('find nothing in a right loss of %s', async (_, code) => {
    expect(await brokenRules(code)).toEqual([]);
  });

  it.each<[RuleId, number, string, string, string]>([
    ['alpha-on-negatives', 5, BINARY, 'alpha * targets + (1 - alpha)', '(1 - alpha) * targets + alpha'],
    [
      'alpha-same-for-both',
      6,
      BINARY,
      'alpha_t = alpha * targets + (1 - alpha) * (1 - targets)',
      'alpha_t = alpha',
    ],
    ['alpha-positives-only', 5, BINARY, '+ (1 - alpha) * (1 - targets)', '+ (1 - targets)'],
    ['alpha-negatives-only', 5, BINARY, 'alpha * targets + (1 - alpha)', 'targets + alpha'],
    ['alpha-negatives-only', 5, BINARY, 'alpha * targets + (1 - alpha)', 'targets + (1 - alpha)'],
    ['alpha-positives-only', 5, BINARY, 'alpha * targets + (1 - alpha)', '(1 - alpha) * targets + 1'],
    ['alpha-degenerate', 1, BINARY, 'alpha=0.25', 'alpha=1.0'],
    ['alpha-range', 1, BINARY, 'alpha=0.25', 'alpha=2.5'],
    ['gamma-negative', 1, BINARY, 'gamma=2.0', 'gamma=-2.0'],
    ['gamma-zero', 1, BINARY, 'gamma=2.0', 'gamma=0'],
    ['gamma-below-one-gradient', 6, BINARY, 'gamma=2.0', 'gamma=0.5'],
    ['p-instead-of-pt', 6, BINARY, '(1 - p_t)', '(1 - p)'],
    ['swapped-modulation', 6, BINARY, '(1 - p_t)', 'p_t'],
    ['gamma-not-exponent', 6, BINARY, '(1 - p_t) ** gamma', '(1 - p_t) * gamma'],
    ['sign-error', 9, BINARY, 'else loss.mean()', 'else -loss.mean()'],
    ['unstable-log', 6, BINARY, '** gamma * ce', '** gamma * -torch.log(p_t)'],
    [
      'overflow-exp',
      2,
      BINARY,
      "F.binary_cross_entropy_with_logits(logits, targets, reduction='none')",
      'torch.log(1 + torch.exp(logits)) - logits * targets',
    ],
    ['eps-bias', 6, BINARY, '** gamma * ce', '** gamma * -torch.log(p_t + 1e-4)'],
    ['zero-positives', 9, BINARY, 'else loss.mean()', 'else loss.sum() / targets.sum()'],
    ['reduction-ignored', 9, BINARY, "loss.sum() if reduction == 'sum' else loss.mean()", 'loss'],
    [
      'reduction-ignored',
      9,
      BINARY,
      "loss.sum() if reduction == 'sum' else loss.mean()",
      "loss.mean() if reduction == 'sum' else loss.sum()",
    ],
    [
      'reduced-before-modulation',
      6,
      BINARY,
      'alpha_t * (1 - p_t) ** gamma * ce',
      'ce.mean() * alpha_t * (1 - p_t) ** gamma',
    ],
    ['device-in-forward', 5, BINARY, 'alpha * targets', "alpha * targets.to('cuda')"],
    [
      'double-sigmoid',
      2,
      BINARY,
      '(logits, targets, reduction',
      '(torch.sigmoid(logits), targets, reduction',
    ],
    [
      'flattened-targets-broadcast',
      5,
      BINARY,
      'alpha * targets + (1 - alpha) * (1 - targets)',
      'torch.tensor([1 - alpha, alpha])[targets.view(-1).long()]',
    ],
    ['bool-subtraction', 4, BINARY, '(1 - targets)', '(1 - (targets > 0.5))'],
    ['undefined-name', 6, BINARY, 'loss = alpha_t', 'loss = balance'],
    ['python2-name', 6, BINARY, 'loss = alpha_t', 'loss = long(1) * alpha_t'],
    ['reduced-before-modulation', 8, CLASSES, ", reduction='none'", ''],
    ['pt-from-weighted-ce', 9, CLASSES, 'targets, reduction', 'targets, weight=self.weight, reduction'],
    [
      'alpha-not-registered',
      4,
      CLASSES,
      "self.register_buffer('weight', weight)",
      'self.weight = torch.tensor([0.5, 0.8, 2.0])',
    ],
    ['none-default-used', 12, CLASSES, 'if self.weight is not None:', 'if True:'],
    ['super-init-missing', 3, CLASSES, '        super().__init__()\n', ''],
    [
      'state-changed-in-forward',
      9,
      CLASSES,
      'p_t = torch.exp(-ce)',
      'self.gamma = self.gamma + targets.float().mean(); p_t = torch.exp(-ce)',
    ],
    [
      'ignored-counted',
      13,
      IGNORING,
      'loss[targets != 255].sum() / (targets != 255).sum().clamp(min=1)',
      'loss.mean()',
    ],
    [
      'empty-mean-nan',
      13,
      IGNORING,
      'loss[targets != 255].sum() / (targets != 255).sum().clamp(min=1)',
      'loss[targets != 255].mean()',
    ],
    ['mean-counts-zeros', 5, ONE_HOT, 'cells.sum(dim=-1).mean()', 'cells.mean()'],
    ['double-softmax', 3, ONE_HOT, 'F.log_softmax(logits', 'F.log_softmax(torch.softmax(logits, dim=-1)'],
  ])('%s is found in line %i', async (rule, line, code, right, wrong) => {
    expect(code).toContain(right);
    expect(await brokenRules(code.replace(right, wrong))).toContain(`${rule}:${line}`);
  });
});

it.each([
  'alpha is only a factor on the sum of the losses',
  'Brings the loss to the size of others: alpha multiplies the whole loss',
])('takes the word that α only scales: %s', async (words) => {
  const code = CLASSES.replace('weight=None, ', 'alpha=0.25, ')
    .replace("self.register_buffer('weight', weight)", 'self.alpha = alpha')
    .replace(/ {8}if self.weight.*\n.*\n/, '        loss = self.alpha * loss\n');
  expect(await brokenRules(code)).toEqual(['alpha-same-for-both:11']);
  expect(await brokenRules(code.replace(':\n', `:\n    """${words}."""\n`))).toEqual([]);
});

it('knows α by a name with a word of classes', async () => {
  const code = CLASSES.replace('weight=None', 'class_alpha=(0.2, 0.3, 0.5)')
    .replace('weight)', 'torch.tensor(class_alpha))')
    .replace('self.weight is not None', 'logits.is_cuda');
  expect(await brokenRules(code)).toContain('alpha-skipped:11');
});

describe('the rules for the values that a focal loss is given', () => {
  const KERAS = 'import keras\nloss = keras.losses.BinaryFocalCrossentropy(';
  const TORCHVISION = 'from torchvision.ops import sigmoid_focal_loss\nloss = sigmoid_focal_loss(x, y, ';

  it.each<[RuleId, string]>([
    ['keras-alpha-ignored', `${KERAS}alpha=0.9, gamma=3.0)`],
    ['alpha-gamma-exchanged', `${TORCHVISION}alpha=2, gamma=0.25)`],
    ['alpha-range', `${TORCHVISION}alpha=1.5, gamma=2)`],
    ['alpha-degenerate', `${TORCHVISION}alpha=1, gamma=2)`],
    ['gamma-negative', `${TORCHVISION}alpha=0.25, gamma=-1)`],
    ['torchvision-default-none', `${TORCHVISION}gamma=2); loss.backward()`],
    ['integer-targets', `y = (x > 0).long()\n${TORCHVISION}gamma=2)`],
    ['integer-targets', `y = torch.nn.functional.one_hot(labels, 4)\n${TORCHVISION}gamma=2)`],
    ['gamma-zero', `${TORCHVISION}alpha=0.25, gamma=0)`],
    ['gamma-below-one-gradient', `${TORCHVISION}alpha=0.25, gamma=0.5)`],
    ['torchvision-default-none', `${TORCHVISION}gamma=2)\nscaler.scale(loss).backward()`],
    ['torchvision-default-none', `${TORCHVISION}gamma=2).backward()`],
    ['double-reduction', `${TORCHVISION}reduction='mean') / max(1, num_pos)`],
    ['alpha-degenerate', `${BINARY}\nloss = focal_loss(x, y, alpha=1.0)`],
    ['alpha-range', `${BINARY}\nloss = focal_loss(x, y, alpha=3)`],
    ['alpha-range', "loss = dict(type='FocalLoss', use_sigmoid=True, alpha=25, gamma=2)\n".repeat(2)],
  ])('%s is found in %j', async (rule, code) => {
    const rules = (await brokenRules(code)).map((place) => place.split(':')[0]);
    expect(rules).toContain(rule);
  });

  it.each([
    `${KERAS}apply_class_balancing=True, alpha=0.9)`,
    `${KERAS}apply_class_balancing=balance, alpha=0.9)`,
    `${TORCHVISION}alpha=-1, gamma=2)`,
    `${TORCHVISION}gamma=2)\nloss = loss.mean()\nloss.backward()`,
    `${TORCHVISION}gamma=2, reduction='mean')\nloss.backward()`,
    `${TORCHVISION}gamma=2)\ny = (x > 0).float()`,
    'from torchvision.ops import sigmoid_focal_loss\ndef prepared(y):\n    y = y.long()\n    return y\n' +
      'def step(x, y):\n    return sigmoid_focal_loss(x, y).mean()',
    `${TORCHVISION}reduction='sum') / max(1, num_pos)`,
    `${TORCHVISION}reduction='mean') / accumulation_steps`,
    'optimizer = torch.optim.lr_scheduler.StepLR(optimizer, gamma=0.0)',
    'loss = focal_tversky(x, y, alpha=2, gamma=0.75)',
  ])('nothing is found in %j', async (code) => {
    expect(await brokenRules(code)).toEqual([]);
  });
});

it('takes γ = 0 for meant in poly loss, which is no cross-entropy then', async () => {
  const poly = `import torch
import torch.nn.functional as F

def poly_loss(logits, targets, epsilon=1.0, gamma=0.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    p_t = torch.exp(-ce)
    return ((1 - p_t) ** gamma * ce + epsilon * (1 - p_t) ** (gamma + 1)).mean()
`;
  expect(await information(poly)).toEqual([]);
  expect(await information(poly.replace('poly_loss', 'focal_loss'))).toEqual(['gamma-zero:4']);
});
