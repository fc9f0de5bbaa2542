import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Report } from '../../check/report';
import { AmbiguousArraysError, MissingArraysError } from '../../check/select-arrays';
import {
  type CheckFailure,
  type CheckSettings,
  type FromReportPage,
  fromReportPageSchema,
  type ToReportPage,
} from '../../protocol/report';
import { webviewHtml, webviewOptions } from '../webview';
import { performExport } from '../webview-export';
import { fileLabel } from '../workspace-file';

/** What a report panel needs from the rest of the feature. */
export interface ReportPanelServices {
  readonly extensionUri: vscode.Uri;
  /** Runs the check; rejects with the signal's reason when it is cancelled. */
  check(settings: CheckSettings, run: RunOptions): Promise<Report>;
  /** Asks which array is meant and remembers it; undefined when the user closes the list. */
  chooseArray(settings: CheckSettings, error: AmbiguousArraysError): Promise<CheckSettings | undefined>;
  /** Asks for the file with the targets or the logits. */
  chooseFile(settings: CheckSettings, role: 'logits' | 'targets'): Promise<CheckSettings | undefined>;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { bytes: number; totalBytes: number; elements: number }) => void;
}

/** Progress is shown this often at most, in milliseconds. */
const PROGRESS_INTERVAL = 100;

/** The report of one set of files. Checking again shows the new report in the same panel. */
export class ReportPanel implements vscode.Disposable {
  static readonly viewType = 'focalLoss.report';

  private readonly disposables: vscode.Disposable[] = [];
  private running: AbortController | undefined;
  private shown: ToReportPage | undefined;

  static create(services: ReportPanelServices, settings: CheckSettings): ReportPanel {
    const panel = vscode.window.createWebviewPanel(
      ReportPanel.viewType,
      titleOf(settings),
      { viewColumn: vscode.ViewColumn.Active },
      webviewOptions(services.extensionUri),
    );
    return new ReportPanel(panel, services, settings);
  }

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly services: ReportPanelServices,
    private settings: CheckSettings,
  ) {
    panel.iconPath = vscode.Uri.joinPath(services.extensionUri, 'media', 'icon.png');
    panel.webview.options = webviewOptions(services.extensionUri);
    this.disposables.push(
      panel.webview.onDidReceiveMessage((message: unknown) =>
        this.receive(v.parse(fromReportPageSchema, message)),
      ),
    );
    panel.webview.html = webviewHtml(panel.webview, services.extensionUri, {
      bundle: 'report',
      element: 'focal-report-page',
      title: titleOf(settings),
    });
  }

  get files(): readonly string[] {
    return this.settings.files;
  }

  onDidDispose(listener: () => void): void {
    this.disposables.push(this.panel.onDidDispose(listener));
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Checks, shows the outcome, and returns the report; undefined when it failed or was cancelled. */
  async check(settings = this.settings): Promise<Report | undefined> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.settings = settings;
    this.panel.title = titleOf(settings);
    this.show({ type: 'progress', ...this.subject(), bytes: 0, totalBytes: 0, elementsPerSecond: 0 });
    try {
      const report = await this.services.check(settings, {
        signal: running.signal,
        onProgress: this.progressReporter(),
      });
      if (running.signal.aborted) return undefined;
      this.show({ type: 'finished', ...this.subject(), report });
      return report;
    } catch (error) {
      // A newer check has taken over the panel.
      if (this.running !== running) return undefined;
      return this.fail(error, running.signal.aborted);
    }
  }

  dispose(): void {
    this.running?.abort();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async fail(error: unknown, cancelled: boolean): Promise<Report | undefined> {
    if (error instanceof AmbiguousArraysError) {
      const settings = await this.services.chooseArray(this.settings, error);
      if (settings !== undefined) return this.check(settings);
    }
    const message = cancelled ? 'The check was cancelled.' : messageOf(error);
    this.show({ type: 'failed', ...this.subject(), message, remedies: remediesFor(error) });
    return undefined;
  }

  private progressReporter(): RunOptions['onProgress'] {
    const started = Date.now();
    let last = started;
    return ({ bytes, totalBytes, elements }) => {
      const now = Date.now();
      if (now - last < PROGRESS_INTERVAL) return;
      last = now;
      const elementsPerSecond = (1000 * elements) / (now - started);
      this.show({ type: 'progress', ...this.subject(), bytes, totalBytes, elementsPerSecond });
    };
  }

  private subject(): { settings: CheckSettings; title: string } {
    return { settings: this.settings, title: namesOf(this.settings) };
  }

  private show(message: ToReportPage): void {
    this.shown = message;
    void this.panel.webview.postMessage(message);
  }

  private async receive(message: FromReportPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        if (this.shown === undefined) await this.check();
        else this.show(this.shown);
        return;
      case 'check':
        await this.check({ ...this.settings, choices: message.choices, parameters: message.parameters });
        return;
      case 'cancel':
        this.running?.abort(new Error('cancelled by the user'));
        return;
      case 'chooseFile': {
        const settings = await this.services.chooseFile(this.settings, message.role);
        if (settings !== undefined) await this.check(settings);
        return;
      }
      case 'plot':
        await vscode.commands.executeCommand('focalLoss.plot', {
          alpha: message.alpha,
          gamma: message.gamma,
        });
        return;
      case 'copyText':
      case 'saveFile':
        await this.panel.webview.postMessage(await performExport(message));
    }
  }
}

function titleOf(settings: CheckSettings): string {
  return `Check: ${namesOf(settings)}`;
}

function namesOf({ files }: CheckSettings): string {
  return files.map((uri) => baseNameOf(vscode.Uri.parse(uri))).join(', ');
}

function baseNameOf(uri: vscode.Uri): string {
  const label = fileLabel(uri);
  return label.slice(label.lastIndexOf('/') + 1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function remediesFor(error: unknown): CheckFailure['remedies'] {
  if (!(error instanceof MissingArraysError)) return ['retry'];
  return [error.role === 'targets' ? 'chooseTargets' : 'chooseLogits', 'retry'];
}
