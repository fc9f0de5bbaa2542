import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoring, isIgnored } from '../../../../src/code/rules/ignore-comment';
import type { RuleId } from '../../../../src/code/rules/rule';
import { RULES } from '../../../../src/code/rules/rules';

const ruleIds = fc.constantFrom(...RULES.map(({ id }) => id));
const languages = fc.constantFrom('python', 'yaml', 'typescript', 'javascriptreact');
const code = fc.constantFrom('    alpha_t = alpha', 'x = "#" + y  ', '', 'f(x)  # as in the paper');

function withComment(rule: RuleId, line: string, language: string): string {
  const insertion = ignoring(rule, line, language);
  if (!insertion) {
    throw new Error('The line cannot hold a comment.');
  }
  const { column, text } = insertion;
  return line.slice(0, column) + text + line.slice(column);
}

const isIgnoredIn = (line: string, rule: RuleId): boolean => isIgnored({ rule, line: 1 }, [line]);

describe('a comment that ignores a rule in a line', () => {
  it('ignores the rules that were chosen one after another, and no others', () => {
    fc.assert(
      fc.property(
        code,
        languages,
        fc.uniqueArray(ruleIds, { minLength: 1, maxLength: 4 }),
        (line, language, rules) => {
          const written = rules.reduce<string>((text, rule) => withComment(rule, text, language), line);
          expect(RULES.map(({ id }) => id).filter((id) => isIgnoredIn(written, id))).toEqual(
            RULES.map(({ id }) => id).filter((id) => rules.includes(id)),
          );
          expect(written.startsWith(line.trimEnd())).toBe(true);
        },
      ),
    );
  });

  it('is offered neither in JSON nor in a line that goes on in the next one', () => {
    expect(ignoring('alpha-range', '  "alpha": 25,', 'json')).toBeNull();
    expect(ignoring('eps-bias', 'p = torch.sigmoid(x) + \\', 'python')).toBeNull();
  });
});
