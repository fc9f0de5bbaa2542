import { describe, expect, it } from 'vitest';
import type { ComputedLoss, Evaluation } from '../../../src/check/report/report';
import { focalLoss, focalLossGradient } from '../../../src/loss/binary';
import { softmaxFocalLoss } from '../../../src/loss/softmax';
import { randomArrays, vector } from '../check/tensors';
import { evaluated } from './evaluations';
import { BINARY, HEAD, LOGITS, SIGMOID, TARGETS } from './losses';

const REVERSED = SIGMOID.replace(
  'self.alpha * targets + (1 - self.alpha) * (1 - targets)',
  '(1 - self.alpha) * targets + self.alpha * (1 - targets)',
);

const SOFTMAX = `${HEAD}def focal_loss(logits, target, gamma=2.0, ignore_index=-100):
    ce = F.cross_entropy(logits, target, reduction='none', ignore_index=ignore_index)
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`;

function computedOf({ outcome }: Evaluation): ComputedLoss {
  if (outcome.kind !== 'computed') {
    throw new Error(JSON.stringify(outcome));
  }
  return outcome;
}

describe('a loss of the code on tensors', () => {
  it('that is the focal loss agrees in value and gradient', async () => {
    const evaluation = await evaluated({ arrays: BINARY, code: SIGMOID });
    const { value, gradient, valueDifference, comparison } = computedOf(evaluation);
    const parameters = { alpha: 0.25, gamma: 2 };
    const losses = LOGITS.map((logit, at) => focalLoss(logit, TARGETS[at] ?? 0, parameters));
    const slopes = LOGITS.map((logit, at) => focalLossGradient(logit, TARGETS[at] ?? 0, parameters) / 8);
    expect(value).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 8, 6);
    expect(gradient?.norm).toBeCloseTo(Math.hypot(...slopes), 6);
    expect(gradient?.difference?.largest).toBeLessThan(1e-6);
    expect(valueDifference?.largest).toBeLessThan(1e-6);
    expect(comparison).toEqual({ kind: 'agrees' });
    expect(evaluation).toMatchObject({
      name: 'FocalLoss',
      line: 5,
      cell: null,
      settings: [
        { name: 'alpha', value: '0.25' },
        { name: 'gamma', value: '2' },
      ],
      predictions: 'asStored',
      tensors: { predictions: [8], targets: [8], isAsStored: true, exception: null },
      sample: null,
    });
  });

  it('is given the α and γ of the report, and what the user gives in their place', async () => {
    const parameters = { alpha: 0.6, gamma: 1.5 };
    const agreeing = await evaluated({ arrays: BINARY, code: SIGMOID, parameters });
    expect(computedOf(agreeing).comparison).toEqual({ kind: 'agrees' });
    const settings = { gamma: 1.5, alpha: 0.6, reduction: 'sum' };
    const summed = computedOf(await evaluated({ arrays: BINARY, code: SIGMOID, settings, parameters }));
    expect(summed.comparison).toEqual({ kind: 'agrees' });
    expect(summed.formula.reduction).toBe('sum');
    const other = await evaluated({ arrays: BINARY, code: SIGMOID, settings: { alpha: 0.6 } });
    expect(computedOf(other).comparison).toMatchObject({ kind: 'sides' });
  });

  it('says that α is reversed, and that there is none', async () => {
    const reversed = computedOf(await evaluated({ arrays: BINARY, code: REVERSED }));
    expect(reversed.comparison).toEqual({ kind: 'otherAlpha', alpha: 'reversed' });
    const off = SIGMOID.replace('loss = alpha_t * ', 'loss = ');
    expect(computedOf(await evaluated({ arrays: BINARY, code: off })).comparison).toEqual({
      kind: 'otherAlpha',
      alpha: 'off',
    });
  });

  it('that returns its elements is compared element by element', async () => {
    const code = SIGMOID.replace("reduction='mean'):", "reduction='none'):");
    const { elements, value, formula, valueDifference } = computedOf(
      await evaluated({ arrays: BINARY, code: code.replace('* bce\n', '* bce + (inputs == 2.5) * 0.5\n') }),
    );
    expect(elements).toBe(8);
    expect((value ?? 0) - (formula.value ?? 0)).toBeCloseTo(0.5, 5);
    expect(valueDifference?.index).toEqual([7]);
    expect(valueDifference?.largest).toBeCloseTo(0.5, 5);
  });

  it('is given the targets in the form that it takes, and says why', async () => {
    const column = { logits: { shape: [8, 1], data: LOGITS }, targets: vector(TARGETS, 'int64') };
    const { tensors, outcome } = await evaluated({ arrays: column, code: SIGMOID });
    expect(outcome).toMatchObject({ kind: 'computed', comparison: { kind: 'agrees' } });
    expect(tensors).toMatchObject({
      predictions: [8],
      targets: [8],
      targetType: 'float32',
      isAsStored: false,
    });
    // PyTorch 2.9: F.binary_cross_entropy_with_logits(torch.zeros(8, 1), torch.zeros(8))
    expect(tensors?.exception).toEqual({
      className: 'ValueError',
      message: 'Target size (torch.Size([8])) must be the same as input size (torch.Size([8, 1]))',
      line: 11,
    });
  });

  it('of classes runs on images, one-hot targets and probabilities', async () => {
    const { logits, classes } = randomArrays(7);
    const image = { logits: logits(2, 3, 4, 5), targets: classes(3, 2, 4, 5) };
    const parameters = { alpha: null };
    const onImage = await evaluated({ arrays: image, code: SOFTMAX, parameters });
    expect(computedOf(onImage).comparison).toEqual({ kind: 'agrees' });
    expect(onImage.tensors?.isAsStored).toBe(true);
    const rows = { logits: logits(6, 3), targets: classes(3, 6) };
    const oneHot = {
      ...rows,
      targets: {
        shape: [6, 3],
        data: rows.targets.data.flatMap((target) => [0, 1, 2].map((index) => (index === target ? 1 : 0))),
      },
    };
    for (const [code, arrays] of [
      [SOFTMAX, oneHot],
      [SOFTMAX.replace('logits, target, reduction', 'logits, target.argmax(1), reduction'), rows],
    ] as const) {
      const found = computedOf(await evaluated({ arrays, code, parameters }));
      expect(found.comparison).toEqual({ kind: 'agrees' });
    }
    const ofProbabilities = `${HEAD}def focal_loss(probs, target, gamma=2.0):
    p_t = probs.gather(1, target.view(-1, 1)).squeeze(1)
    return (-((1 - p_t) ** gamma) * torch.log(p_t)).sum()
`;
    const found = await evaluated({ arrays: rows, code: ofProbabilities, parameters });
    expect(found.predictions).toBe('probabilities');
    expect(computedOf(found).comparison).toEqual({ kind: 'agrees' });
    const expected = rows.targets.data.map((target, row) =>
      softmaxFocalLoss(rows.logits.data.slice(3 * row, 3 * row + 3), target, { alpha: null, gamma: 2 }),
    );
    expect(computedOf(found).value).toBeCloseTo(
      expected.reduce((sum, loss) => sum + loss, 0),
      4,
    );
  });

  it('leaves out ignored targets as the formula does', async () => {
    const { logits, classes } = randomArrays(3);
    const targets = classes(3, 12);
    const ignored = { ...targets, data: targets.data.map((target, at) => (at % 4 === 0 ? -100 : target)) };
    const code = SOFTMAX.replace('.mean()', '.sum() / (target != ignore_index).sum()');
    const arrays = { logits: logits(12, 3), targets: ignored };
    const { comparison, formula } = computedOf(
      await evaluated({ arrays, code, parameters: { alpha: null } }),
    );
    expect(comparison).toEqual({ kind: 'agrees' });
    expect(formula.reduction).toBe('mean');
  });

  it('gives NaN where the data hold NaN, and the gradients of the others', async () => {
    const arrays = { logits: vector([Number.NaN, ...LOGITS.slice(1)]), targets: vector(TARGETS) };
    const { value, valueText, gradient, comparison } = computedOf(await evaluated({ arrays, code: SIGMOID }));
    expect(value).toBeNull();
    expect(valueText).toBe('NaN');
    expect(gradient?.notFinite).toBe(1);
    expect(comparison.kind).not.toBe('notFinite');
  });

  it('says where its gradient is not finite and the formula is', async () => {
    const code = SIGMOID.replace(
      'bce = F.binary',
      'p = torch.sigmoid(inputs)\n        bce = F.binary',
    ).replace(
      "F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')",
      '-targets * torch.log(p) - (1 - targets) * torch.log(1 - p)',
    );
    const arrays = { logits: vector([200, ...LOGITS.slice(1)]), targets: vector(TARGETS) };
    const { comparison } = computedOf(await evaluated({ arrays, code }));
    expect(comparison).toEqual({ kind: 'notFinite', count: 1, index: [0] });
  });

  it('gives each class its weight, and takes the number of classes', async () => {
    const code = `${HEAD}class FocalLoss(nn.Module):
    def __init__(self, num_classes, alpha, gamma=2.0):
        super().__init__()
        self.alpha = torch.tensor(alpha)
        self.gamma, self.num_classes = gamma, num_classes

    def forward(self, logits, targets):
        one_hot = F.one_hot(targets, self.num_classes)
        log_p = F.log_softmax(logits, dim=1)
        weight = self.alpha[targets]
        log_p_t = (one_hot * log_p).sum(1)
        return (-weight * (1 - log_p_t.exp()) ** self.gamma * log_p_t).mean()
`;
    const { logits, classes } = randomArrays(5);
    const arrays = { logits: logits(20, 5), targets: classes(5, 20) };
    const parameters = { alpha: [0.1, 0.5, 1, 2, 0.3] };
    const evaluation = await evaluated({ arrays, code, parameters });
    expect(computedOf(evaluation).comparison).toEqual({ kind: 'agrees' });
    expect(evaluation.settings).toContainEqual({ name: 'alpha', value: '[0.1,0.5,1,2,0.3]' });
  });

  it('takes soft targets', async () => {
    const arrays = { logits: vector(LOGITS), targets: vector([0.9, 0.1, 0, 0.05, 1, 0.2, 0.7, 0]) };
    const code = SIGMOID.replace(
      'p_t = torch.exp(-bce)',
      'p = torch.sigmoid(inputs)\n        p_t = p * targets + (1 - p) * (1 - targets)',
    );
    expect(computedOf(await evaluated({ arrays, code })).comparison).toEqual({ kind: 'agrees' });
  });

  it('of a softmax beside decisions of their own is said to be another one', async () => {
    const { logits, classes } = randomArrays(9);
    const arrays = { logits: logits(10, 3), targets: classes(3, 10) };
    const { comparison } = computedOf(await evaluated({ arrays, code: SIGMOID }));
    expect(comparison).toEqual({ kind: 'otherLink', code: 'sigmoid' });
  });

  it('stands in a notebook or in TypeScript too', async () => {
    const cells = [
      { cell_type: 'markdown', source: ['# Focal loss'] },
      { cell_type: 'code', source: ['%matplotlib inline\n', ...HEAD.split(/(?<=\n)/)] },
      { cell_type: 'code', source: SIGMOID.slice(HEAD.length) },
    ];
    const inNotebook = await evaluated({
      arrays: BINARY,
      code: JSON.stringify({ cells, metadata: {}, nbformat: 4 }),
      file: 'train.ipynb',
    });
    expect(inNotebook).toMatchObject({ cell: 3, line: 1, outcome: { comparison: { kind: 'agrees' } } });
    const inTypeScript = await evaluated({
      arrays: BINARY,
      code: `import * as tf from '@tensorflow/tfjs';
export function focalLoss(logits: tf.Tensor, labels: tf.Tensor, alpha = 0.25, gamma = 2): tf.Scalar {
  const p = tf.sigmoid(logits);
  const pt = p.mul(labels).add(tf.sub(1, p).mul(tf.sub(1, labels)));
  const alphaT = labels.mul(alpha).add(tf.sub(1, labels).mul(1 - alpha));
  return tf.mean(alphaT.mul(tf.pow(tf.sub(1, pt), gamma)).mul(tf.log(pt)).neg());
}
`,
      file: 'loss.ts',
    });
    expect(inTypeScript).toMatchObject({ line: 2, outcome: { comparison: { kind: 'agrees' } } });
    const ofNumbers = await evaluated({
      arrays: BINARY,
      code: `function focalLoss(p, y, alpha = 0.25, gamma = 2) {
  const pt = y === 1 ? p : 1 - p;
  const at = y === 1 ? alpha : 1 - alpha;
  return -at * Math.pow(1 - pt, gamma) * Math.log(pt);
}
`,
      file: 'loss.js',
    });
    expect(ofNumbers).toMatchObject({
      predictions: 'probabilities',
      outcome: { elements: 8, comparison: { kind: 'agrees' } },
    });
  });

  it('is named where a file has several, and its settings must be its own', async () => {
    const code = `${SIGMOID}\n\n${SOFTMAX.slice(HEAD.length)}`;
    await expect(evaluated({ arrays: BINARY, code })).rejects.toThrow('FocalLoss, focal_loss');
    await expect(evaluated({ arrays: BINARY, code, name: 'Focal' })).rejects.toThrow('FocalLoss, focal_loss');
    await expect(evaluated({ arrays: BINARY, code: SIGMOID, settings: { beta: 1 } })).rejects.toThrow(
      'alpha, gamma, reduction',
    );
    await expect(evaluated({ arrays: BINARY, code: 'x = 1' })).rejects.toThrow('found none');
    expect((await evaluated({ arrays: BINARY, code, name: 'FocalLoss' })).name).toBe('FocalLoss');
  });
});
