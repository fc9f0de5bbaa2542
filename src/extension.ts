import type * as vscode from 'vscode';
import { registerCheckTensors } from './features/check/register-check';
import { type PlotApi, registerPlot } from './features/plot/register-plot';
import { registerCode } from './features/register-code';
import { registerViewer, type ViewerApi } from './features/viewer/register-viewer';
import { loadOnce } from './load-once';

/** What other extensions get from `vscode.extensions.getExtension('focal-loss.focal-loss').activate()`. */
export interface FocalLossApi {
  readonly plot: PlotApi;
  readonly viewer: ViewerApi;
}

/** On the desktop and on remotes, where the extension host is Node. */
export function activate(context: vscode.ExtensionContext): FocalLossApi {
  const tensors = loadOnce(async () =>
    (await import('./features/tensor-features.node')).tensorFeatures(context),
  );
  registerCheckTensors(context, tensors);
  registerCode(context);
  return { plot: registerPlot(context), viewer: registerViewer(context, tensors) };
}
