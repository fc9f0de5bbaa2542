import * as vscode from 'vscode';
import type { CopyText, ExportOutcome, ExportRequest, SaveFile } from '../protocol/export';
import { messages } from './messages';

/**
 * Copies or saves for a page's *Copy as…* or *Save as…*. It never throws: the outcome holds the error, which the page
 * shows.
 */
export async function performExport(request: ExportRequest): Promise<ExportOutcome> {
  try {
    return request.type === 'copyText' ? await copyText(request) : await saveFile(request);
  } catch (error) {
    const { features } = messages();
    const reason = error instanceof Error ? error.message : String(error);
    return outcome('failed', features.notWritten(features.exportFormats[request.format], reason));
  }
}

async function copyText(request: CopyText): Promise<ExportOutcome> {
  await vscode.env.clipboard.writeText(request.text);
  const { formatCopied, exportFormats } = messages().features;
  return outcome('copied', formatCopied(exportFormats[request.format]));
}

async function saveFile(request: SaveFile): Promise<ExportOutcome> {
  const { features } = messages();
  const name = features.exportFormats[request.format];
  const target = await vscode.window.showSaveDialog({
    title: features.saveTitle(name),
    filters: { [name]: [request.format] },
    ...suggestedLocation(request.suggestedName),
  });
  if (target === undefined) {
    return outcome('cancelled', features.notSaved);
  }
  const content =
    typeof request.content === 'string' ? new TextEncoder().encode(request.content) : request.content;
  await vscode.workspace.fs.writeFile(target, content);
  return outcome('saved', features.saved(vscode.workspace.asRelativePath(target)));
}

function suggestedLocation(name: string): { defaultUri?: vscode.Uri } {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) };
}

function outcome(result: ExportOutcome['outcome'], message: string): ExportOutcome {
  return { type: 'exportOutcome', outcome: result, message };
}
