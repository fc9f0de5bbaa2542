import * as vscode from 'vscode';
import type { Shown } from '../../protocol/viewer';
import type { TensorFeatures } from '../tensor-features';
import type { TensorDocument } from './tensor-document';

/** The tensor viewer's interface for other extensions; `activate()` returns it as `viewer`. */
export interface ViewerApi {
  /** The content shown by the open viewer of a file; undefined when no viewer shows the file. */
  shown(uri: vscode.Uri): Promise<Shown | undefined>;
}

/** Registers the read-only editor of NPY, NPZ and safetensors files. */
export function registerViewer(
  context: vscode.ExtensionContext,
  tensors: () => Promise<TensorFeatures>,
): ViewerApi {
  const provider: vscode.CustomReadonlyEditorProvider<TensorDocument> = {
    openCustomDocument: async (uri) => (await tensors()).viewers.open(uri),
    resolveCustomEditor: async (document, webview) => (await tensors()).viewers.resolve(document, webview),
  };
  context.subscriptions.push(
    vscode.window.registerCustomEditorProvider('focalLoss.tensorViewer', provider, {
      supportsMultipleEditorsPerDocument: true,
    }),
  );
  return { shown: async (uri) => (await tensors()).viewers.shown(uri) };
}
