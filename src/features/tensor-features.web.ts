import * as vscode from 'vscode';
import { webCheckWorkers } from './check/start-check-worker.web';
import { createTensorFeatures, type TensorFeatures } from './tensor-features';
import { openWorkspaceFile } from './workspace-file';

/** Where the extension host is a web worker. */
export function tensorFeatures(context: vscode.ExtensionContext): TensorFeatures {
  const workers = webCheckWorkers(vscode.Uri.joinPath(context.extensionUri, 'dist', 'check-worker.web.js'));
  return createTensorFeatures(context, { openFile: openWorkspaceFile, workers });
}
