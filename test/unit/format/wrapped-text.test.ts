import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../../src/format/text-width';
import { wrappedText } from '../../../src/format/wrapped-text';

const word = fc.oneof(fc.stringMatching(/^[a-z.]{1,60}$/), fc.stringMatching(/^[\u4e00-\u4fff]{1,9}$/));
const line = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));

describe('a wrapped line', () => {
  it('fits into the columns and keeps every character but spaces', () => {
    fc.assert(
      fc.property(
        line,
        fc.integer({ min: 10, max: 200 }),
        fc.integer({ min: 0, max: 6 }),
        (text, columns, indent) => {
          const lines = wrappedText(' '.repeat(indent) + text, columns);
          expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          expect(lines.every((one) => one.startsWith(' '.repeat(indent)))).toBe(true);
        },
      ),
    );
  });

  it('is itself where it fits', () => {
    fc.assert(
      fc.property(line, (text) => {
        expect(wrappedText(text, Number.POSITIVE_INFINITY)).toEqual([text]);
      }),
    );
  });

  it('breaks at spaces, and gives colours no columns', () => {
    expect(wrappedText('  one two three', 9)).toEqual(['  one two', '  three']);
    expect(wrappedText('\u001b[1mone two\u001b[0m', 7)).toEqual(['\u001b[1mone two\u001b[0m']);
  });

  it('keeps closing punctuation with the Chinese character before it', () => {
    expect(wrappedText('\u6b63\u7c7b\uff0c\u8d1f\u7c7b', 4)).toEqual([
      '\u6b63',
      '\u7c7b\uff0c',
      '\u8d1f\u7c7b',
    ]);
  });
});
