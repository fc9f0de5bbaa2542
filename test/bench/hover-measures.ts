import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { editLoss } from './edit-loss';
import { lossesInCode } from './losses-in-code';
import { median } from './median';

const LINES = 5_000;
const ROUNDS = 5;
const LATER = 21;
const EDITS = 7;

/** Milliseconds of hovers in files of 5,000 lines with so many losses. */
export interface HoverTimes {
  readonly losses: number;
  /** On a loss, right after its file was opened for the first time. */
  readonly onLoss: number;
  /** The same on α in a call. */
  readonly onCall: number;
  readonly later: number;
  /** Right after an edit of the loss. */
  readonly afterEdit: number;
}

/** Measures hovers in files of 5,000 lines. */
export async function hoverTimes(): Promise<HoverTimes[]> {
  // The grammars are loaded and the worker is started once.
  await firstHovers(1, 'loss');
  const times: HoverTimes[] = [];
  for (const losses of [1, 20, 1_000]) {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: codeOf(losses) });
    const places = placesIn(document);
    await allRun(document);
    const later: number[] = [];
    for (let round = 0; round < LATER; round++) {
      later.push(await hover(document, round % 2 === 0 ? places.loss : places.call));
    }
    const afterEdit: number[] = [];
    for (let round = 1; round <= EDITS; round++) {
      await editLoss(document, round);
      afterEdit.push(await hover(document, placesIn(document).loss));
    }
    console.log(`times: hover ${losses}: after edits ${afterEdit.map((time) => time.toFixed(0)).join(' ')}`);
    times.push({
      losses,
      onLoss: await firstHovers(losses, 'loss'),
      onCall: await firstHovers(losses, 'call'),
      later: median(later),
      afterEdit: median(afterEdit),
    });
  }
  return times;
}

/** The first hover in new documents, the median. */
async function firstHovers(losses: number, place: 'loss' | 'call'): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const content = `# ${losses} ${place} ${round}\n${codeOf(losses)}`;
    const document = await vscode.workspace.openTextDocument({ language: 'python', content });
    times.push(await hover(document, placesIn(document)[place]));
    // The next document does not wait for this one.
    await allRun(document);
  }
  console.log(`times: hover ${losses}: first on ${place} ${times.map((time) => time.toFixed(0)).join(' ')}`);
  return median(times);
}

/** The lines above losses are there once all losses of a document were run. */
async function allRun({ uri }: vscode.TextDocument): Promise<void> {
  await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);
}

/** Losses spread over the lines of a file, each of them called. */
function codeOf(losses: number): string {
  return losses < 100
    ? `${lossesInCode('python', losses, LINES)}\nloss = sigmoid_focal_loss_0(x, y, alpha=0.3, gamma=2.5)`
    : callsOfLibrary(losses);
}

/** Five lines that call a focal loss, repeated. */
function callsOfLibrary(calls: number): string {
  const block = (number: number) =>
    [
      'from torchvision.ops import sigmoid_focal_loss',
      `def step_${number}(model, images, targets):`,
      '    logits = model(images)',
      '    # the classes are imbalanced',
      '    return sigmoid_focal_loss(logits, targets, alpha=0.25, gamma=2.0, reduction="mean")',
    ].join('\n');
  return Array.from({ length: calls }, (_, number) => block(number)).join('\n');
}

function placesIn(document: vscode.TextDocument) {
  const text = document.getText();
  const at = (pattern: RegExp) => document.positionAt(text.search(pattern) + 1);
  return {
    loss: at(/(?<=def )sigmoid_focal_loss_0|(?<=return )sigmoid_focal_loss\(/),
    call: at(/alpha=0\.(3|25), gamma=2\.\d*(\)$|, reduction)/m),
    value: at(/(?<=gamma\s*=\s*)[\d.]+/),
  };
}

/** @throws Error when the hover is empty, since an empty hover is quick */
async function hover(document: vscode.TextDocument, at: vscode.Position): Promise<number> {
  const started = performance.now();
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at,
  );
  const milliseconds = performance.now() - started;
  if (hovers.length === 0) {
    throw new Error(`No hover on line ${at.line + 1}: ${document.lineAt(at).text}`);
  }
  return milliseconds;
}
