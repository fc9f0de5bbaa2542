import * as vscode from 'vscode';
import { errorText } from '../format/error-text';
import type { CopyText, ExportOutcome, ExportRequest, SaveFile } from '../protocol/export';
import { messages } from './messages';

/**
 * Copies or saves for a page's *Copy as…* or *Save as…*. It never throws: the outcome holds the error, which the page
 * shows. A saved file can be opened and revealed from a notification.
 * @param folder where a file is saved unless the user chooses another place; default: the workspace folder
 */
export async function performExport(request: ExportRequest, folder?: vscode.Uri): Promise<ExportOutcome> {
  try {
    return request.type === 'copyText' ? await copyText(request) : await saveFile(request, folder);
  } catch (error) {
    const { features } = messages();
    const reason = errorText(error);
    return outcome('failed', features.notWritten(features.exportFormats[request.format], reason));
  }
}

async function copyText(request: CopyText): Promise<ExportOutcome> {
  await vscode.env.clipboard.writeText(request.text);
  const { formatCopied, exportFormats } = messages().features;
  return outcome('copied', formatCopied(exportFormats[request.format]));
}

async function saveFile(request: SaveFile, folder?: vscode.Uri): Promise<ExportOutcome> {
  const { features } = messages();
  const name = features.exportFormats[request.format];
  const target = await vscode.window.showSaveDialog({
    title: features.saveTitle(name),
    filters: { [name]: [request.format] },
    ...suggestedLocation(request.suggestedName, folder),
  });
  if (target === undefined) {
    return outcome('cancelled', features.notSaved);
  }
  const content =
    typeof request.content === 'string' ? new TextEncoder().encode(request.content) : request.content;
  await vscode.workspace.fs.writeFile(target, content);
  void offerToOpen(target);
  return outcome('saved', features.saved(vscode.workspace.asRelativePath(target)));
}

/** Says where a file was saved, with buttons to open it and to reveal it. */
async function offerToOpen(file: vscode.Uri): Promise<void> {
  const { saved, open, revealInExplorer } = messages().features;
  const chosen = await vscode.window.showInformationMessage(
    saved(vscode.workspace.asRelativePath(file)),
    open,
    revealInExplorer,
  );
  if (chosen === open) {
    await vscode.commands.executeCommand('vscode.open', file);
  } else if (chosen === revealInExplorer) {
    await vscode.commands.executeCommand('revealInExplorer', file);
  }
}

function suggestedLocation(
  name: string,
  folder = vscode.workspace.workspaceFolders?.[0]?.uri,
): { defaultUri?: vscode.Uri } {
  return folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) };
}

function outcome(result: ExportOutcome['outcome'], message: string): ExportOutcome {
  return { type: 'exportOutcome', outcome: result, message };
}
