import * as v from 'valibot';
import * as vscode from 'vscode';
import { computesText, faultsInWords, summaryOf } from '../../code/meaning/loss-summary';
import {
  type FromLossPlotPage,
  fromLossPlotPageSchema,
  type LossPlotState,
  type ToLossPlotPage,
} from '../../protocol/loss-plot';
import { NewestRun } from '../../services/newest-run';
import type { CodeRunner } from '../../workers/code-runner';
import { errorText, messages } from '../messages';
import { showPage } from '../webview';
import { performExport } from '../webview-export';
import { fileLabel } from '../workspace-file';
import type { JudgedDocuments } from './judged-documents';

/** Milliseconds without an edit after which the loss is run again. */
const QUIET = 300;

/** The services that the panels share. */
export interface LossPlotHost {
  readonly extensionUri: vscode.Uri;
  readonly documents: JudgedDocuments;
  readonly runner: CodeRunner;
}

/** The function that one loss of the code computes, in an editor tab. It follows the edits of the code. */
export class LossPlotPanel {
  static readonly viewType = 'focalLoss.lossPlot';

  private readonly runs = new NewestRun<LossPlotState>((state) => this.run(state));
  private readonly watching: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private state: LossPlotState,
    private readonly host: LossPlotHost,
  ) {
    panel.iconPath = vscode.Uri.joinPath(host.extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: unknown) =>
      this.receive(v.parse(fromLossPlotPageSchema, message)),
    );
    this.watching = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === this.state.address.uri) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.runs.ask(this.state), QUIET);
      }
    });
    panel.onDidDispose(() => {
      clearTimeout(this.timer);
      this.watching.dispose();
    });
    showPage(panel.webview, host.extensionUri, {
      bundle: 'loss-plot',
      element: 'focal-loss-plot-page',
      title: panel.title,
    });
  }

  /** Opens a new tab beside the code. */
  static open(state: LossPlotState, host: LossPlotHost): LossPlotPanel {
    const panel = vscode.window.createWebviewPanel(
      LossPlotPanel.viewType,
      messages().codeLosses.plotTitle(state.address.name),
      vscode.ViewColumn.Beside,
    );
    return new LossPlotPanel(panel, state, host);
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal();
  }

  private async receive(message: FromLossPlotPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        await this.runs.ask(this.state);
        return;
      case 'settings':
        this.state = { ...this.state, settings: message.settings };
        await this.runs.ask(this.state);
        return;
      case 'openCode':
        await this.showCode();
        return;
      case 'copyText':
      case 'saveFile':
        this.send(await performExport(message));
    }
  }

  private async run(state: LossPlotState): Promise<void> {
    const { name, place, uri } = state.address;
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
      const source = await this.host.documents.sourceOf(document);
      const loss = await this.loss();
      if (!source || !loss) {
        this.send({ type: 'nothing', reason: messages().codeLosses.lossIsGone(name) });
        return;
      }
      const curves = await this.host.runner.plot({ source, name, place, settings: state.settings });
      if (!curves) {
        this.send({ type: 'nothing', reason: summaryOf(loss, messages()).detail });
        return;
      }
      this.send({
        type: 'show',
        state,
        file: fileLabel(document.uri),
        curves: {
          ...curves,
          alpha: loss.verdict.parameters.alpha,
          gamma: loss.verdict.parameters.gamma,
          line: loss.verdict.line,
        },
        faults: faultsInWords(loss, messages()),
        computes: computesText(curves.computes, messages()),
      });
    } catch (error) {
      this.send({ type: 'nothing', reason: errorText(error) });
    }
  }

  /** The loss as the code stands now. */
  private async loss() {
    const { uri, name, place } = this.state.address;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    const losses = await this.host.documents.get(document, new vscode.CancellationTokenSource().token);
    const named = losses.filter(({ verdict }) => verdict.name === name);
    return named.find((loss) => loss.place === place) ?? named[0];
  }

  private async showCode(): Promise<void> {
    const loss = await this.loss();
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(this.state.address.uri, true));
    const start = document.positionAt(loss?.verdict.range.start ?? 0);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.One,
      selection: new vscode.Range(start, start),
    });
  }

  private send(message: ToLossPlotPage): void {
    void this.panel.webview.postMessage(message);
  }
}
