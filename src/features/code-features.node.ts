import type * as vscode from 'vscode';
import { nodeWorkers } from '../workers/start-worker.node';
import { type CodeFeatures, createCodeFeatures } from './code-features';

/** The features for an extension host in Node. */
export function codeFeatures(context: vscode.ExtensionContext): Promise<CodeFeatures> {
  return createCodeFeatures(context, nodeWorkers(context.asAbsolutePath('dist/code-worker.js')));
}
