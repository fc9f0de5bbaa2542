import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { focalSites } from '../../../src/code/losses/focal-sites';
import { editBetween } from '../../../src/code/syntax/edit-between';
import type { Grammar } from '../../../src/code/syntax/languages';
import type { SourceFile } from '../../../src/code/syntax/source-file';
import { parser } from './parse';

/** Pieces of code with a meaning of their own at any place, and pieces that change the meaning of others. */
const pieces: Readonly<Record<'python' | 'typescript', readonly string[]>> = {
  python: [
    'from torchvision.ops import sigmoid_focal_loss\n',
    'GAMMA = 1.5\n',
    'loss = sigmoid_focal_loss(x, y, alpha=0.25, gamma=GAMMA)\n',
    'class FocalLoss(nn.Module):\n    def __init__(self, alpha=0.5, gamma=2.0):\n        self.gamma = gamma\n',
    'def step(x):\n    if x:\n        return focal_loss(x, gamma=3)\n',
    'cfg = dict(type="FocalLoss", gamma=2.0, alpha=0.25)\n',
    'text = """gamma = 1\n  two lines"""\n',
    '# γ — a comment, 😀 and all\n',
    'optimizer = Adam(lr=1e-3, gamma=0.9)\n',
    '\n',
  ],
  typescript: [
    "import { focalLoss } from './losses';\n",
    'const gamma = 1.5;\n',
    'const loss = focalLoss(x, y, { alpha: 0.25, gamma });\n',
    'class FocalLoss { constructor(private alpha = 0.5, private gamma = 2) {} }\n',
    'function focal(p: number, gamma = 2) { return -((1 - p) ** gamma) * Math.log(p); }\n',
    '// γ — a comment, 😀 and all\n',
    'const text = `gamma = 1\n  two lines`;\n',
    '\n',
  ],
};

const versions = (grammar: 'python' | 'typescript') =>
  fc.array(fc.array(fc.constantFrom(...pieces[grammar]), { maxLength: 12 }), { minLength: 2, maxLength: 6 });

async function grammarOf(grammar: Grammar) {
  const { parse } = await parser.load(grammar);
  return parse;
}

/** The whole tree, and the sites found in it. */
function contentsOf(file: SourceFile) {
  const sites = focalSites(file).map(({ given: _given, ...site }) => site);
  const { startIndex, endIndex, endPosition } = file.root;
  return { tree: file.root.toString(), startIndex, endIndex, endPosition, sites };
}

describe.each(['python', 'typescript'] as const)('parsing a later version of a %s text', (grammar) => {
  it('gives the same tree as parsing it from scratch', async () => {
    const parse = await grammarOf(grammar);
    fc.assert(
      fc.property(versions(grammar), (texts) => {
        let previous: SourceFile | undefined;
        for (const text of texts.map((parts) => parts.join(''))) {
          const file = parse(text, previous);
          const anew = parse(text);
          expect(contentsOf(file)).toEqual(contentsOf(anew));
          anew.dispose();
          previous?.dispose();
          previous = file;
        }
        previous?.dispose();
      }),
    );
  });

  it('does not change the earlier version', async () => {
    const parse = await grammarOf(grammar);
    fc.assert(
      fc.property(versions(grammar), ([before = [], after = []]) => {
        const file = parse(before.join(''));
        const contents = contentsOf(file);
        const later = parse(after.join(''), file);
        expect(contentsOf(file)).toEqual(contents);
        later.dispose();
        file.dispose();
      }),
    );
  });
});

describe('the edit between two texts', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', '\n', 'γ', '😀', '\r\n'), { maxLength: 12 });

  it('turns the first text into the second', () => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const [before, after] = [first.join(''), second.join('')];
        const { startIndex, oldEndIndex, newEndIndex } = editBetween(before, after);
        const edited =
          before.slice(0, startIndex) + after.slice(startIndex, newEndIndex) + before.slice(oldEndIndex);
        expect(edited).toBe(after);
        expect(oldEndIndex).toBeGreaterThanOrEqual(startIndex);
        expect(newEndIndex).toBeGreaterThanOrEqual(startIndex);
      }),
    );
  });

  it('is nothing between equal texts, and one letter where one letter differs', () => {
    const none = editBetween('ab', 'ab');
    expect([none.startIndex, none.oldEndIndex, none.newEndIndex]).toEqual([2, 2, 2]);
    const one = editBetween('x\nabc\n', 'x\naBc\n');
    expect([one.startIndex, one.oldEndIndex, one.newEndIndex]).toEqual([3, 4, 4]);
    expect([one.startPosition, one.oldEndPosition]).toEqual([
      { row: 1, column: 1 },
      { row: 1, column: 2 },
    ]);
  });

  it('gives the lines and columns of its places', () => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const [before, after] = [first.join(''), second.join('')];
        const edit = editBetween(before, after);
        const linesBefore = before.slice(0, edit.oldEndIndex).split('\n');
        expect(edit.oldEndPosition.row).toBe(linesBefore.length - 1);
        expect(edit.oldEndPosition.column).toBe(linesBefore.at(-1)?.length);
      }),
    );
  });
});

it('a text is parsed again after its file was freed, and while another one of it is in use', async () => {
  const parse = await grammarOf('python');
  const text = 'loss = focal_loss(x, y, gamma=2.0)\n';
  const first = parse(text);
  const shape = first.root.toString();
  first.dispose();
  const [second, third] = [parse(text), parse(text)];
  third.dispose();
  Array.from({ length: 8 }, (_, at) => parse(`other = ${at}\n`));
  expect(second.root.toString()).toBe(shape);
});
