import * as vscode from 'vscode';
import type { Shown } from '../../protocol/viewer';
import type { CheckHost } from '../check/run-check';
import { Statistics } from './statistics';
import { TensorDocument } from './tensor-document';
import { ViewerPanel } from './viewer-panel';

/** The tensor viewer for other extensions: what `activate()` hands out as `viewer`. */
export interface ViewerApi {
  /** What the open viewer of a file shows; undefined when the file is not open in one. */
  shown(uri: vscode.Uri): Promise<Shown | undefined>;
}

const viewType = 'focalLoss.tensorViewer';

/** The read-only editor of NPY, NPZ and safetensors files. */
export function registerViewer(context: vscode.ExtensionContext, host: CheckHost): ViewerApi {
  const panels = new Map<string, ViewerPanel>();
  const statistics = new Statistics(host);
  const provider: vscode.CustomReadonlyEditorProvider<TensorDocument> = {
    openCustomDocument: (uri) => new TensorDocument(uri, host.openFile),
    resolveCustomEditor(document, webview) {
      const key = document.uri.toString();
      const panel = new ViewerPanel(webview, document, statistics, context.extensionUri);
      panels.set(key, panel);
      webview.onDidDispose(() => {
        if (panels.get(key) === panel) {
          panels.delete(key);
        }
      });
    },
  };
  context.subscriptions.push(
    vscode.window.registerCustomEditorProvider(viewType, provider, {
      supportsMultipleEditorsPerDocument: true,
    }),
  );
  return { shown: async (uri) => panels.get(uri.toString())?.shown() };
}
