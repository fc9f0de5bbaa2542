import type * as vscode from 'vscode';
import type { FocalLossApi } from './extension';
import { registerCheckTensors } from './features/check/command';
import { registerPlot } from './features/plot/register-plot';
import { registerCode } from './features/register-code';
import { registerViewer } from './features/viewer/register-viewer';
import { openWorkspaceFile } from './features/workspace-file';

/** In VS Code for the Web, where the extension host is a web worker. */
export function activate(context: vscode.ExtensionContext): FocalLossApi {
  registerCheckTensors(context, openWorkspaceFile);
  registerCode(context);
  return { plot: registerPlot(context), viewer: registerViewer(context, openWorkspaceFile) };
}
