import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { median } from './median';

const LINES = 5_000;
const ROUNDS = 21;
const SETTLING = 8_000;

/** VS Code calls this in its extension host. The last line logged holds the measurements in milliseconds. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('focal-loss.focal-loss');
  if (extension === undefined) {
    throw new Error('The extension is not installed.');
  }
  // The window is still busy with its own start.
  await new Promise((resolve) => setTimeout(resolve, SETTLING));
  const beforeActivation = performance.now();
  await extension.activate();
  const activation = performance.now() - beforeActivation;
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: trainingCode() });
  const first = await hover(document, 4);
  const later: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    later.push(await hover(document, 5 * (round * 40) + 4));
  }
  const afterEdit: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# edited\n');
    await vscode.workspace.applyEdit(edit);
    afterEdit.push(await hover(document, 4 + round + 1));
  }
  const measured = { activation, first, later: median(later), afterEdit: median(afterEdit) };
  console.log(`bench: ${JSON.stringify(measured)}`);
}

/** Five lines that call a focal loss, repeated. */
function trainingCode(): string {
  const block = (number: number) =>
    [
      'from torchvision.ops import sigmoid_focal_loss',
      `def step_${number}(model, images, targets):`,
      '    logits = model(images)',
      '    # the classes are imbalanced',
      '    return sigmoid_focal_loss(logits, targets, alpha=0.25, gamma=2.0, reduction="mean")',
    ].join('\n');
  return Array.from({ length: LINES / 5 }, (_, number) => block(number)).join('\n');
}

/** @throws Error when the hover is empty, since an empty hover is quick */
async function hover(document: vscode.TextDocument, line: number): Promise<number> {
  const at = new vscode.Position(line, document.lineAt(line).text.indexOf('gamma') + 1);
  const started = performance.now();
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at,
  );
  const milliseconds = performance.now() - started;
  if (hovers.length === 0) {
    throw new Error(`No hover on line ${line}.`);
  }
  return milliseconds;
}
