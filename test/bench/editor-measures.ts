import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { lossesInCode } from './losses-in-code';
import { median } from './median';

const LINES = 5_000;
const ROUNDS = 21;
const EDITS = 11;
const SETTLING = 8_000;
/** Edits one after the other, as a person types, and the milliseconds between them. */
const TYPED = { edits: 10, pause: 120 };

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
  const measured = {
    activation,
    first,
    later: median(later),
    afterEdit: median(afterEdit),
    onePython: await diagnosticsAfterEdit('python', 1),
    tenPython: await diagnosticsAfterEdit('python', 10),
    oneTypeScript: await diagnosticsAfterEdit('typescript', 1),
    tenTypeScript: await diagnosticsAfterEdit('typescript', 10),
    typing: await diagnosticsAfterEdit('python', 10, TYPED),
  };
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

/**
 * Milliseconds from an edit of the first of so many losses in 1,000 lines to the diagnostics of the text after it; the median.
 *
 * @param typed several edits, the last of which counts
 */
async function diagnosticsAfterEdit(
  language: 'python' | 'typescript',
  losses: number,
  typed = { edits: 1, pause: 0 },
): Promise<number> {
  const content = lossesInCode(language, losses, 1_000);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    throw new Error('No folder is open.');
  }
  const name = `${losses}_losses_${typed.edits}`;
  const uri = vscode.Uri.joinPath(folder, `${name}.${language === 'python' ? 'py' : 'ts'}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const first = await diagnosticsFrom(uri, () => true);
  const times: number[] = [];
  for (let edits = 1; edits <= EDITS * typed.edits; edits++) {
    const shown = diagnosticsFrom(uri, (line) => line === first + edits);
    const started = performance.now();
    await editLoss(document, edits);
    if (edits % typed.edits === 0) {
      await shown;
      times.push(performance.now() - started);
    } else {
      await new Promise((resolve) => setTimeout(resolve, typed.pause));
    }
  }
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  console.log(`times: ${language} ${losses}: ${times.map((time) => time.toFixed(0)).join(' ')}`);
  return median(times);
}

/** Gives the first loss another γ, and moves all losses one line down. */
async function editLoss(document: vscode.TextDocument, number: number): Promise<void> {
  const gamma = document.positionAt(document.getText().search(/(?<=gamma\s*=\s*)[\d.]+/));
  const value = document.getWordRangeAtPosition(gamma, /[\d.]+/);
  if (value === undefined) {
    throw new Error('No loss has a gamma.');
  }
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), '\n');
  edit.replace(document.uri, value, `2.${number}`);
  await vscode.workspace.applyEdit(edit);
}

/** The line of the first fault that the extension shows in a file, as soon as it is one of those that are waited for. */
function diagnosticsFrom(uri: vscode.Uri, isAwaited: (line: number) => boolean): Promise<number> {
  return new Promise((resolve) => {
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      const line = vscode.languages
        .getDiagnostics(uri)
        .filter(({ source }) => source === 'focal-loss')
        .map(({ range }) => range.start.line)
        .toSorted((one, other) => one - other)[0];
      if (line !== undefined && isAwaited(line)) {
        listening.dispose();
        resolve(line);
      }
    });
  });
}
