import { describe, expect, it } from 'vitest';
import type { Grammar } from '../../../src/code/syntax/languages';
import { insertionPlace } from '../../../src/snippets/fit/insertion-place';
import { sourceOf } from '../code/parse';

/** Replaces the cursor `‸` by the mark `│` at the place for a definition. */
async function placed(marked: string, grammar: Grammar): Promise<string> {
  const cursor = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const { offset: place } = insertionPlace(await sourceOf(text, grammar), cursor);
  return `${text.slice(0, place)}│${text.slice(place)}`;
}

describe('the place for a definition', () => {
  it.each<[what: string, grammar: Grammar, cursor: string, place: string]>([
    ['an empty file', 'python', '‸', '│'],
    ['an empty line', 'python', 'x = 1\n‸\ny = 2\n', 'x = 1\n│\ny = 2\n'],
    [
      'an empty line in a body',
      'python',
      'def f():\n    ‸\n    return 1\n',
      'def f():\n    │\n    return 1\n',
    ],
    ['the middle of a statement', 'python', 'x = f(‸1)\ny = 2\n', 'x = f(1)│\ny = 2\n'],
    ['a line of a longer statement', 'python', 'x = f(\n    1,‸\n)\ny = 2\n', 'x = f(\n    1,\n)│\ny = 2\n'],
    ['an empty line of a longer statement', 'python', 'x = f(\n‸\n)\n', 'x = f(\n\n)│\n'],
    ['the end of a file', 'python', 'x = 1\n‸', 'x = 1\n│'],
    ['a comment', 'python', '# no‸te\nx = 1\n', '# note│\nx = 1\n'],
    ['a statement of TypeScript', 'typescript', 'const x = [\n  1,‸\n];\n', 'const x = [\n  1,\n];│\n'],
    ['an empty line of a function', 'typescript', 'function f() {\n  ‸\n}\n', 'function f() {\n  │\n}\n'],
  ])('%s', async (_what, grammar, cursor, place) => {
    expect(await placed(cursor, grammar)).toBe(place);
  });

  it.each<[what: string, cursor: string, indentation: string]>([
    ['a class', 'clas‸s A:\n    def f(self):\n        return 1\n', ''],
    ['a method', 'class A:\n    de‸f f(self):\n        return 1\n', '    '],
    ['a decorated class', '@d\ncl‸ass A:\n    x = 1\n', ''],
  ])('after %s has the indentation of its first line', async (_what, marked, indentation) => {
    const cursor = marked.indexOf('‸');
    const file = await sourceOf(marked.replace('‸', ''), 'python');
    expect(insertionPlace(file, cursor)).toEqual({ offset: file.text.length - 1, indentation });
  });
});
