import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import { parser } from '../parse';

const FIXTURES = ['parts-of-losses.py', 'derivatives.py', 'slips-in-scripts.ts'];

it.each(FIXTURES)('a loss of %s is the same where it is run alone as in its file', async (name) => {
  const text = await readFile(new URL(`../../../fixtures/code/rules/${name}`, import.meta.url), 'utf8');
  const grammar = name.endsWith('.py') ? 'python' : 'typescript';
  const code = { text, grammar, imports: [] } as const;
  const whole = await diagnoseCode(parser, code);
  expect(whole.losses.length).toBeGreaterThan(2);
  for (const loss of whole.losses) {
    const { kind, name: named, range } = loss.verdict;
    const around = await diagnoseCode(parser, code, { at: { offset: range.end, names: [] } });
    expect(around.losses).toContainEqual(loss);
    if (kind === 'definition') {
      const used = await diagnoseCode(parser, code, { at: { offset: 0, names: [named] } });
      expect(used.losses).toContainEqual(loss);
    }
  }
});
