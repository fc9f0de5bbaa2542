import * as vscode from 'vscode';
import type { CopyText, ExportFormat, ExportOutcome, ExportRequest, SaveFile } from '../protocol/export';

const formatNames: Record<ExportFormat, string> = {
  png: 'PNG image',
  svg: 'SVG image',
  csv: 'CSV table',
  html: 'HTML page',
  md: 'Markdown document',
  json: 'JSON document',
};

/**
 * Copies or saves for a page's *Copy as…* or *Save as…*. It never throws: the outcome holds the error, which the page
 * shows.
 */
export async function performExport(request: ExportRequest): Promise<ExportOutcome> {
  try {
    return request.type === 'copyText' ? await copyText(request) : await saveFile(request);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return outcome('failed', `The ${formatNames[request.format]} was not written: ${reason}`);
  }
}

async function copyText(request: CopyText): Promise<ExportOutcome> {
  await vscode.env.clipboard.writeText(request.text);
  return outcome('copied', `${formatNames[request.format]} copied.`);
}

async function saveFile(request: SaveFile): Promise<ExportOutcome> {
  const target = await vscode.window.showSaveDialog({
    title: `Save ${formatNames[request.format]}`,
    filters: { [formatNames[request.format]]: [request.format] },
    ...suggestedLocation(request.suggestedName),
  });
  if (target === undefined) {
    return outcome('cancelled', 'Not saved.');
  }
  const content =
    typeof request.content === 'string' ? new TextEncoder().encode(request.content) : request.content;
  await vscode.workspace.fs.writeFile(target, content);
  return outcome('saved', `Saved ${vscode.workspace.asRelativePath(target)}.`);
}

function suggestedLocation(name: string): { defaultUri?: vscode.Uri } {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) };
}

function outcome(result: ExportOutcome['outcome'], message: string): ExportOutcome {
  return { type: 'exportOutcome', outcome: result, message };
}
