import * as vscode from 'vscode';
import { registerAnswers } from './features/answers/register-answers';
import { registerCheckTensors } from './features/check/register-check';
import { registerFirstSteps } from './features/first-steps/register-first-steps';
import { moveAlphaSetting } from './features/move-alpha-setting';
import { type PlotApi, registerPlot } from './features/plot/register-plot';
import { registerCode } from './features/register-code';
import { registerViewer, type ViewerApi } from './features/viewer/register-viewer';
import { loadOnce } from './load-once';

/** The interface for other extensions: `vscode.extensions.getExtension('focal-loss.focal-loss').activate()` returns it. */
export interface FocalLossApi {
  readonly plot: PlotApi;
  readonly viewer: ViewerApi;
}

/** Activates on the desktop and on remotes, where the extension host is Node. */
export function activate(context: vscode.ExtensionContext): FocalLossApi {
  const tensors = loadOnce(async () =>
    (await import('./features/tensor-features.node')).tensorFeatures(context),
  );
  registerCheckTensors(context, tensors);
  registerAnswers(context, tensors);
  registerCode(
    context,
    loadOnce(async () => (await import('./features/code-features.node')).codeFeatures(context)),
  );
  const firstSteps = loadOnce(async () =>
    (await import('./features/first-steps/first-steps.node')).firstSteps(context),
  );
  registerFirstSteps(context, async () => (await firstSteps()).examples);
  context.subscriptions.push(
    vscode.commands.registerCommand('focalLoss.openTerminal', async () =>
      (await firstSteps()).openTerminal(),
    ),
  );
  void moveAlphaSetting();
  return { plot: registerPlot(context), viewer: registerViewer(context, tensors) };
}
