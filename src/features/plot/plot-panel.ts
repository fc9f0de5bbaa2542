import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Quantity } from '../../loss/curve';
import {
  type CurveReading,
  type FromPlotPage,
  fromPlotPageSchema,
  type GivenParameters,
  type LossParameters,
  READ_CURVES,
  type ToPlotPage,
} from '../../protocol/plot';
import { Asker } from '../../protocol/requests';
import { messages } from '../messages';
import { showPage } from '../webview';
import { performExport } from '../webview-export';

/** Values of the plot at one p_t. */
export interface PlotReading {
  /** Quantity of the y axis. */
  readonly quantity: Quantity;
  readonly curves: readonly CurveReading[];
}

/** The services that the panel needs. */
export interface PlotPanelHost {
  readonly extensionUri: vscode.Uri;
  /** Default parameters of "your loss". */
  defaults(): LossParameters;
  insertCode(parameters: LossParameters): Promise<void>;
}

/**
 * The plot in an editor tab. VS Code discards a hidden page and makes a new one when the tab is shown. The page therefore
 * saves its own state, and messages wait here until the page is ready.
 */
export class PlotPanel {
  static readonly viewType = 'focalLoss.plot';

  private ready = false;
  private readonly waiting: ToPlotPage[] = [];
  private readonly page = new Asker((message) => this.send(message));

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly host: PlotPanelHost,
  ) {
    panel.iconPath = vscode.Uri.joinPath(host.extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: unknown) =>
      this.receive(v.parse(fromPlotPageSchema, message)),
    );
    panel.onDidChangeViewState(() => {
      this.ready &&= panel.visible;
    });
    panel.onDidDispose(() => this.page.end(new Error('The plot was closed before it was read.')));
    showPage(panel.webview, host.extensionUri, {
      bundle: 'plot',
      element: 'focal-plot-page',
      title: messages().features.plotTitle,
    });
  }

  /** Opens a new tab, beside the code if a code editor is active. */
  static open(host: PlotPanelHost): PlotPanel {
    const panel = vscode.window.createWebviewPanel(
      PlotPanel.viewType,
      messages().features.plotTitle,
      codeIsInFront() ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
    );
    return new PlotPanel(panel, host);
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Gives "your loss" these parameters. */
  show(parameters: GivenParameters): void {
    this.send({ type: 'show', parameters });
  }

  /**
   * Reads every curve from the page, in the quantity of its y axis.
   *
   * @param probability p_t, strictly between 0 and 1
   */
  read(probability: number): Promise<PlotReading> {
    return this.page.ask(READ_CURVES, { probability });
  }

  private async receive(message: FromPlotPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.send({ type: 'open', defaults: this.host.defaults() });
        for (const waiting of this.waiting.splice(0)) {
          this.send(waiting);
        }
        return;
      case 'insertCode':
        await this.host.insertCode(message.parameters);
        return;
      case 'answer':
      case 'refusal':
        this.page.receive(message);
        return;
      case 'copyText':
      case 'saveFile':
        this.send(await performExport(message));
    }
  }

  private send(message: ToPlotPage): void {
    if (this.ready) {
      void this.panel.webview.postMessage(message);
    } else {
      this.waiting.push(message);
    }
  }
}

/** Asks the tab: `activeTextEditor` is also set for a log with the focus, and is not set while a file is being read. */
function codeIsInFront(): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return (
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputTextDiff ||
    input instanceof vscode.TabInputNotebook
  );
}
