import * as vscode from 'vscode';
import type { FocalLossApi } from './extension';
import { registerCheckTensors } from './features/check/command';
import { webCheckWorkers } from './features/check/start-check-worker.web';
import { registerPlot } from './features/plot/register-plot';
import { registerCode } from './features/register-code';
import { registerViewer } from './features/viewer/register-viewer';
import { openWorkspaceFile } from './features/workspace-file';

/** In VS Code for the Web, where the extension host is a web worker. */
export function activate(context: vscode.ExtensionContext): FocalLossApi {
  const log = vscode.window.createOutputChannel('Focal Loss', { log: true });
  context.subscriptions.push(log);
  const workers = webCheckWorkers(vscode.Uri.joinPath(context.extensionUri, 'dist', 'check-worker.web.js'));
  const host = { openFile: openWorkspaceFile, workers, log };
  registerCheckTensors(context, host);
  registerCode(context);
  return { plot: registerPlot(context), viewer: registerViewer(context, host) };
}
