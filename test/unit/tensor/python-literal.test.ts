import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type PythonLiteral,
  PythonLiteralError,
  parsePythonLiteral,
  pythonText,
} from '../../../src/tensor/formats/npy/python-literal';

const text = fc.string().map((string) => string.replaceAll(/['\\\n]/g, ''));
const { literal } = fc.letrec<{ literal: PythonLiteral }>((tie) => ({
  literal: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    text,
    fc.array(tie('literal')),
    fc.array(fc.tuple(text, tie('literal'))).map((entries) => new Map(entries)),
  ),
}));

it('a printed literal is parsed back to its value', () => {
  fc.assert(
    fc.property(literal, (value) => {
      expect(parsePythonLiteral(pythonText(value))).toEqual(value);
    }),
  );
});

it('any text is a literal or a PythonLiteralError', () => {
  const snippet = fc.constantFrom(
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    "'",
    '"',
    ':',
    ',',
    ' ',
    'True',
    '1',
    '-',
    'L',
    'x',
  );
  fc.assert(
    fc.property(fc.array(snippet, { maxLength: 20 }), (snippets) => {
      try {
        parsePythonLiteral(snippets.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(PythonLiteralError);
      }
    }),
    { numRuns: 5_000 },
  );
});

it.each(['f()', '1 + 1', '1.5', "b'a'", '{1: 2}', "{'a': 1, 'a': 2}", '(1', "'a", '', '(,)', "'\\x41'"])(
  'refuses %s',
  (source) => {
    expect(() => parsePythonLiteral(source)).toThrow(PythonLiteralError);
  },
);

it('deep nesting gives an error instead of a stack overflow', () => {
  expect(() => parsePythonLiteral('('.repeat(100_000))).toThrow('at most 32 levels');
});
