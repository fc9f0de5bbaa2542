import * as vscode from 'vscode';
import { registerCheckTensors } from './features/check/command';
import { nodeCheckWorkers } from './features/check/start-check-worker.node';
import { type PlotApi, registerPlot } from './features/plot/register-plot';
import { registerCode } from './features/register-code';
import { registerViewer, type ViewerApi } from './features/viewer/register-viewer';
import { openDesktopFile } from './features/workspace-file.node';

/** What other extensions get from `vscode.extensions.getExtension('focal-loss.focal-loss').activate()`. */
export interface FocalLossApi {
  readonly plot: PlotApi;
  readonly viewer: ViewerApi;
}

/** On the desktop and on remotes, where the extension host is Node. */
export function activate(context: vscode.ExtensionContext): FocalLossApi {
  const log = vscode.window.createOutputChannel('Focal Loss', { log: true });
  context.subscriptions.push(log);
  const workers = nodeCheckWorkers(context.asAbsolutePath('dist/check-worker.js'));
  const host = { openFile: openDesktopFile, workers, log };
  registerCheckTensors(context, host);
  registerCode(context);
  return { plot: registerPlot(context), viewer: registerViewer(context, host) };
}
