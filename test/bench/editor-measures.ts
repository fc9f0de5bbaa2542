import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { editLoss } from './edit-loss';
import { hoverTimes } from './hover-measures';
import { lossesInCode } from './losses-in-code';
import { median } from './median';

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
  const hovers = await hoverTimes();
  const measured = {
    activation,
    hovers,
    onePython: await diagnosticsAfterEdit('python', 1),
    tenPython: await diagnosticsAfterEdit('python', 10),
    oneTypeScript: await diagnosticsAfterEdit('typescript', 1),
    tenTypeScript: await diagnosticsAfterEdit('typescript', 10),
    typing: await diagnosticsAfterEdit('python', 10, TYPED),
  };
  console.log(`bench: ${JSON.stringify(measured)}`);
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
