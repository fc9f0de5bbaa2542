import { assert } from 'chai';
import * as vscode from 'vscode';

const TWO_LOSSES = `import torch

def focal_loss(x, y, gamma=2.0):
    p_t = torch.where(y == 1, torch.sigmoid(x), torch.sigmoid(-x))
    return -((1 - p_t) ** gamma * torch.log(p_t)).mean()

def weighted_focal_loss(x, y, alpha=0.25, gamma=2.0):
    return focal_loss(x, y, gamma) * alpha
`;

describe('Focal Loss: Plot This Loss', () => {
  before(async () => {
    await vscode.extensions.getExtension('focal-loss.focal-loss')?.activate();
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('plots the loss around the cursor, in one tab a loss', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, 'the example workspace is not open');
    // VS Code would ask about an unsaved text when it is closed.
    const file = vscode.Uri.joinPath(folder, 'two_losses.py');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(TWO_LOSSES));
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(7, 4, 7, 4);
    await vscode.commands.executeCommand('focalLoss.plotThisLoss');
    await plotsAre(['Plot: weighted_focal_loss']);
    const first = { uri: document.uri.toString(), name: 'focal_loss', place: 0 };
    await vscode.commands.executeCommand('focalLoss.plotThisLoss', first);
    await vscode.commands.executeCommand('focalLoss.plotThisLoss', first);
    await plotsAre(['Plot: focal_loss', 'Plot: weighted_focal_loss']);
  });

  it('opens nothing where there is no loss', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: 'focal = 1\n' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('focalLoss.plotThisLoss');
    assert.deepEqual(plotLabels(), []);
  });
});

/** Waits until these tabs are open: VS Code tells of a new tab a little later. */
async function plotsAre(labels: readonly string[]): Promise<void> {
  const { tabGroups } = vscode.window;
  while (plotLabels().sort().join() !== labels.join()) {
    await new Promise<void>((resolve) => {
      const listener = tabGroups.onDidChangeTabs(() => {
        listener.dispose();
        resolve();
      });
    });
  }
}

function plotLabels(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('focalLoss.lossPlot'),
    )
    .map(({ label }) => label);
}
