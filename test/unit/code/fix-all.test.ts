import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type ExaminedCode, examineCode } from '../../../src/code/fixes/examined-code';
import { fixAll } from '../../../src/code/fixes/fix-all';
import { parser } from './parse';

const FIXTURES = new URL('../../fixtures/code/rules/', import.meta.url);
/** Characters of the longest file that is tried: each is run some dozen times. */
const LONGEST = 1600;

const names = (await readdir(FIXTURES)).filter((name) => name.endsWith('.py'));
const files = (
  await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, FIXTURES), 'utf8') })),
  )
).filter(({ text }) => text.length <= LONGEST);

/** How often each rule is broken, hints aside. */
function counts({ faults }: ExaminedCode): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { diagnostic } of faults) {
    if (diagnostic.severity !== 'information') {
      found.set(diagnostic.rule, (found.get(diagnostic.rule) ?? 0) + 1);
    }
  }
  return found;
}

describe('all fixes of a file', () => {
  it.each(files)('of $name leave nothing to mend and break no rule more often', async ({ text }) => {
    const code = (of: string) => ({ text: of, grammar: 'python', imports: [] }) as const;
    const once = await fixAll(parser, code(text), () => true);
    const twice = await fixAll(parser, code(once.text), () => true);
    expect(twice.text).toBe(once.text);
    const before = counts(await examineCode(parser, code(text), () => false));
    for (const [rule, count] of counts(await examineCode(parser, code(once.text), () => false))) {
      expect(count, rule).toBeLessThanOrEqual(before.get(rule) ?? 0);
    }
  });
});
