import * as vscode from 'vscode';
import { webWorkers } from '../workers/start-worker.web';
import { type CodeFeatures, createCodeFeatures } from './code-features';

/** The features for an extension host in a web worker. */
export function codeFeatures(context: vscode.ExtensionContext): Promise<CodeFeatures> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'code-worker.js');
  return createCodeFeatures(
    context,
    webWorkers(async () => vscode.workspace.fs.readFile(script)),
  );
}
