import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../../src/code/rules/diagnostic';
import { isIgnored } from '../../../../src/code/rules/ignore-comment';

const FAULT: Diagnostic = {
  rule: 'alpha-on-negatives',
  facts: { isOfClasses: false },
  severity: 'error',
  range: { start: 0, end: 1 },
  related: null,
  line: 3,
};

/** True if the fault in the third line of a text is ignored. */
function ignores(...lines: string[]): boolean {
  return isIgnored(FAULT, lines);
}

describe('a comment that ignores rules', () => {
  it.each([
    ['at the end of the line', ['', '', 'x = 1  # focal-loss: ignore']],
    ['that names the rule', ['', '', 'x = 1  # focal-loss: ignore[eps-bias, alpha-on-negatives]']],
    ['of TypeScript', ['', '', 'x = 1; // focal-loss: ignore[alpha-on-negatives]']],
    ['between stars', ['', '', 'x = 1; /* focal-loss: ignore[alpha-on-negatives] */']],
    ['alone in the line above', ['', '    # focal-loss: ignore[alpha-on-negatives]', 'x = 1']],
    ['for the whole file', ['# focal-loss: ignore-file', '', 'x = 1']],
    ['for the whole file, below', ['', '', 'x = 1', '// focal-loss: ignore-file[alpha-on-negatives]']],
  ])('%s counts', (_, lines) => {
    expect(ignores(...lines)).toBe(true);
  });

  it.each([
    ['of another rule', ['', '', 'x = 1  # focal-loss: ignore[eps-bias]']],
    ['in the line above, beside code', ['', 'y = 2  # focal-loss: ignore', 'x = 1']],
    ['two lines above', ['# focal-loss: ignore', '', 'x = 1']],
    ['of another rule for the whole file', ['# focal-loss: ignore-file[eps-bias]', '', 'x = 1']],
    ['for the whole file, beside code', ['y = 2  # focal-loss: ignore-file', '', 'x = 1']],
  ])('%s does not', (_, lines) => {
    expect(ignores(...lines)).toBe(false);
  });
});
