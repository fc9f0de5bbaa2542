import * as vscode from 'vscode';
import { webWorkers } from '../workers/start-worker.web';
import { createTensorFeatures, type TensorFeatures } from './tensor-features';
import { openWorkspaceFile } from './workspace-file';

/** The features for an extension host in a web worker. */
export function tensorFeatures(context: vscode.ExtensionContext): Promise<TensorFeatures> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'check-worker.web.js');
  const workers = webWorkers(async () => vscode.workspace.fs.readFile(script));
  return createTensorFeatures(context, { openFile: openWorkspaceFile, workers });
}
