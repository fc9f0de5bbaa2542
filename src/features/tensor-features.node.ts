import type * as vscode from 'vscode';
import { nodeWorkers } from '../workers/start-worker.node';
import { createTensorFeatures, type TensorFeatures } from './tensor-features';
import { openDesktopFile } from './workspace-file.node';

/** The features for an extension host in Node. */
export function tensorFeatures(context: vscode.ExtensionContext): Promise<TensorFeatures> {
  const workers = nodeWorkers(context.asAbsolutePath('dist/check-worker.js'));
  return createTensorFeatures(context, { openFile: openDesktopFile, workers });
}
