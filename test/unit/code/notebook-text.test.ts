import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinCells } from '../../../src/code/syntax/notebook-text';

describe('the cells of a notebook as one text', () => {
  it('keeps every offset within each cell', () => {
    const cell = fc.array(fc.constantFrom('a', ' ', '\n', '\r\n', '%', '!', '😀', '%%bash', '%%time', '#'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(cell), fc.boolean(), (parts, isPython) => {
        const cells = parts.map((characters) => characters.join(''));
        const { text, starts } = joinCells(cells, isPython);
        expect(text.length).toBe(cells.join('\n').length + (cells.length === 0 ? 0 : 1));
        cells.forEach((content, index) => {
          const start = starts[index] ?? Number.NaN;
          const shown = text.slice(start, start + content.length);
          expect(shown.split('\n').map(({ length }) => length)).toEqual(
            content.split('\n').map(({ length }) => length),
          );
          expect(text.charAt(start + content.length)).toBe('\n');
        });
      }),
    );
  });

  it('keeps Python unchanged and comments out IPython’s own syntax', () => {
    const cells = ['%matplotlib inline\nx = 5 % 3', '!pip install torch', '%%bash\nls\n', '%%time\ny = 1'];
    expect(joinCells(cells, true).text).toBe(
      '#matplotlib inline\nx = 5 % 3\n#pip install torch\n      \n  \n\n#%time\ny = 1\n',
    );
    expect(joinCells(['%x'], false).text).toBe('%x\n');
  });

  it('keeps lines that begin with an operator of Python', () => {
    const cell = "print('a %d'\n      % x)\nassert (x\n        != y)";
    expect(joinCells([cell], true).text).toBe(`${cell}\n`);
    expect(joinCells(['?print', '??x', '!ls', '  !ls'], true).text).toBe('#print\n#?x\n#ls\n  #ls\n');
  });
});
