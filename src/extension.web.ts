import type * as vscode from 'vscode';
import type { FocalLossApi } from './extension';
import { registerAnswers } from './features/answers/register-answers';
import { registerCheckTensors } from './features/check/register-check';
import { registerFirstSteps } from './features/first-steps/register-first-steps';
import { moveAlphaSetting } from './features/move-alpha-setting';
import { registerPlot } from './features/plot/register-plot';
import { registerCode } from './features/register-code';
import { registerViewer } from './features/viewer/register-viewer';
import { loadOnce } from './load-once';

/** Activates in VS Code for the Web, where the extension host is a web worker. */
export function activate(context: vscode.ExtensionContext): FocalLossApi {
  const tensors = loadOnce(async () =>
    (await import('./features/tensor-features.web')).tensorFeatures(context),
  );
  registerCheckTensors(context, tensors);
  registerAnswers(context, tensors);
  registerCode(
    context,
    loadOnce(async () => (await import('./features/code-features.web')).codeFeatures(context)),
  );
  registerFirstSteps(
    context,
    loadOnce(async () => (await import('./features/first-steps/examples')).createExamples(context)),
  );
  void moveAlphaSetting();
  return { plot: registerPlot(context), viewer: registerViewer(context, tensors) };
}
