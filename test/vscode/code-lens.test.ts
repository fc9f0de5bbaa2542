import { assert } from 'chai';
import * as vscode from 'vscode';

const RIGHT = [
  'import torch',
  'import torch.nn.functional as F',
  '',
  'def focal_loss(logits, targets, alpha=0.25, gamma=2.0):',
  "    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')",
  '    p = torch.sigmoid(logits)',
  '    p_t = p * targets + (1 - p) * (1 - targets)',
  '    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)',
  '    return (alpha_t * (1 - p_t) ** gamma * ce).mean()',
  '',
].join('\n');

const REVERSED = RIGHT.replace(
  'alpha * targets + (1 - alpha) * (1 - targets)',
  '(1 - alpha) * targets + alpha * (1 - targets)',
);

describe('the line above a focal loss', () => {
  before(async () => {
    await vscode.extensions.getExtension('focal-loss.focal-loss')?.activate();
  });

  afterEach(() =>
    vscode.workspace
      .getConfiguration('focalLoss')
      .update('codeLens', undefined, vscode.ConfigurationTarget.Global),
  );

  it('says what the code computes, and offers the plot and the check', async () => {
    const document = await pythonDocument(RIGHT);
    const [summary, plot, check] = await lensesOf(document);
    assert.strictEqual(summary?.command?.title, 'focal loss on logits · α on the positives · mean over all');
    assert.strictEqual(summary?.range.start.line, 3);
    assert.strictEqual(plot?.command?.command, 'focalLoss.plotThisLoss');
    assert.strictEqual(check?.command?.command, 'focalLoss.checkTensors');
  });

  it('says what is wrong, and follows edits', async () => {
    const document = await pythonDocument(REVERSED);
    assert.strictEqual((await titlesOf(document))[0], '$(warning) α reaches the negatives');
    const editor = await vscode.window.showTextDocument(document);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((edit) => edit.replace(whole, `# a line above\n${RIGHT}`));
    const [summary] = await lensesOf(document);
    assert.match(summary?.command?.title ?? '', /^focal loss on logits · α on the positives/);
    assert.strictEqual(summary?.range.start.line, 4);
  });

  it('names the line at which the code is not understood, and offers nothing there', async () => {
    const document = await pythonDocument(
      RIGHT.replace('p = torch.sigmoid(logits)', 'p = squashed(logits)').replace(
        'import torch\n',
        'import torch; from .squashing import *\n',
      ),
    );
    assert.deepEqual(await titlesOf(document), ['$(question) not understood: line 6']);
  });

  it('ends for hostile code while the extension host goes on', async () => {
    const endless = [
      'import torch',
      'def focal_loss(x, y, gamma=2):',
      '    while True:',
      '        x = x + 1',
    ];
    const document = await pythonDocument(endless.join('\n'));
    let ticks = 0;
    const clock = setInterval(() => {
      ticks += 1;
    }, 5);
    const titles = await titlesOf(document);
    clearInterval(clock);
    assert.match(titles[0] ?? '', /not understood/);
    assert.isAbove(ticks, 0);
  });

  it('is switched off by the setting', async () => {
    const document = await pythonDocument(RIGHT);
    await vscode.workspace
      .getConfiguration('focalLoss')
      .update('codeLens', false, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await titlesOf(document), []);
  });

  it('joins the cells of a notebook, and counts lines within the cell', async () => {
    const cells = [
      'import torch\nimport torch.nn.functional as F\nfrom .squashing import *',
      RIGHT.split('\n').slice(3).join('\n').replace('p = torch.sigmoid(logits)', 'p = squashed(logits)'),
    ].map((code) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python'));
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData(cells),
    );
    await vscode.window.showNotebookDocument(notebook);
    assert.deepEqual(await titlesOf(notebook.cellAt(1).document), ['$(question) not understood: line 3']);
    assert.deepEqual(await titlesOf(notebook.cellAt(0).document), []);
  });
});

function pythonDocument(content: string): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ language: 'python', content });
}

/** The lenses of this extension only. */
async function lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses.sort((one, other) => one.range.start.line - other.range.start.line);
}

async function titlesOf(document: vscode.TextDocument): Promise<string[]> {
  return (await lensesOf(document)).map(({ command }) => command?.title ?? '');
}
