import { assert } from 'chai';
import * as vscode from 'vscode';
import { SNIPPETS } from '../../src/snippets/catalogue';
import type { Snippet } from '../../src/snippets/snippet';

const INTRODUCTIONS = {
  python: '"""Training."""\nimport torch\n\nbatch = 8\n',
  typescript: "import * as tfjs from '@tensorflow/tfjs';\n\nconst batch = 8;\n",
};

describe('insert snippet', () => {
  before(activated);

  for (const snippet of SNIPPETS) {
    it(`inserts ${snippet.id} with the missing imports`, async () => {
      const introduction = INTRODUCTIONS[snippet.language];
      const document = await inserted(snippet, introduction);
      assert.strictEqual(document.getText(), expectedText(snippet, introduction));
    });
  }

  it('inserts the unchanged source into an empty file', async () => {
    for (const snippet of SNIPPETS) {
      const document = await inserted(snippet, '');
      assert.strictEqual(document.getText(), snippet.source, snippet.id);
    }
  });

  it('takes α and γ from its argument', async () => {
    const document = await open('python', '');
    await insert({ snippet: 'pytorch-focal-loss', alpha: null, gamma: 1.5 });
    assert.match(document.getText(), /alpha: Optional\[float\] = None,\n {8}gamma: float = 1\.5,/);
  });

  it('is undone in one step, imports included', async () => {
    const introduction = INTRODUCTIONS.python;
    const document = await open('python', introduction);
    await insert({ snippet: 'pytorch-focal-loss' });
    assert.notStrictEqual(document.getText(), introduction);
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), introduction);
  });

  it('has α and γ as tab stops', async () => {
    await open('python', '');
    await insert({ snippet: 'pytorch-focal-loss' });
    assert.strictEqual(selectedText(), '0.25');
    await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    assert.strictEqual(selectedText(), '2.0');
  });

  it('puts the definition above a loop and a call into it, as one step of undo', async () => {
    const content = 'import torch\n\n\ndef train(batches):\n    for inputs, targets in batches:\n        ';
    const document = await open('python', content);
    await insert({ snippet: 'pytorch-focal-loss', alpha: 0.4, gamma: 3 });
    const text = document.getText();
    assert.isBelow(text.indexOf('class FocalLoss'), text.indexOf('def train'));
    assert.isTrue(
      text.endsWith(
        '\n\n\ndef train(batches):\n    for inputs, targets in batches:\n' +
          '        loss = FocalLoss(alpha=0.4, gamma=3.0)(logits, targets)',
      ),
      text,
    );
    assert.strictEqual(selectedText(), '0.4');
    await vscode.commands.executeCommand('undo');
    assert.strictEqual(document.getText(), content);
  });

  it('takes another name when the file uses its name', async () => {
    const document = await open('python', 'class FocalLoss:\n    pass\n');
    await insert({ snippet: 'pytorch-focal-loss' });
    assert.match(document.getText(), /class FocalLoss2\(nn\.Module\)/);
  });

  it('writes JavaScript without types', async () => {
    const document = await open('javascript', '');
    await insert({ snippet: 'tensorflowjs-focal-loss' });
    assert.match(
      document.getText(),
      /export function focalLoss\(\n {2}logits,\n {2}targets,\n {2}alpha = 0\.25,/,
    );
    assert.notMatch(document.getText(), /tf\.Tensor/);
  });

  it('opens a new file for a language without snippets', async () => {
    const document = await open('plaintext', 'notes');
    await insert({ snippet: 'pytorch-focal-loss' });
    const active = vscode.window.activeTextEditor?.document;
    assert.strictEqual(active?.languageId, 'python');
    assert.match(active?.getText() ?? '', /class FocalLoss/);
    assert.strictEqual(document.getText(), 'notes');
  });

  it('inserts into the document of its argument', async () => {
    const document = await open('python', '');
    await open('typescript', '');
    await insert({ snippet: 'pytorch-sigmoid-focal-loss', uri: document.uri.toString() });
    assert.match(document.getText(), /def sigmoid_focal_loss/);
  });
});

describe('snippets as completions', () => {
  before(activated);

  it('offers them on typing focal, with the imports', async () => {
    const content = `${INTRODUCTIONS.python}\n\nfocal`;
    const document = await open('python', content);
    const items = await completionsAt(document, document.positionAt(content.length));
    assert.deepEqual(items.map(({ insertText }) => nameIn(insertText)).sort(), [
      'AsymmetricLoss',
      'FocalLoss',
      'SoftmaxFocalLoss',
      'sigmoid_focal_loss',
    ]);
    for (const item of items) {
      const added = item.additionalTextEdits?.map(({ newText }) => newText).join('') ?? '';
      assert.match(added, /import torch\.nn\.functional as F/);
      assert.instanceOf(item.documentation, vscode.MarkdownString);
      assert.match(item.documentation.value, /```python\n(class|def) /);
    }
  });

  it('adds blank lines around them', async () => {
    const document = await open('python', 'import torch\nbatch = 8\nfocal');
    const [item] = await completionsAt(document, new vscode.Position(2, 5));
    const added = item?.additionalTextEdits?.map(({ newText, range }) => [newText, range.start.line]);
    assert.deepEqual(added?.at(-1), ['\n\n', 1]);
  });

  it('offers them in TypeScript', async () => {
    const document = await open('typescript', 'focal');
    const items = await completionsAt(document, new vscode.Position(0, 5));
    assert.strictEqual(items.length, SNIPPETS.filter(({ language }) => language === 'typescript').length);
  });

  it('does not offer them in comments, after a dot and in the middle of an expression', async () => {
    for (const line of ['# focal', 'losses.focal', 'loss = focal']) {
      const document = await open('python', line);
      assert.deepEqual(await completionsAt(document, new vscode.Position(0, line.length)), [], line);
    }
  });
});

/** A new document with the cursor at its end. */
async function open(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  const end = document.positionAt(content.length);
  // A selection that is set afterwards may be overtaken by the first one of the editor.
  const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(end, end) });
  const indentation = language === 'python' ? 4 : 2;
  editor.options = { insertSpaces: true, tabSize: indentation, indentSize: indentation };
  // The first editor of a window may take its first selection late.
  for (let tries = 0; tries < 100 && !editor.selection.active.isEqual(end); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    editor.selection = new vscode.Selection(end, end);
  }
  return document;
}

async function insert(argument: object): Promise<void> {
  await vscode.commands.executeCommand('focalLoss.insertSnippet', argument);
}

async function inserted(snippet: Snippet, content: string): Promise<vscode.TextDocument> {
  const document = await open(snippet.language, content);
  await insert({ snippet: snippet.id });
  return document;
}

function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.getText(editor.selection);
}

/**
 * The introduction followed by the source, with its names for imports, and the imports of both in order: those of Python itself,
 * a blank line, the others with `import` before `from`.
 */
function expectedText({ language, source }: Snippet, introduction: string): string {
  const bodyStart = source.search(/^(class|def|\/\*\*)/m);
  const body = source.slice(bodyStart);
  if (language === 'typescript') {
    return `${introduction}\n${body.replaceAll(/\btf\./g, 'tfjs.')}`;
  }
  const lines = source
    .slice(0, bodyStart)
    .split('\n')
    .filter((line) => line !== '');
  const ofPython = lines.filter((line) => /^(from typing|import math)\b/.test(line));
  const others = [...new Set([...lines, 'import torch'])].filter((line) => !ofPython.includes(line));
  const plain = others.filter((line) => line.startsWith('import ')).sort();
  const from = others.filter((line) => line.startsWith('from '));
  const imports = [...ofPython, ...(ofPython.length > 0 ? [''] : []), ...plain, ...from];
  return `${introduction.replace('import torch', imports.join('\n'))}\n\n${body}`;
}

async function completionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.filter(
    ({ label }) => typeof label !== 'string' && label.label.startsWith('focal loss: '),
  );
}

function nameIn(insertText: vscode.CompletionItem['insertText']): string | undefined {
  const text = typeof insertText === 'object' ? insertText.value : insertText;
  return /^(?:class|def) (\w+)/.exec(text ?? '')?.[1];
}

/** Waits for activation: opening a file activates the extension but does not wait. */
async function activated(): Promise<void> {
  await vscode.extensions.getExtension('focal-loss.focal-loss')?.activate();
}
