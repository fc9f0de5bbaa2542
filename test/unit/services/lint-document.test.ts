import { describe, expect, it } from 'vitest';
import { en } from '../../../src/messages/en';
import { ProblemError } from '../../../src/messages/problem-error';
import { lint } from '../../../src/services/lint';
import { lintDocument } from '../../../src/services/lint-document';
import { GRAMMAR_LOADER } from '../code/parse';

const RAISING = `import torch.nn as nn
import torch.nn.functional as F

class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
        return ((1 - torch.exp(-ce)) ** self.gamma * ce * self.weights).mean()
`;

const FAULTY = `import torch.nn.functional as F

def focal_loss(logits, targets, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    loss = (1 - (-ce).exp()) ** gamma * ce
    return loss.sum() / targets.sum()
`;

describe('the document of lint', () => {
  it('says what a loss without a verdict raises', async () => {
    const host = { loadGrammar: GRAMMAR_LOADER, readText: async () => RAISING };
    const result = await lint.run(host, { files: ['loss.py'] });
    const [file] = lintDocument(result, en, () => true).files;
    expect(file?.losses).toMatchObject([
      { computes: null, notUnderstood: null, raises: 'line 11: raises NameError' },
    ]);
    expect(file?.diagnostics.map(({ rule }) => rule)).toEqual(['undefined-name']);
  });

  it('has the fixes of a configuration, with their places, and says which were written', async () => {
    const text = 'loss:\n  type: FocalLoss\n  gamma: -2.0  # strong\n';
    const written = new Map<string, string>();
    const host = {
      loadGrammar: GRAMMAR_LOADER,
      readText: async () => text,
      writeText: async (file: string, _: string, mended: string) => {
        written.set(file, mended);
      },
    };
    const found = await lint.run(host, { files: ['loss.yaml'], fixes: 'find' });
    const [{ fix } = { fix: null }] = lintDocument(found, en, () => true).files[0]?.diagnostics ?? [];
    expect(fix?.edits).toMatchObject([{ line: 3, column: 10, endColumn: 14, text: '2.0' }]);
    expect(written.size).toBe(0);

    const applied = await lint.run(host, { files: ['loss.yaml'], fixes: 'apply' });
    expect(written.get('loss.yaml')).toBe(text.replace('-', ''));
    const [file] = lintDocument(applied, en, () => true).files;
    expect(file?.diagnostics).toEqual([]);
    expect(file?.fixed).toMatchObject([{ rule: 'gamma-negative' }]);
  });

  it('leaves hints to their author unless they are asked for', async () => {
    const text = `import torch
import torch.nn.functional as F

def focal_loss(logits, targets, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    p_t = torch.exp(-ce).detach()
    return ((1 - p_t) ** gamma * ce).mean()
`;
    const written = new Map<string, string>();
    const host = {
      loadGrammar: GRAMMAR_LOADER,
      readText: async () => text,
      writeText: async (file: string, _: string, mended: string) => {
        written.set(file, mended);
      },
    };
    await lint.run(host, { files: ['loss.py'], fixes: 'apply' });
    expect(written.size).toBe(0);
    await lint.run(host, { files: ['loss.py'], fixes: 'apply', mendsHints: true });
    expect(written.get('loss.py')).toBe(text.replace('.detach()', ''));
  });

  it('has the faults of a file that could not be replaced', async () => {
    const text = 'loss:\n  type: FocalLoss\n  gamma: -2.0\n';
    const failure = new ProblemError({ id: 'not-utf-8', facts: { file: 'loss.yaml' } });
    const host = {
      loadGrammar: GRAMMAR_LOADER,
      readText: async () => text,
      writeText: () => Promise.reject(failure),
    };
    const result = await lint.run(host, { files: ['loss.yaml'], fixes: 'apply' });
    const [file] = lintDocument(result, en, () => true).files;
    expect(result.failures).toEqual([failure]);
    expect(file?.diagnostics.map(({ rule }) => rule)).toEqual(['gamma-negative']);
    expect(file?.fixed).toEqual([]);
  });

  it.each([
    ['bare returns', '\r'],
    ['returns and line feeds', '\r\n'],
  ])('keeps line ends that are %s', async (_, end) => {
    const text = FAULTY.replaceAll('\n', end);
    const written = new Map<string, string>();
    const host = {
      loadGrammar: GRAMMAR_LOADER,
      readText: async () => text,
      writeText: async (file: string, _: string, mended: string) => {
        written.set(file, mended);
      },
    };
    const found = lintDocument(await lint.run(host, { files: ['loss.py'] }), en, () => true);
    expect(found.files[0]?.diagnostics).toMatchObject([{ rule: 'zero-positives', line: 6 }]);
    await lint.run(host, { files: ['loss.py'], fixes: 'apply' });
    const mended = written.get('loss.py') ?? '';
    expect(mended).toContain('.sum().clamp(min=1)');
    expect(mended.replaceAll(end, '\n').split(/[\r\n]/)).toHaveLength(FAULTY.split('\n').length);
    expect(mended.split(end)).toHaveLength(FAULTY.split('\n').length);
  });

  it('has scripts without an ending, and leaves out what is no code', async () => {
    const texts: Readonly<Record<string, string>> = {
      train: `#!/usr/bin/env python3\n${FAULTY}`,
      serve: '#!/usr/bin/node\nexport const focalLoss = { gamma: 2 };\n',
      'README.md': `A focal_loss:\n${FAULTY}`,
      LICENSE: FAULTY,
    };
    const host = { loadGrammar: GRAMMAR_LOADER, readText: async (file: string) => texts[file] ?? '' };
    const result = await lint.run(host, { files: Object.keys(texts) });
    const { files, summary } = lintDocument(result, en, () => true);
    expect(files.map(({ file, diagnostics }) => [file, diagnostics.length])).toEqual([
      ['train', 1],
      ['serve', 0],
    ]);
    expect(result).toMatchObject({ passedOver: ['README.md', 'LICENSE'], failures: [] });
    expect(summary.files).toBe(2);
  });

  it('names the cell of a notebook and its line, and counts the losses that it does not understand', async () => {
    const cell = (...source: string[]) => ({ cell_type: 'code', source });
    const cells = [
      cell('from torchvision.ops import sigmoid_focal_loss\n', 'import unknown_package'),
      cell(
        'def focal_loss(logits, targets):\n',
        '    p_t = unknown_package.probabilities(logits, targets)\n',
        '    return -((1 - p_t) ** 2 * p_t.log()).mean()',
      ),
      cell('value = 1\n', 'loss = sigmoid_focal_loss(logits, targets, alpha=25)'),
    ];
    const text = JSON.stringify({ cells }, null, 1);
    const host = { loadGrammar: GRAMMAR_LOADER, readText: async () => text };
    const { files, summary } = lintDocument(await lint.run(host, { files: ['a.ipynb'] }), en, () => true);
    const fileLine = text.split('\n').findIndex((line) => line.includes('alpha=25')) + 1;
    expect(files[0]?.diagnostics).toMatchObject([
      { rule: 'alpha-range', line: 7, inNotebook: { cell: 3, line: 2, fileLine, endFileLine: fileLine } },
    ]);
    expect(summary).toMatchObject({ losses: 1, notUnderstood: 1 });
  });
});
