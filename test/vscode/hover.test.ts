import { assert } from 'chai';
import * as vscode from 'vscode';

describe('hover', () => {
  before(activated);

  it('explains γ of a focal loss in Python, with a picture and a link to the plot', async () => {
    const text = await hoverOn(
      'python',
      'from torchvision.ops import sigmoid_focal_loss\nloss = sigmoid_focal_loss(x, y, alpha=0.25, ‸gamma=2.0)\n',
    );
    assert.match(text, /100 times smaller than cross-entropy/);
    assert.match(text, /<img src="data:image\/svg\+xml;base64,[\w+/=]+"/);
    assert.match(text, /FL = −αₜ \(1 − pₜ\)\^γ log pₜ/);
    assert.match(text, /torchvision/);
    assert.include(text, plotLink({ alpha: 0.25, gamma: 2 }));
  });

  it('explains α on its value, in TypeScript', async () => {
    const text = await hoverOn(
      'typescript',
      "import { focalLoss } from './losses';\nconst loss = focalLoss(x, y, { alpha: 0.‸25, gamma: 2 });\n",
    );
    assert.match(text, /Positives weigh \*\*0\.25\*\*, negatives \*\*0\.75\*\*: 1 : 3/);
    assert.include(text, plotLink({ alpha: 0.25, gamma: 2 }));
  });

  it('explains a library’s convention: Keras leaves α out by default', async () => {
    const text = await hoverOn(
      'python',
      'import tensorflow as tf\nloss = tf.keras.losses.BinaryFocalCrossentropy(‸alpha=0.75)\n',
    );
    assert.match(text, /apply_class_balancing=True/);
    assert.include(text, plotLink({ alpha: null, gamma: 2 }));
  });

  it('says that a γ below 0 is wrong, and draws nothing', async () => {
    const text = await hoverOn('python', "loss = dict(type='FocalLoss', ‸gamma=-1.0, alpha=0.25)\n");
    assert.match(text, /γ = −1 is below 0/);
    assert.notMatch(text, /<img/);
  });

  it('does not appear on the α and γ of other things', async () => {
    for (const code of [
      'import torch\nscheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30, ‸gamma=0.1)\n# focal\n',
      'plt.plot(x, y, ‸alpha=0.5, label="focal loss")\n',
      'def correct(image, ‸gamma=2.2):\n    return (image / 255) ** (1 / gamma)\n',
    ]) {
      assert.strictEqual(await hoverOn('python', code), '', code);
    }
  });

  it('explains α, γ and the name of a loss in YAML and JSON', async () => {
    const alpha = await hoverOn('yaml', 'loss_cls:\n  type: FocalLoss\n  gamma: 2.0\n  ‸alpha: 0.25\n');
    assert.match(alpha, /Positives weigh \*\*0\.25\*\*, negatives \*\*0\.75\*\*: 1 : 3/);
    assert.include(alpha, plotLink({ alpha: 0.25, gamma: 2 }));
    const gamma = await hoverOn('json', '{"_target_": "torchvision.ops.sigmoid_focal_loss", "‸gamma": 2.0}');
    assert.match(gamma, /100 times smaller than cross-entropy/);
    const name = await hoverOn('yaml', 'loss_cls:\n  type: Focal‸Loss\n  gamma: 2.0\n  alpha: 0.25\n');
    assert.match(name, /\*\*FocalLoss\*\*.*logits/);
    assert.notInclude(name, 'focalLoss.plotThisLoss');
    assert.strictEqual(await hoverOn('yaml', 'optimizer:\n  ‸gamma: 2.0\nnote: focal\n'), '');
  });

  it('explains α in a pipeline of TensorFlow’s Object Detection API, which has no language of its own', async () => {
    const uri = vscode.Uri.from({ scheme: 'untitled', path: '/pipeline.config' });
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const text = 'loss { classification_loss { weighted_sigmoid_focal {\n  alpha: 0.25\n} } }\n';
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
    const { document } = editor;
    assert.strictEqual(document.languageId, 'plaintext');
    const hover = await hoverAt(document, document.positionAt(text.indexOf('alpha')));
    assert.match(hover, /TensorFlow Object Detection API/);
    assert.include(hover, plotLink({ alpha: 0.25, gamma: 2 }));
  });

  it('follows edits', async () => {
    const code = 'loss = FocalLoss(gamma=2.0)\n';
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: code });
    const editor = await vscode.window.showTextDocument(document);
    const position = document.positionAt(code.indexOf('gamma'));
    assert.match(await hoverAt(document, position), /100 times smaller/);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 23, 0, 26), '1.0'));
    assert.match(await hoverAt(document, position), /10 times smaller/);
  });

  it('says in numbers what the code of a loss does with α, on its name too, with a link to its plot', async () => {
    const code = [
      'import torch',
      'def focal_loss(logits, targets, ‸alpha=0.25, gamma=2.0):',
      '    p = torch.sigmoid(logits)',
      '    p_t = torch.where(targets == 1, p, 1 - p)',
      '    alpha_t = torch.where(targets == 1, 1 - alpha, alpha)',
      '    return (-alpha_t * (1 - p_t) ** gamma * torch.log(p_t)).mean()',
    ].join('\n');
    const ofAlpha = await hoverOn('python', code);
    assert.include(
      ofAlpha,
      'positives × 0.75, negatives × 0.25: the reverse of the paper ([line 5](command:focalLoss.showLine?',
    );
    assert.include(ofAlpha, 'command:focalLoss.plotThisLoss?');
    const ofName = await hoverOn('python', code.replace('‸', '').replace('focal_loss', 'focal‸_loss'));
    assert.include(ofName, 'focal loss on logits · α on the negatives · mean over all');
  });

  it('says on a call what the loss computes with its values', async () => {
    const code = [
      'import torch',
      'def focal_loss(logits, targets, alpha=0.25, gamma=2.0):',
      '    p = torch.sigmoid(logits)',
      '    p_t = torch.where(targets == 1, p, 1 - p)',
      '    alpha_t = torch.where(targets == 1, 1 - alpha, alpha)',
      '    return (-alpha_t * (1 - p_t) ** gamma * torch.log(p_t)).mean()',
      'loss = focal_loss(x, y, ‸alpha=0.9)',
    ].join('\n');
    assert.include(
      await hoverOn('python', code),
      'positives × 0.1, negatives × 0.9: the reverse of the paper',
    );
    const onName = code.replace('‸', '').replace('= focal_loss(x', '= focal‸_loss(x');
    assert.include(await hoverOn('python', onName), '`alpha=0.9`');
    const ofLibrary =
      'from torchvision.ops import sigmoid_focal_loss\nloss = sigmoid_focal_loss(x, y, ‸alpha=0.4)\n';
    assert.include(await hoverOn('python', ofLibrary), 'Run with these values: focal loss on logits');
  });

  it('names the line of the other file that defines an imported loss', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, 'the example workspace is not open');
    const [losses, train] = ['hover_losses.py', 'hover_train.py'].map((name) =>
      vscode.Uri.joinPath(folder, name),
    );
    assert.ok(losses && train);
    const code = [
      'import torch.nn.functional as F',
      '',
      'def weighted(x, t, alpha, gamma):',
      '    ce = F.binary_cross_entropy_with_logits(x, t, reduction="none")',
      '    return ((alpha * t + (1 - alpha) * (1 - t)) * (1 - (-ce).exp()) ** gamma * ce).mean()',
    ].join('\n');
    const use =
      'from hover_losses import weighted as focal_loss\nloss = focal_loss(x, y, alpha=0.3, gamma=2.0)\n';
    const encoder = new TextEncoder();
    await vscode.workspace.fs.writeFile(losses, encoder.encode(code));
    await vscode.workspace.fs.writeFile(train, encoder.encode(use));
    try {
      const document = await vscode.workspace.openTextDocument(train);
      const hover = await hoverAt(document, document.positionAt(use.indexOf('alpha')));
      assert.include(hover, 'Defined in [`hover_losses.py`, line 3](command:focalLoss.showLine?');
      assert.include(hover, encodeURIComponent(losses.toString()));
    } finally {
      await vscode.workspace.fs.delete(train);
      await vscode.workspace.fs.delete(losses);
    }
  });

  it('speaks of the version of the library that the project has', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, 'the example workspace is not open');
    const project = vscode.Uri.joinPath(folder, 'hover-project');
    const use = 'from torchvision.ops import sigmoid_focal_loss\nloss = sigmoid_focal_loss(x, y, alpha=-2)\n';
    const write = (name: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(project, name), new TextEncoder().encode(text));
    const hoverOnAlpha = async (): Promise<string> => {
      const train = vscode.Uri.joinPath(project, 'src', 'train.py');
      const document = await vscode.workspace.openTextDocument(train);
      return hoverAt(document, document.positionAt(use.indexOf('alpha')));
    };
    await write('src/train.py', use);
    try {
      assert.include(await hoverOnAlpha(), '**α = −2 raises an error**');
      await write('requirements.txt', 'torchvision>=0.15,<0.22\n');
      const ofRequirements = await hoverOnAlpha();
      assert.include(ofRequirements, 'α is switched off');
      assert.include(
        ofRequirements,
        '<b>torchvision</b> &gt;=0.15,&lt;0.22 (<code>requirements.txt</code>)'.replace('&gt;', '>'),
      );
      await write(
        '.venv/lib/python3.12/site-packages/torchvision-0.24.1.dist-info/METADATA',
        'Name: torchvision\n',
      );
      const ofEnvironment = await hoverOnAlpha();
      assert.include(ofEnvironment, '**α = −2 raises an error**');
      assert.include(ofEnvironment, '<b>torchvision</b> 0.24.1 (<code>.venv</code>)');
    } finally {
      await vscode.workspace.fs.delete(project, { recursive: true });
    }
  });

  it('uses the imports and definitions of a notebook’s other cells', async () => {
    const cells = [
      '%matplotlib inline\nfrom torchvision.ops import sigmoid_focal_loss as fl',
      '%%bash\npip install focal',
      'GAMMA = 1.0',
      'loss = fl(x, y, 0.25, GAMMA)',
    ].map((code) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python'));
    const text = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, '# Focal loss', 'markdown');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([text, ...cells]),
    );
    const { document } = notebook.cellAt(4);
    const hover = await hoverAt(document, new vscode.Position(0, document.getText().indexOf('GAMMA')));
    assert.match(hover, /10 times smaller/);
    assert.match(hover, /torchvision/);
    assert.include(hover, plotLink({ alpha: 0.25, gamma: 1 }));
    assert.strictEqual(await hoverAt(document, new vscode.Position(0, 0)), '');
  });
});

function plotLink(parameters: object): string {
  return `command:focalLoss.plot?${encodeURIComponent(JSON.stringify([parameters]))}`;
}

/** The hover's text at the mark `‸` of a new document. */
async function hoverOn(language: string, marked: string): Promise<string> {
  const content = marked.replace('‸', '');
  const document = await vscode.workspace.openTextDocument({ language, content });
  return hoverAt(document, document.positionAt(marked.indexOf('‸')));
}

/** The hovers of this extension only: other extensions may have some at the same place. */
async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .filter((content) => /focalLoss\.plot|^\*\*FocalLoss\*\*/.test(content))
    .join('\n');
}

/** Waits for activation: opening a file activates the extension but does not wait. */
async function activated(): Promise<void> {
  await vscode.extensions.getExtension('focal-loss.focal-loss')?.activate();
}
