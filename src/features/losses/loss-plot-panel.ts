import * as v from 'valibot';
import * as vscode from 'vscode';
import { computesText, faultsInWords, summaryOf } from '../../code/meaning/loss-summary';
import type { DiagnosedLoss } from '../../code/rules/diagnose';
import { notUnderstoodText } from '../../code/verdict/words';
import {
  type FromLossPlotPage,
  fromLossPlotPageSchema,
  type LossAddress,
  type LossPlotState,
  type ToLossPlotPage,
} from '../../protocol/loss-plot';
import { FollowedLoss } from '../../services/followed-loss';
import { NewestRun } from '../../services/newest-run';
import type { CodeRunner } from '../../workers/code-runner';
import { fileOf } from '../code-text';
import { errorText, messages } from '../messages';
import { showPage } from '../webview';
import { performExport } from '../webview-export';
import { fileLabel } from '../workspace-file';
import type { ImportedFiles } from './imported-files';
import type { JudgedDocuments } from './judged-documents';

/** The services that the panels share. */
export interface LossPlotHost {
  readonly extensionUri: vscode.Uri;
  readonly documents: JudgedDocuments;
  readonly files: ImportedFiles;
  readonly runner: CodeRunner;
}

/** The function that one loss of the code computes, in an editor tab. It follows the loss through edits, also to another name. */
export class LossPlotPanel {
  static readonly viewType = 'focalLoss.lossPlot';

  private readonly runs = new NewestRun<LossPlotState['settings']>((settings) => this.run(settings));
  private readonly followed: FollowedLoss;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private state: LossPlotState,
    private readonly host: LossPlotHost,
  ) {
    this.followed = new FollowedLoss(state.address.name, state.address.place);
    panel.iconPath = vscode.Uri.joinPath(host.extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: unknown) =>
      this.receive(v.parse(fromLossPlotPageSchema, message)),
    );
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

  /** The loss that is plotted, by the name that it has now. */
  get address(): LossAddress {
    return this.state.address;
  }

  /** Runs the code as it stands now. */
  renew(): Promise<void> {
    return this.runs.ask(this.state.settings);
  }

  reveal(): void {
    this.panel.reveal();
  }

  private async receive(message: FromLossPlotPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        await this.renew();
        return;
      case 'settings':
        this.state = { ...this.state, settings: message.settings };
        await this.renew();
        return;
      case 'openCode':
        await this.showCode(message.line);
        return;
      case 'copyText':
      case 'saveFile':
        this.send(await performExport(message));
    }
  }

  private async run(settings: LossPlotState['settings']): Promise<void> {
    try {
      const document = await this.document();
      const source = document && (await this.host.documents.sourceOf(document));
      const loss = document && (await this.find(document));
      const { name, place } = this.address;
      if (!source || !loss) {
        this.send({ type: 'nothing', reason: messages().codeLosses.lossIsGone(name) });
        return;
      }
      const curves = await this.host.runner.plot({ source, name, place, settings });
      if (!curves) {
        this.send({ type: 'nothing', reason: whyNotPlotted(loss) });
        return;
      }
      this.send({
        type: 'show',
        state: { address: this.address, settings },
        file: fileLabel(fileOf(document)),
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

  /** The code, as an editor has it, else as it is saved. VS Code would make an unsaved one anew. */
  private async document(): Promise<vscode.TextDocument | undefined> {
    const { uri } = this.address;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
    const file = vscode.Uri.parse(uri, true);
    return open ?? (file.scheme === 'untitled' ? undefined : vscode.workspace.openTextDocument(file));
  }

  /** The loss as the code stands now. The tab gets its name. */
  private async find(document: vscode.TextDocument): Promise<DiagnosedLoss | undefined> {
    const losses = await this.host.documents.get(document, new vscode.CancellationTokenSource().token);
    const loss = this.followed.find(losses);
    if (loss) {
      const { name } = loss.verdict;
      this.state = { ...this.state, address: { uri: this.address.uri, name, place: loss.place } };
      this.panel.title = messages().codeLosses.plotTitle(name);
    }
    return loss;
  }

  private async showCode(line: number): Promise<void> {
    const document = await this.document();
    if (document) {
      const { range } = document.lineAt(Math.min(line, document.lineCount) - 1);
      const selection = new vscode.Range(range.start, range.start);
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection });
    }
  }

  private send(message: ToLossPlotPage): void {
    void this.panel.webview.postMessage(message);
  }
}

function whyNotPlotted(loss: DiagnosedLoss): string {
  const { notUnderstood } = loss.verdict;
  return notUnderstood
    ? messages().codeLosses.whyNotPlotted(notUnderstoodText(messages(), notUnderstood))
    : summaryOf(loss, messages()).detail;
}
