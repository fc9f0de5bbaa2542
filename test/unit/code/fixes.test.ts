import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFixes } from '../../../src/code/fixes/find-fixes';
import { findReplacements } from '../../../src/code/fixes/find-replacements';
import { fixAll } from '../../../src/code/fixes/fix-all';
import { applyToPieces } from '../../../src/code/fixes/pieces';
import { applyEdits, overlap } from '../../../src/code/fixes/text-edit';
import { diagnoseCode } from '../../../src/code/rules/diagnose';
import type { RuleId } from '../../../src/code/rules/rule';
import { withSources } from '../../../src/code/syntax/notebook-sources';
import { parser } from './parse';

const IMPORTS = `import torch
import torch.nn as nn
import torch.nn.functional as F
`;

/** A focal loss of two classes that is right. */
const BINARY = `${IMPORTS}
def focal_loss(logits, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')
    p = torch.sigmoid(logits)
    p_t = p * targets + (1 - p) * (1 - targets)
    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
    return (alpha_t * (1 - p_t) ** gamma * ce).mean()
`;

async function mended(text: string, rule: RuleId): Promise<string | null> {
  const code = { text, grammar: 'python', imports: [] } as const;
  const [fix] = await findFixes(parser, code, (diagnostic) => diagnostic.rule === rule);
  return fix ? applyEdits(text, fix.edits) : null;
}

async function rulesOf(text: string): Promise<RuleId[]> {
  const { losses } = await diagnoseCode(parser, { text, grammar: 'python', imports: [] });
  return losses.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule));
}

describe('edits', () => {
  const text = fc.string({ minLength: 4, maxLength: 40 });
  const cuts = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });

  it('leave what is between them, in whatever order they come', () => {
    fc.assert(
      fc.property(text, cuts, fc.string(), fc.string(), (before, numbers, one, other) => {
        const [a = 0, b = 0, c = 0, d = 0] = numbers
          .map((number) => number % (before.length + 1))
          .sort((first, second) => first - second);
        fc.pre(b < c);
        const edits = [
          { start: a, end: b, text: one },
          { start: c, end: d, text: other },
        ];
        const expected = before.slice(0, a) + one + before.slice(b, c) + other + before.slice(d);
        expect(applyEdits(before, edits)).toBe(expected);
        expect(applyEdits(before, edits.toReversed())).toBe(expected);
      }),
    );
  });

  it('are refused where they overlap', () => {
    const edits = [
      { start: 0, end: 3, text: '' },
      { start: 2, end: 4, text: '' },
    ];
    expect(overlap(edits.slice(0, 1), edits.slice(1))).toBe(true);
    expect(() => applyEdits('abcdef', edits)).toThrow(RangeError);
  });
});

describe('a fix', () => {
  it.each<[RuleId, string, string]>([
    ['alpha-on-negatives', 'alpha * targets + (1 - alpha) * (1', '(1 - alpha) * targets + alpha * (1'],
    ['p-instead-of-pt', '(1 - p_t) **', '(1 - p) **'],
    ['swapped-modulation', '(1 - p_t) **', 'p_t **'],
    ['zero-positives', '.mean()', '.sum() / targets.sum()'],
  ])('of %s leaves no fault', async (rule, right, wrong) => {
    expect(BINARY).toContain(right);
    const faulty = BINARY.replace(right, wrong);
    expect(await rulesOf(faulty)).toEqual([rule]);
    expect(await rulesOf((await mended(faulty, rule)) ?? faulty)).toEqual([]);
  });
});

it('a fix names no module that the file does not import', async () => {
  const steep = `import torch.nn.functional as F

def focal_loss(logits, targets, gamma=0.5):
    log_pt = -F.cross_entropy(logits, targets, reduction='none')
    return -((1 - log_pt.exp()) ** gamma * log_pt).mean()
`;
  expect(await mended(steep, 'gamma-below-one-gradient')).toBe(
    steep.replace('(1 - log_pt.exp())', '(1 - log_pt.exp()).clamp(min=1e-7)'),
  );
});

describe('a fix of the code around a loss', () => {
  it('keeps what an argument has no value for', async () => {
    const faulty = `${BINARY}\n\ndef step(x, y, num_pos):\n    return focal_loss(x, y) / num_pos\n`;
    expect(await mended(faulty, 'double-reduction')).toBeNull();
    expect(await mended(faulty.replaceAll('num_pos', 'batch_size'), 'double-reduction')).toContain(
      'return focal_loss(x, y)\n',
    );
  });

  it('leaves a block with the statement that it needs', async () => {
    const clip = 'logits = logits.clamp(0, 1)';
    const faulty = (statement: string): string => BINARY.replace('    ce = ', `    ${statement}\n    ce = `);
    expect(await mended(faulty(clip), 'clip-before-softmax')).toBe(BINARY);
    expect(await mended(faulty(`if gamma:\n        ${clip}`), 'clip-before-softmax')).toBe(
      faulty('if gamma:\n        logits = logits'),
    );
  });

  it('squashes the output of a network once, and leaves probabilities that are read elsewhere', async () => {
    const model = (settings: string): string => `import keras

model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile(loss=keras.losses.BinaryFocalCrossentropy(${settings}gamma=2.0))
`;
    expect(await mended(model('from_logits=True, '), 'double-sigmoid')).toBe(model(''));
    const step = (body: string): string => `${BINARY}\n\ndef step(x, y):\n    p = torch.sigmoid(x)\n${body}`;
    expect(await mended(step('    return focal_loss(p, y)\n'), 'double-sigmoid')).toContain('    p = x\n');
    expect(await mended(step('    return focal_loss(p, y), p.mean()\n'), 'double-sigmoid')).toBeNull();
  });

  it('imports a usual name, and guesses no other', async () => {
    const isLacking = BINARY.replace('import torch.nn.functional as F\n', '');
    expect(await mended(isLacking, 'undefined-name')).toContain('import torch.nn.functional as F\n');
    expect(await mended(BINARY.replace('(1 - p_t)', '(1 - pt)'), 'undefined-name')).toBeNull();
  });
});

describe('a fix of exchanged sides', () => {
  it('leaves what code asks of α, and other branches, as they are', async () => {
    const faulty = `${IMPORTS}
class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.gamma = gamma
        if isinstance(alpha, list):
            assert len(alpha) == 2
            weights = torch.tensor(alpha)
        else:
            assert alpha < 1
            weights = torch.zeros(2)
            weights[0] += alpha
            weights[1] += 1 - alpha
        self.register_buffer('alpha', weights)

    def forward(self, logits, targets):
        ce = F.cross_entropy(logits, targets, reduction='none')
        return (self.alpha[targets] * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()
`;
    const text = (await mended(faulty, 'alpha-on-negatives')) ?? '';
    expect(text).toContain('isinstance(alpha, list)');
    expect(text).toContain('weights = torch.tensor(alpha)');
    expect(text).toContain('assert alpha < 1');
    expect(text).toMatch(/weights\[0\] \+= \(?1 - alpha\)?\n {12}weights\[1\] \+= alpha\n/);
  });
});

describe('a right implementation', () => {
  it('has the line ends of the text', async () => {
    const text = BINARY.replace('(1 - p_t) **', 'p_t **').replaceAll('\n', '\r\n');
    const code = { text, grammar: 'python', imports: [] } as const;
    const [replacement] = await findReplacements(parser, code, () => true);
    expect(replacement?.title).toBe('replace');
    expect(applyEdits(text, replacement?.edits ?? []).replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('all fixes together', () => {
  const SEED = `${IMPORTS}
class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2):
        super(FocalLoss, self).__init__()
        self.alpha = torch.tensor([alpha, 1 - alpha]).cuda()
        self.gamma = gamma

    def forward(self, inputs, targets):
        bce = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')
        targets = targets.type(torch.long)
        at = self.alpha.gather(0, targets.data.view(-1))
        pt = torch.exp(-bce)
        return (at * (1 - pt) ** self.gamma * bce).mean()
`;
  const code = { grammar: 'python', imports: [] } as const;

  it('mend fixes that overlap one after the other, by edits that give the same text', async () => {
    const mended = await fixAll(parser, { ...code, text: SEED }, () => true);
    expect(mended.rounds.length).toBeGreaterThan(1);
    expect(mended.rounds.reduce(applyEdits, SEED)).toBe(mended.text);
    expect(await rulesOf(mended.text)).toEqual([]);
  });

  it('keep the line ends of the text', async () => {
    const text = SEED.replaceAll('\n', '\r\n');
    const mended = await fixAll(parser, { ...code, text }, () => true);
    expect(mended.text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(mended.fixes.length).toBe(3);
  });

  it('leave what is not wanted', async () => {
    const mended = await fixAll(parser, { ...code, text: SEED }, () => false);
    expect(mended).toEqual({ text: SEED, rounds: [], fixes: [] });
  });
});

describe('edits of a notebook', () => {
  it('change the cells that they are in', () => {
    const pieces = [
      { start: 0, own: 'abc' },
      { start: 4, own: '%d ef' },
    ];
    const rounds = [[{ start: 1, end: 2, text: 'BB' }], [{ start: 8, end: 10, text: 'x' }]];
    expect(applyToPieces(pieces, rounds)).toEqual(['aBBc', '%d x']);
    expect(applyToPieces(pieces, [[{ start: 2, end: 6, text: '' }]])).toBeNull();
  });

  it('leave every other character of the file as it is', () => {
    const source = fc.string();
    const cell = fc.record({
      cell_type: fc.constantFrom('code', 'markdown'),
      metadata: fc.record({ tags: fc.array(fc.string()), source: fc.string() }),
      outputs: fc.array(fc.record({ text: fc.string(), value: fc.double() })),
      source: fc.oneof(
        source,
        source.map((text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? []),
      ),
    });
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1 }),
        fc.nat(),
        source,
        fc.nat({ max: 4 }),
        (cells, number, next, indent) => {
          const index = number % cells.length;
          const text = JSON.stringify({ nbformat: 4, cells, metadata: {} }, null, indent);
          const changed = JSON.parse(withSources(text, new Map([[index, next]])));
          const expected = JSON.parse(text);
          const own = changed.cells[index].source;
          expect(Array.isArray(own) ? own.join('') : own).toBe(next);
          expect(Array.isArray(own)).toBe(Array.isArray(cells[index]?.source));
          changed.cells[index].source = expected.cells[index].source;
          expect(changed).toEqual(expected);
          expect(withSources(text, new Map())).toBe(text);
        },
      ),
    );
  });
});
