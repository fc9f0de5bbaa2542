import * as vscode from 'vscode';
import type { Shown, ViewedPlace } from '../../protocol/viewer';
import { ArraySummaries } from '../../workers/array-summaries';
import type { JobHost } from '../../workers/run-job';
import type { FileOpener } from '../workspace-file';
import { TensorDocument } from './tensor-document';
import { ViewerPanel } from './viewer-panel';

/** The id of the viewer among VS Code's editors. */
const VIEWER = 'focalLoss.tensorViewer';

/** The parts of the extension that viewers need. */
interface ViewersHost {
  readonly openFile: FileOpener;
  readonly host: JobHost;
  readonly log: vscode.LogOutputChannel;
}

/** The open viewers of tensor files. */
export class Viewers {
  private readonly panels = new Map<string, ViewerPanel>();
  private readonly summaries: ArraySummaries;

  constructor(
    private readonly host: ViewersHost,
    private readonly extensionUri: vscode.Uri,
  ) {
    this.summaries = new ArraySummaries(host.host);
  }

  open(uri: vscode.Uri): TensorDocument {
    const document = new TensorDocument(uri, this.host.openFile);
    // Starts reading while VS Code makes the page. The page asks again and shows an error.
    document
      .current()
      .catch((error: unknown) => this.host.log.debug(`${uri.toString()} is not opened: ${error}`));
    return document;
  }

  resolve(document: TensorDocument, webview: vscode.WebviewPanel): void {
    const key = document.uri.toString();
    const panel = new ViewerPanel(webview, document, this.summaries, this.extensionUri);
    this.panels.set(key, panel);
    webview.onDidDispose(() => {
      if (this.panels.get(key) === panel) {
        this.panels.delete(key);
      }
    });
  }

  /** Shows a file, and an element of it: in its viewer if there is one, else in a new one beside the active editor. */
  async show(uri: vscode.Uri, place?: ViewedPlace): Promise<void> {
    const key = uri.toString();
    if (!this.panels.has(key)) {
      await vscode.commands.executeCommand('vscode.openWith', uri, VIEWER, vscode.ViewColumn.Beside);
    }
    this.panels.get(key)?.goTo(place);
  }

  /** The content shown by the open viewer of a file; undefined when no viewer shows the file. */
  async shown(uri: vscode.Uri): Promise<Shown | undefined> {
    return this.panels.get(uri.toString())?.shown();
  }
}
