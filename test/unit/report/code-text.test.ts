import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeText } from '../../../webview/shared/code-text';

/** The text and kind of each part; text without a colour has no kind. */
function partsOf(code: string) {
  return codeText(code).map((part) =>
    typeof part === 'string'
      ? { text: part, kind: '' }
      : { text: String(part.values[1]), kind: part.values[0] },
  );
}

describe('the colours of code', () => {
  it('are those of its parts', () => {
    const code = "loss = focal(x, reduction='none') / 1e-6  # (N, 1) 'shape'\nif p: return None";
    expect(partsOf(code).filter(({ kind }) => kind !== '')).toEqual([
      { text: 'focal', kind: 'called' },
      { text: "'none'", kind: 'string' },
      { text: '1e-6', kind: 'number' },
      { text: "# (N, 1) 'shape'", kind: 'comment' },
      { text: 'if', kind: 'keyword' },
      { text: 'return', kind: 'keyword' },
      { text: 'None', kind: 'keyword' },
    ]);
  });

  it('leave the text as it is', () => {
    const piece = fc.constantFrom('loss', ' ', '(', ')', '#', "'", '"', '0.25', '1e-', 'if', '\n', '_', 'α');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const code = pieces.join('');
        expect(
          partsOf(code)
            .map(({ text }) => text)
            .join(''),
        ).toBe(code);
      }),
    );
  });
});
