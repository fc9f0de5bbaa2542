import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine } from './command-line';

let line: CommandLine;

const DATA = { logits: [-3, -2, -1.5, -1, -0.5, 0.2, 0.4, 1], targets: [0, 0, 0, 0, 0, 1, 0, 1] };

const REVERSED = `import torch
import torch.nn.functional as F
class FocalLoss(torch.nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha, self.gamma = alpha, gamma
    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        weights = torch.tensor([self.alpha, 1 - self.alpha])[targets.long()]
        return (weights * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`;

beforeAll(async () => {
  line = await CommandLine.create();
  await line.write('data.json', JSON.stringify(DATA));
});

afterAll(() => line.remove());

async function json(...words: readonly string[]) {
  const { exitCode, output, errors } = await line.run(...words, '--json');
  return { exitCode, errors, answer: JSON.parse(output) };
}

describe('focal-loss check --loss', () => {
  it('names the mistake that gives a printed value', async () => {
    const { losses } = (await json('check', 'data.json', '--alpha', '0.75')).answer;
    const value = losses.focal.sum.toPrecision(7);
    const { answer } = await json('check', 'data.json', '--loss', value);
    // α = 0.25 on the negatives is 0.75 on the positives.
    expect(answer.explanations[0]).toMatchObject({ id: 'alpha-on-negatives', facts: { reduction: 'sum' } });
    expect(answer.printedLoss).toMatchObject({ text: value, digits: 7, isComplete: true });
    const { output } = await line.run('check', 'data.json', '--loss', value);
    expect(output).toContain(`${value} is: Focal loss with α on the negatives (α = 0.25, γ = 2): sum`);
  });

  it('asks a saved report, which without a value is printed as it is', async () => {
    const { output } = await line.run('check', 'data.json', '--json');
    await line.write('report.json', output);
    expect((await json('check', 'report.json')).answer).toEqual(JSON.parse(output));
    const value = JSON.parse(output).losses.focal.mean.toPrecision(7);
    const { answer } = await json('check', 'report.json', '--loss', value);
    expect(answer.explanations[0]).toMatchObject({ id: 'focal' });
    expect(await line.run('check', 'report.json', '--gamma', '3')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('report.json is a saved report'),
    });
  });

  it('names the loss of an array with one value an element', async () => {
    // By PyTorch in float64: torch.where(t == 1, 0.75, 0.25) * (1 - p_t) ** 2 * binary_cross_entropy_with_logits.
    await line.write(
      'elements.json',
      '{"values": [2.7320831e-05, 0.00045089071, 0.0016757117, 0.0056645144, 0.016893373, 0.090909376, 0.08181231, 0.016993543]}',
    );
    const { answer } = await json('check', 'data.json', '--loss', 'elements.json:values');
    expect(answer.explanations[0]).toMatchObject({ id: 'alpha-on-negatives', facts: { reduction: 'none' } });
    expect(answer.explainedArray).toMatchObject({ array: 'values', compared: 8 });
    expect((await line.run('check', 'data.json', '--loss', 'elements.json:other')).errors).toContain(
      'there is no array "other"; found "values". Name it: FILE:array.',
    );
  });

  it('names the loss that stands in the file itself, in place of guesses', async () => {
    // The mean of the losses of PyTorch above, and those losses.
    const given = {
      'scalar.json': 0.02680338,
      'array.json': [
        2.7320831e-5, 0.00045089071, 0.0016757117, 0.0056645144, 0.016893373, 0.090909376, 0.08181231,
        0.016993543,
      ],
    };
    for (const [name, loss] of Object.entries(given)) {
      await line.write(name, JSON.stringify({ ...DATA, loss }));
      const { answer } = await json('check', name);
      const finding = answer.findings.find(({ id }: { id: string }) => id === 'loss-disagrees');
      expect(finding.seen).toContain(
        'The given loss is: Focal loss with α on the negatives (α = 0.25, γ = 2): ',
      );
      expect(finding.fix).toMatch(/^Weigh target 1 by α and target 0 by 1 − α/);
    }
  });

  it('names the loss and the reduction of a gradient', async () => {
    // By torch.autograd in float64, of the mean of α_t (1 − p_t)² .detach() times the cross-entropy.
    await line.write(
      'gradient.json',
      '{"grad": [1.0000398e-05, 0.00015879323, 0.00056915176, 0.0018236621, 0.0050450154, -0.0028508089, 0.020117416, -0.00060788735]}',
    );
    const { answer } = await json('check', 'data.json', '--loss', 'gradient.json');
    expect(answer.explanations[0]).toMatchObject({
      id: 'detached-modulation',
      facts: { quantity: 'gradient', reduction: 'mean' },
    });
  });

  it('says that a loss of the code gives the value', async () => {
    await line.write('loss.py', REVERSED);
    // The mean of the losses of PyTorch above.
    const { output } = await line.run(
      'check',
      'data.json',
      '--code',
      'loss.py::FocalLoss',
      '--loss',
      '0.02680338',
    );
    expect(output).toContain('Your FocalLoss in loss.py');
    expect(output).toMatch(/gives exactly 0\.02680338 on these tensors/);
    expect(output).toContain(
      '0.02680338 is: Focal loss with α on the negatives (α = 0.25, γ = 2): mean over valid elements',
    );
  });

  it('says which losses of a folder give the value, and which mistake they make', async () => {
    await line.write('code/reversed.py', REVERSED);
    await line.write(
      'code/functions.py',
      [
        'import torch',
        'import torch.nn.functional as F',
        'def cross(logits, targets, gamma=2.0):',
        "    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')",
        '    return ((1 - torch.exp(-ce)) ** gamma * ce).sum()',
        'def focal_loss(logits, targets, alpha=0.75, gamma=2.0):',
        "    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')",
        '    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)',
        '    return alpha_t * (1 - torch.exp(-ce)) ** gamma * ce',
        'def focal_loss_of(network, logits, targets, gamma=2.0):',
        '    return network(logits).focal(targets, gamma)',
        '',
      ].join('\n'),
    );
    // The mean of the losses of PyTorch above: α = 0.75 on the positives is 0.25 on the negatives.
    const words = ['check', 'data.json', '--code', 'code', '--loss'];
    const { output } = await line.run(...words, '0.02680338');
    expect(output).toMatch(
      /Your FocalLoss in code.reversed\.py, line 3 gives exactly 0\.02680338 on these tensors\. Run with its default arguments\. It computes: Focal loss with α on the negatives\./,
    );
    expect(output).toMatch(
      /Your focal_loss in code.functions\.py, line 6 gives exactly 0\.02680338 on these tensors, as the mean of its losses\. Run with its default arguments\.$/m,
    );
    expect(output).not.toContain('Your cross');
    expect((await line.run(...words, '0.24185')).output).toContain(
      'None of the 3 losses of the code that were run gives 0.24185.',
    );
    expect((await line.run(...words, '0.027')).output).not.toContain('Your');
  });

  it('runs a loss of the code with the files that it imports, also those of another folder', async () => {
    const weights = 'weights = torch.tensor([self.alpha, 1 - self.alpha])[targets.long()]';
    await line.write('project/terms/__init__.py', 'from .weights import weights_of\n');
    await line.write(
      'project/terms/weights.py',
      'import torch\ndef weights_of(targets, alpha):\n    return torch.tensor([alpha, 1 - alpha])[targets.long()]\n',
    );
    await line.write(
      'project/loss.py',
      `from project.terms import weights_of\n${REVERSED.replace(weights, 'weights = weights_of(targets, self.alpha)')}`,
    );
    // The mean of the losses of PyTorch above.
    const gives = /Your FocalLoss in project.loss\.py, line 4 gives exactly 0\.02680338/;
    const words = ['check', 'data.json', '--loss', '0.02680338', '--code'];
    expect((await line.run(...words, 'project')).output).toMatch(gives);
    const one = await line.run('check', 'data.json', '--code', 'project/loss.py', '--json');
    expect(JSON.parse(one.output).code.outcome).toMatchObject({ kind: 'computed' });
  });

  it('explains the numbers of a log, as far as they belong to the tensors', async () => {
    const { losses } = (await json('check', 'data.json')).answer;
    const value = losses.focal.mean.toPrecision(7);
    await line.write('log.csv', `epoch,train_loss,accuracy\n1,0.7123456,0.5\n2,${value},0.75\n`);
    const { answer } = await json('check', 'data.json', '--loss', 'log.csv');
    expect(answer.explainedLog.values).toMatchObject([
      { text: '0.7123456', line: 2, explanation: null },
      { text: value, line: 3, explanation: { id: 'focal' } },
    ]);
    const { output } = await line.run('check', 'data.json', '--loss', 'log.csv');
    expect(output).toContain('train_loss: 1 of 2 values has an explanation.');
  });

  it('refuses what is no number', async () => {
    const { exitCode, errors } = await line.run('check', 'data.json', '--loss', 'high');
    expect({ exitCode, errors }).toEqual({
      exitCode: 2,
      errors:
        'focal-loss: the loss value is "high": expected a number as it was printed, such as 0.24185 or 3.2e-5.\n',
    });
  });
});

describe('focal-loss explain', () => {
  it('recognises the loss of a head that has learned nothing, and a negative number', async () => {
    const { answer } = await json('explain', '0.6931');
    expect(answer.fingerprints[0]).toMatchObject({ id: 'one-half', gamma: 0, alpha: null });
    expect((await line.run('explain', '-0.17')).output).toContain('a minus sign too many');
  });

  it('takes the α and γ of the loss into account', async () => {
    // ln 2 / 2^2.5, times 1 − α.
    const { answer } = await json('explain', '0.012253', '--gamma', '2.5', '--alpha', '0.9');
    expect(answer.fingerprints).toMatchObject([{ id: 'one-half', gamma: 2.5, alpha: 0.1 }]);
    expect((await line.run('explain', '0.6931', '--gamma', '-1')).exitCode).toBe(2);
  });

  it('says that a number tells nothing without the data', async () => {
    expect(await line.run('explain', '0.24185')).toMatchObject({ exitCode: 1 });
  });
});
