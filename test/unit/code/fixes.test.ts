import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFixes } from '../../../src/code/fixes/find-fixes';
import { applyEdits, overlap } from '../../../src/code/fixes/text-edit';
import { diagnoseCode } from '../../../src/code/rules/diagnose';
import type { RuleId } from '../../../src/code/rules/rule';
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
