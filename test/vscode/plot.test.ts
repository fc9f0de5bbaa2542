import { assert } from 'chai';
import * as vscode from 'vscode';
import type { FocalLossApi } from '../../src/extension';
import type { PlotApi } from '../../src/features/plot/register-plot';

/** Equation 5 of Lin et al. 2017, as it is printed. */
function focalLoss(probability: number, alpha: number, gamma: number): number {
  return -alpha * (1 - probability) ** gamma * Math.log(probability);
}

function plotTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('focalLoss.plot'),
    );
}

async function openCode(language: string, content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

function select(editor: vscode.TextEditor, text: string): void {
  const start = editor.document.getText().indexOf(text);
  editor.selection = new vscode.Selection(
    editor.document.positionAt(start),
    editor.document.positionAt(start + text.length),
  );
}

/** Waits until the tab with this label is active. */
async function activeTab(label: string): Promise<void> {
  const { tabGroups } = vscode.window;
  while (tabGroups.activeTabGroup.activeTab?.label !== label) {
    await new Promise<void>((resolve) => {
      const listener = tabGroups.onDidChangeTabs(() => {
        listener.dispose();
        resolve();
      });
    });
  }
}

/** Every path is an empty file that can be read once the promise is fulfilled. */
class SlowFiles implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(private readonly mayBeRead: Promise<void>) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
  }

  async readFile(): Promise<Uint8Array> {
    await this.mayBeRead;
    return new Uint8Array(0);
  }

  readDirectory = refuse;
  createDirectory = refuse;
  writeFile = refuse;
  delete = refuse;
  rename = refuse;
}

function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}

describe('Focal Loss: Plot', () => {
  let plot: PlotApi;

  const readOwn = async (probability: number): Promise<number> => {
    const { quantity, curves } = await plot.read(probability);
    assert.equal(quantity, 'loss');
    const value = curves.find(({ name }) => name === 'Your loss')?.value;
    if (value === undefined || value === null) {
      throw new Error('The plot shows no curve called "Your loss".');
    }
    return value;
  };
  const assertClose = (actual: number, expected: number): void =>
    assert.closeTo(actual, expected, 1e-12 * Math.abs(expected));

  before(async () => {
    const extension = vscode.extensions.getExtension<FocalLossApi>('focal-loss.focal-loss');
    if (extension === undefined) {
      throw new Error('The extension is not installed.');
    }
    plot = (await extension.activate()).plot;
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens with the curves of Figure 1 and the loss of the settings', async () => {
    await vscode.commands.executeCommand('focalLoss.plot');
    const { curves } = await plot.read(0.9);
    const references = curves.filter(({ name }) => name !== 'Your loss');
    assert.deepEqual(
      references.map(({ parameters }) => parameters.gamma),
      [0, 0.5, 1, 2, 5],
    );
    for (const { value, parameters } of references) {
      assertClose(value ?? Number.NaN, focalLoss(0.9, 1, parameters.gamma));
    }
    assertClose(await readOwn(0.9), focalLoss(0.9, 0.25, 2));
  });

  it('moves the curve when γ moves', async () => {
    await vscode.commands.executeCommand('focalLoss.plot');
    for (const gamma of [0.5, 3, 5]) {
      await plot.show({ gamma });
      assertClose(await readOwn(0.7), focalLoss(0.7, 0.25, gamma));
    }
  });

  it('takes α and γ from the link of a hover', async () => {
    await vscode.commands.executeCommand('focalLoss.plot', { alpha: 0.6, gamma: 1 });
    assertClose(await readOwn(0.3), focalLoss(0.3, 0.6, 1));
  });

  it('takes α and γ from the selection', async () => {
    const editor = await openCode('python', 'loss = sigmoid_focal_loss(x, y, alpha=0.4, gamma=3.0)\n');
    select(editor, 'alpha=0.4, gamma=3.0');
    await vscode.commands.executeCommand('focalLoss.plot');
    assertClose(await readOwn(0.8), focalLoss(0.8, 0.4, 3));
  });

  it('reveals the open plot instead of opening another', async () => {
    await vscode.commands.executeCommand('focalLoss.plot');
    await plot.read(0.5);
    await openCode('python', '');
    await vscode.commands.executeCommand('focalLoss.plot');
    await plot.read(0.5);
    assert.equal(plotTabs().length, 1);
    assert.equal(plotTabs()[0]?.isActive, true);
  });

  it('opens beside code, even while the code is still loading', async () => {
    let finishReading = (): void => undefined;
    const mayBeRead = new Promise<void>((resolve) => {
      finishReading = resolve;
    });
    const provider = vscode.workspace.registerFileSystemProvider('slow', new SlowFiles(mayBeRead));
    try {
      const opening = vscode.commands.executeCommand('vscode.open', vscode.Uri.parse('slow:/train.py'));
      await activeTab('train.py');
      assert.isUndefined(vscode.window.activeTextEditor);
      await vscode.commands.executeCommand('focalLoss.plot');
      await plot.read(0.5);
      assert.equal(plotTabs()[0]?.group.viewColumn, vscode.ViewColumn.Two);
      finishReading();
      await opening;
    } finally {
      finishReading();
      provider.dispose();
    }
  });

  it('keeps its state while another tab hides it', async () => {
    await vscode.commands.executeCommand('focalLoss.plot', { alpha: 0.9, gamma: 4 });
    await readOwn(0.5);
    await openCode('python', 'hides = "the plot"\n');
    await vscode.commands.executeCommand('focalLoss.plot');
    assertClose(await readOwn(0.5), focalLoss(0.5, 0.9, 4));
  });

  it('rejects a reading when it is closed before', async () => {
    await vscode.commands.executeCommand('focalLoss.plot');
    const reading = plot.read(0.5);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const outcome = await reading.catch((error: Error) => error.message);
    assert.include(outcome, 'closed before it was read');
  });
});
