import { describe, expect, it } from 'vitest';
import { notUnderstoodText } from '../../../../src/code/verdict/words';
import { en as messages } from '../../../../src/messages/en';
import { verdictOf, verdictsOf } from '../verdict/judge';

/** A focal loss of JavaScript whose body starts with these lines. */
const loss = (...lines: string[]): string =>
  [
    'function focalLoss(y, p, alpha = 0.25, gamma = 2) {',
    ...lines.map((line) => `  ${line}`),
    '  return y.reduce((sum, t, i) => sum - (t ? (1 - p[i]) ** gamma * Math.log(p[i]) : p[i] ** gamma * Math.log(1 - p[i])), 0);',
    '}',
    '',
  ].join('\n');

const reasonOf = async (text: string): Promise<string | null> => {
  const { notUnderstood } = await verdictOf(text, 'tsx');
  return notUnderstood && notUnderstoodText(messages, notUnderstood);
};

describe('JavaScript that does not end, or that takes too much', () => {
  it.each([
    ['an endless loop', loss('while (true) { gamma += 1; }'), 'the code takes too many steps'],
    ['an endless for', loss('for (;;) { gamma++; }'), 'the code takes too many steps'],
    ['an endless loop without a body', loss('do ; while (true)'), 'the code takes too many steps'],
    [
      'an endless recursion',
      loss('const again = (n) => again(n + 1);', 'again(0);'),
      'the code calls too deeply',
    ],
    [
      'a recursion through a getter',
      loss('const o = { get x() { return this.x; } };', 'o.x;'),
      'the code calls too deeply',
    ],
    [
      'a recursion through a constructor',
      loss('class A { constructor() { new A(); } }', 'new A();'),
      'the code calls too deeply',
    ],
    ['a gigantic array', loss('const n = new Array(1e9).fill(0);'), 'the code makes too large tensors'],
    ['a gigantic typed array', loss('const n = new Float32Array(1e9);'), 'the code makes too large tensors'],
    [
      'an array by its length',
      loss('const n = Array.from({ length: 1e12 });'),
      'the code makes too large tensors',
    ],
    ['an array by an index', loss('const n = []; n[4e9] = 1;'), 'the code makes too large tensors'],
    ['a gigantic text', loss("const n = 'x'.repeat(1e12);"), 'the code makes too large tensors'],
    ['a padded text', loss("const n = 'x'.padStart(1e12);"), 'the code makes too large tensors'],
    ['doubling texts', loss("let n = 'x';", 'while (true) { n += n; }'), 'the code makes too large tensors'],
    [
      'doubling arrays',
      loss('let n = [1];', 'while (true) { n = [...n, ...n]; }'),
      'the code makes too large tensors',
    ],
    [
      'a growing array',
      loss('const n = [1];', 'for (const m of n) { n.push(m); }'),
      'the code takes too many steps',
    ],
    [
      'an array in itself',
      loss('const n = [];', 'n.push(n);', "const t = '' + n;"),
      'the code calls too deeply',
    ],
    ['a gigantic tensor', loss('const n = tf.zeros([1e6, 1e6]);'), 'the code makes too large tensors'],
    ['a long chain', loss(`const n = y${'.at'.repeat(5000)};`), 'the code nests too deeply'],
    [
      'functions in functions',
      loss(`const n = ${'(() => '.repeat(2000)}1${')()'.repeat(2000)};`),
      'the code calls too deeply',
    ],
    [
      'deep parentheses',
      loss(`const n = ${'('.repeat(400)}1${')'.repeat(400)};`),
      'the code nests too deeply',
    ],
  ])('ends with a reason: %s', async (_, text, reason) => {
    const found = await reasonOf(text);
    expect(found?.replace(/^line \d+: /, '') ?? null).toBe(reason);
  });

  it('ends in a file of 5 MB', async () => {
    const text = `${'const x = [1, 2, 3];\n'.repeat(240_000)}${loss()}`;
    expect(await reasonOf(text)).toBe('the file is too large');
  });

  it('ends in half-typed code', async () => {
    const whole = loss(
      'const { a = [1, ...p], ...b } = { a: p?.[0] };',
      'for (const q of y) { gamma *= 1; }',
    );
    for (let length = 12; length < whole.length; length += 7) {
      await verdictsOf(whole.slice(0, length), 'typescript');
    }
  });
});

describe('a way out of the evaluator', () => {
  it.each([
    [
      'the constructor of a constructor',
      loss("gamma.constructor.constructor('return process')();"),
      'constructor',
    ],
    ['the constructor of an array', loss("[].constructor.constructor('return 1')();"), 'constructor'],
    ['the constructor by a computed key', loss("y['constr' + 'uctor'];"), 'constructor'],
    ['a prototype', loss('({}).__proto__.polluted = 1;'), '__proto__'],
    ['a prototype of a class', loss('class A {}', 'A.prototype.x = 1;'), 'prototype'],
    ['eval', loss("eval('1');"), 'eval'],
    ['Function', loss("new Function('return 1')();"), 'Function'],
    ['process', loss('process.exit(1);'), 'process'],
    ['globalThis', loss('globalThis.x = 1;'), 'globalThis'],
    ['the file system', loss("require('fs').readFileSync('/etc/passwd');"), 'fs'],
    ['a dynamic import', loss("import('fs');"), 'import'],
    ['a fetch', loss("fetch('http://example.org');"), 'fetch'],
    ['a proxy', loss('new Proxy({}, {});'), 'Proxy'],
    ['Reflect', loss('Reflect.ownKeys({});'), 'Reflect'],
    ['the global Math', loss('Math.exp = (x) => 0;'), 'exp'],
    ['the methods of arrays', loss('Array.from = (x) => 0;'), 'from'],
  ])('is not there: %s', async (_, text, what) => {
    expect(await reasonOf(text)).toContain(what);
  });

  it('is no property that every object of JavaScript has', async () => {
    expect(await reasonOf(loss("if ({}['hasOwn'] !== undefined) { eval('1'); }"))).toBeNull();
  });
});

describe('JavaScript that the evaluator does not know', () => {
  it.each([
    ['a name of nobody', loss('y = build(y);'), 'line 2: build is not in this file'],
    [
      'an unknown import',
      `import { build } from './helpers';\n${loss('y = build(y);')}`,
      'line 3: ./helpers.build is not known',
    ],
    ['an unknown operation', loss('tf.fft(y);'), 'line 2: @tensorflow/tfjs.fft is not known'],
    ['an unknown method', loss('y.findTheBest();'), 'line 2: Array.findTheBest is not known'],
    [
      'a generator',
      `function* focalLoss(y, p, gamma = 2) { yield Math.log(p) * (1 - p) ** gamma; }`,
      'yield',
    ],
    ['a random number', loss('gamma += Math.random();'), 'line 2: a random number is drawn'],
    ['a regular expression', loss('y = /x/.exec(y);'), 'line 2: this syntax is not run: regex'],
    [
      'a label',
      loss('outer: for (const a of y) { continue outer; }'),
      'line 2: this syntax is not run: labeled_statement',
    ],
  ])('is named with its line: %s', async (_, text, reason) => {
    expect(await reasonOf(text)).toContain(reason);
  });

  it('is never caught by the code itself', async () => {
    const text = loss('try { y = build(y); } catch { y = [1]; } finally { gamma = 2; }');
    expect(await reasonOf(text)).toBe('line 2: build is not in this file');
  });

  it('does no harm where it does not run', async () => {
    const text = `import { train } from './nowhere';\ntrain(focalLoss);\n${loss('if (gamma < 0) { y = train(y); }')}`;
    expect(await reasonOf(text)).toBeNull();
  });
});
