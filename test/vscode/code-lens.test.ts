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

  it('says what is wrong, leads to it, and follows edits', async () => {
    const document = await pythonDocument(REVERSED);
    const editor = await vscode.window.showTextDocument(document);
    const [fault] = await lensesOf(document);
    assert.strictEqual(fault?.command?.title, '$(warning)\u00a0α reaches the negatives');
    await vscode.commands.executeCommand(fault?.command?.command ?? '', ...(fault?.command?.arguments ?? []));
    assert.match(
      document.getText().slice(document.offsetAt(editor.selection.active)),
      /^\(1 - alpha\) \* targets/,
    );
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
    assert.deepEqual(await titlesOf(document), ['$(question)\u00a0not understood: line 6']);
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

  it('stands above the method of a detector and above inline code, and not above calls', async () => {
    const document = await pythonDocument(
      [
        'import torch',
        'import torch.nn as nn; import torch.nn.functional as F',
        'from backbones import build',
        '',
        'class Detector(nn.Module):',
        '    def __init__(self, cfg, alpha=0.25, gamma=2.0):',
        '        super().__init__()',
        '        self.backbone = build(cfg)',
        '        self.alpha, self.gamma = alpha, gamma',
        '        self.focal_gamma = gamma',
        '',
        '    def focal_loss(self, logits, targets):',
        '        p = torch.sigmoid(logits)',
        '        p_t = torch.where(targets == 1, p, 1 - p)',
        '        return (-(1 - p_t) ** self.focal_gamma * F.logsigmoid((2 * targets - 1) * logits)).sum()',
        '',
        '    def step(self, images, targets):',
        '        logits = self.backbone(images)',
        '        p = torch.sigmoid(logits)',
        '        p_t = torch.where(targets == 1, p, 1 - p)',
        '        loss = (-(1 - p_t) ** self.focal_gamma * F.logsigmoid((2 * targets - 1) * logits)).mean()',
        '        loss.backward()',
        '        return self.focal_loss(logits, targets)',
      ].join('\n'),
    );
    const titles = (await lensesOf(document))
      .filter(({ command }) => command?.command === '')
      .map(({ command, range }) => `${range.start.line}: ${command?.title}`);
    assert.deepEqual(titles, [
      '11: focal loss on logits · α off · sum',
      '20: focal loss on logits · α off · mean over all',
    ]);
  });

  it('follows an import of the workspace, and a change of that file', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, 'the example workspace is not open');
    const helper = vscode.Uri.joinPath(folder, 'lens_helper.py');
    const write = (code: string) => vscode.workspace.fs.writeFile(helper, new TextEncoder().encode(code));
    await write('def balance(targets, alpha):\n    return alpha * targets + (1 - alpha) * (1 - targets)\n');
    const file = vscode.Uri.joinPath(folder, 'lens_loss.py');
    const loss = RIGHT.replace('alpha * targets + (1 - alpha) * (1 - targets)', 'balance(targets, alpha)');
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode(`from lens_helper import balance\n${loss}`),
    );
    try {
      const document = await vscode.workspace.openTextDocument(file);
      assert.match((await titlesOf(document))[0] ?? '', /α on the positives/);
      await write('def balance(targets, alpha):\n    return (1 - alpha) * targets + alpha * (1 - targets)\n');
      let title = '';
      for (let attempt = 0; attempt < 50 && !/reaches the negatives/.test(title); attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        title = (await titlesOf(document))[0] ?? '';
      }
      assert.match(title, /α reaches the negatives/);
    } finally {
      await vscode.workspace.fs.delete(file);
      await vscode.workspace.fs.delete(helper);
    }
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
    assert.deepEqual(await titlesOf(notebook.cellAt(1).document), [
      '$(question)\u00a0not understood: line 3',
    ]);
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
