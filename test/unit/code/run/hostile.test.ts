import { describe, expect, it } from 'vitest';
import { notUnderstoodText } from '../../../../src/code/verdict/words';
import { en } from '../../../../src/messages/en';
import { verdictOf, verdictsOf } from '../verdict/judge';

const HEAD = 'import torch\nimport torch.nn.functional as F\n\n';

/** A focal loss whose body is these lines. */
const loss = (...lines: string[]): string =>
  [
    `${HEAD}def focal_loss(x, t, alpha=0.25, gamma=2.0):`,
    ...lines.map((line) => `    ${line}`),
    '    return ((1 - torch.exp(-F.binary_cross_entropy_with_logits(x, t))) ** gamma).log()',
    '',
  ].join('\n');

const reasonOf = async (text: string): Promise<string | null> => {
  const { notUnderstood } = await verdictOf(text);
  return notUnderstood && notUnderstoodText(en, notUnderstood);
};

describe('code that does not end, or that takes too much', () => {
  it.each([
    ['an endless loop', loss('while True:', '    gamma += 1'), 'the code takes too many steps'],
    [
      'an endless recursion',
      loss('def again(n):', '    return again(n + 1)', 'again(0)'),
      'the code calls too deeply',
    ],
    ['a gigantic tensor', loss('x = torch.zeros(10**6, 10**6)'), 'the code makes too large tensors'],
    [
      'many large tensors',
      loss('while True:', '    x = torch.zeros(1000, 1000)'),
      'the code makes too large tensors',
    ],
    ['a gigantic list', loss('n = [0] * 10**12'), 'the code makes too large tensors'],
    ['a gigantic text', loss("n = 'x' * 10**12"), 'the code makes too large tensors'],
    ['a gigantic number', loss('n = 10 ** 10 ** 10'), 'the code makes too large tensors'],
    ['doubling lists', loss('n = [1]', 'while True:', '    n = n + n'), 'the code makes too large tensors'],
    ['a gigantic range', loss('for i in range(10**15):', '    pass'), 'the code makes too large tensors'],
    ['squares of squares', loss('n = 3', 'while True:', '    n = n * n'), 'the code makes too large tensors'],
    [
      'a large product of matrices',
      loss('y = torch.ones(2000, 2000)', 'y = y @ y'),
      'the code makes too large tensors',
    ],
    [
      'sums of a large tensor',
      loss('y = torch.ones(1000, 1000)', 'while True:', '    y.sum()'),
      'the code makes too large tensors',
    ],
    [
      'a large tensor that changes in place',
      loss('y = torch.ones(1000, 1000)', 'while True:', '    y += 1'),
      'the code makes too large tensors',
    ],
    [
      'products of two long vectors',
      loss('import numpy as np', 'y = np.ones(1000)', 'while True:', "    np.einsum('i,j->', y, y)"),
      'the code makes too large tensors',
    ],
    [
      'lambdas in lambdas',
      loss(`n = ${'(lambda: '.repeat(2000)}1${')()'.repeat(2000)}`),
      'the code nests too deeply',
    ],
    [
      'a long choice',
      loss('if alpha == 0: pass', ...Array.from({ length: 9000 }, (_, at) => `elif alpha == ${at}: pass`)),
      'the code nests too deeply',
    ],
    ['powers of powers', loss(`n = ${'1 ** '.repeat(2000)}1`), 'the code nests too deeply'],
    [
      'many parameters',
      loss('pass').replace(
        'gamma=2.0',
        `gamma=2.0, ${Array.from({ length: 20_000 }, (_, at) => `a${at}=1`)}`,
      ),
      'the code takes too many steps',
    ],
    ['a shape that no array has', loss('x = x.expand(10**6, 10**6, -1)'), 'the code makes too large tensors'],
    ['deep parentheses', loss(`n = ${'('.repeat(400)}1${')'.repeat(400)}`), 'the code nests too deeply'],
  ])('ends with a reason: %s', async (_, text, reason) => {
    expect(await reasonOf(text)).toMatch(new RegExp(`^(?:line \\d+: )?${reason}$`));
  });

  it('ends in a file of 5 MB', async () => {
    const text = `${'x = [1, 2, 3]\n'.repeat(360_000)}${loss('gamma = gamma')}`;
    expect(await reasonOf(text)).toBe('the file is too large');
  });

  it('names the losses of a file that is too large, with their lines', async () => {
    const verdicts = await verdictsOf(
      `${loss('pass')}${'x = [1, 2, 3]\n'.repeat(60_000)}class FocalLoss:\n    pass\n`,
    );
    expect(verdicts.map(({ name, form, line }) => ({ name, form, line }))).toEqual([
      { name: 'focal_loss', form: 'function', line: 4 },
      { name: 'FocalLoss', form: 'class', line: 60_007 },
    ]);
  });

  it('ends in a file of many losses', async () => {
    const many = Array.from({ length: 1000 }, (_, at) =>
      loss('while True:', '    gamma += 1').replace('focal_loss', `focal_loss_${at}`),
    );
    const verdicts = await verdictsOf(many.join('\n'));
    expect(verdicts).toHaveLength(1000);
    expect(verdicts.every(({ notUnderstood }) => notUnderstood?.reason.kind === 'steps')).toBe(true);
  });

  it('ends in a long comment on one line', async () => {
    expect(await reasonOf(loss(`"""${'focal gamma ** log('.repeat(20_000)}"""`))).toBeNull();
  });

  it('ends in a long training script', async () => {
    const step = (at: number): string =>
      `p${at} = torch.sigmoid(x)\nl${at} = (-(1 - p${at}) ** gamma * torch.log(p${at}) * t).mean()\n`;
    expect(await verdictsOf(HEAD + Array.from({ length: 400 }, (_, at) => step(at)).join(''))).toEqual([]);
  });

  it('ends in half-typed code', async () => {
    const whole = loss('x = torch.exp(x)', 'for i in [1, 2]:', '    gamma = gamma * 1.0');
    for (let length = HEAD.length + 20; length < whole.length; length += 7) {
      await verdictsOf(whole.slice(0, length));
    }
  });

  it('raises nothing where the parser guesses what half-typed code means', async () => {
    const text = `${HEAD}class FocalLoss(torch.nn.Module):
    def __init__(self, gamma=2
    def forward(self, x, t):
        return ((1 - torch.sigmoid(x)) ** self.gamma * F.logsigmoid(x) * t).sum()
`;
    expect(await verdictOf(text)).toMatchObject({ exception: null, notUnderstood: { line: 6 } });
  });
});

describe('code that the evaluator does not know', () => {
  it.each([
    [
      'a name that another module may bring',
      `from .helpers import *\n${loss('x = build(x)')}`,
      'line 6: build is not in this file',
    ],
    [
      'a name that other code of the module may bind',
      `for build in builders():\n    pass\n${loss('x = build(x)')}`,
      'line 7: build is not in this file',
    ],
    [
      'an unknown import',
      `from .helpers import build\n${loss('x = build(x)')}`,
      'line 6: .helpers.build is not known',
    ],
    ['an unknown function', loss('x = torch.fft.rfft(x)'), 'line 5: torch.fft is not known'],
    ['an unknown method', loss('x = x.qr()'), 'line 5: Tensor.qr is not known'],
    ['an unknown argument', loss('x = torch.exp(x, out=x)'), 'line 5: argument out of exp is not known'],
    ['a generator', loss('yield x'), 'line 4: this syntax is not run: yield'],
    ['a random number', loss('x = x + torch.randn(3)'), 'line 5: a random number is drawn'],
  ])('is named with its line: %s', async (_, text, reason) => {
    expect(await reasonOf(text)).toMatch(reason);
  });

  it('is never caught by the code itself', async () => {
    const code = loss('try:', '    x = build(x)', 'except Exception:', '    pass');
    const text = `from .helpers import build\n${code}`;
    expect(await reasonOf(text)).toBe('line 7: .helpers.build is not known');
  });

  it('does no harm where it does not run', async () => {
    const text = `from nowhere import thing\ntrain(thing)\n${loss('if gamma < 0:', '    x = thing(x)')}`;
    expect(await reasonOf(text)).toBeNull();
  });
});
