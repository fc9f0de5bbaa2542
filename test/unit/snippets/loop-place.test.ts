import { describe, expect, it } from 'vitest';
import type { Grammar } from '../../../src/code/syntax/languages';
import { snippetById } from '../../../src/snippets/catalogue';
import { loopPlace } from '../../../src/snippets/fit/loop-place';
import { snippetCall } from '../../../src/snippets/fit/snippet-call';
import { sourceOf } from '../code/parse';

/** Replaces the cursor `‸` by the call `C` and marks the place of the definition by `│`; null outside loops. */
async function placed(marked: string, grammar: Grammar): Promise<string | null> {
  const cursor = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const place = loopPlace(await sourceOf(text, grammar), cursor);
  return (
    (place &&
      `${text.slice(0, place.definition)}│${text.slice(place.definition)} ${place.indentation.length}`) ??
    null
  );
}

describe('the place for a definition above a loop', () => {
  it.each<[what: string, grammar: Grammar, cursor: string, place: string | null]>([
    ['an empty line', 'python', 'for x in y:\n    ‸\n    f(x)\n', '│for x in y:\n    \n    f(x)\n 4'],
    ['the end of the body', 'python', 'for x in y:\n    f(x)\n    ‸\n', '│for x in y:\n    f(x)\n    \n 4'],
    ['a statement', 'python', 'for x in y:\n    f(‸x)\n', '│for x in y:\n    f(x)\n 4'],
    [
      'a long statement',
      'python',
      'for x in y:\n    f(\n        ‸x\n    )\n',
      '│for x in y:\n    f(\n        x\n    )\n 4',
    ],
    [
      'a loop of a function, below a comment',
      'python',
      'a = 1\n\n# trains\ndef f():\n    for x in y:\n        if x:\n            g(x)‸\n',
      'a = 1\n\n│# trains\ndef f():\n    for x in y:\n        if x:\n            g(x)\n 12',
    ],
    ['behind a loop', 'python', 'for x in y:\n    f(x)\n‸\n', null],
    ['behind a loop of a function', 'python', 'def f():\n    for x in y:\n        g(x)\n    ‸\n', null],
    ['a function', 'python', 'def f():\n    ‸\n', null],
    ['a function in a loop', 'python', 'for x in y:\n    def f():\n        ‸\n', null],
    ['the line of the loop itself', 'python', 'for x in y:‸\n    f(x)\n', null],
    ['an empty file', 'python', '‸', null],
    [
      'a loop of TypeScript',
      'typescript',
      'export function f() {\n  for (const x of y) {\n    ‸\n  }\n}\n',
      '│export function f() {\n  for (const x of y) {\n    \n  }\n}\n 4',
    ],
    ['a function of TypeScript', 'typescript', 'function f() {\n  ‸\n}\n', null],
  ])('%s', async (_what, grammar, cursor, place) => {
    expect(await placed(cursor, grammar)).toBe(place);
  });
});

it('the call has the values of the parameters and the name that the file uses', () => {
  const snippet = snippetById('pytorch-focal-loss');
  expect(snippet && snippetCall(snippet, 'FocalLoss2', { alpha: null, gamma: 3 })).toMatch(
    /^loss = FocalLoss2\(alpha=\$\{1:None\}, gamma=\$\{2:3\.0\}\)\(\$\{3:logits\}, \$\{4:targets\}\)$/,
  );
});
