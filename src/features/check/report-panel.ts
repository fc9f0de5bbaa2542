import * as v from 'valibot';
import * as vscode from 'vscode';
import type { CheckProgress } from '../../check/check';
import { progressAtIntervals } from '../../check/progress';
import { reportFile } from '../../check/render/report-file';
import type { Report } from '../../check/report/report';
import { clockText } from '../../format/time-text';
import {
  type CheckSettings,
  type FinishedCheck,
  type FromReportPage,
  fromReportPageSchema,
  type ToReportPage,
} from '../../protocol/report';
import type { ViewedPlace } from '../../protocol/viewer';
import { type CheckServices, checkAsking, checkCompared, checkSeries } from '../../services/check-asking';
import { noLogitsText, remediesFor } from '../../services/check-failure';
import { estimatedCheck, isSlow } from '../../services/estimated-check';
import { WatchedSeries } from '../../services/watched-series';
import { NewestRun } from '../../workers/newest-run';
import { insertLossAsCode, LastTextEditor } from '../insert-code';
import { errorText, messages } from '../messages';
import { webviewHtml, webviewOptions } from '../webview';
import { performExport } from '../webview-export';
import { fileLabel } from '../workspace-file';
import { namesOf, titleOf, uriOfLabel } from './report-files';
import { watchFiles } from './watch-files';

/** The services that a report panel needs. */
export interface ReportPanelServices extends CheckServices {
  readonly extensionUri: vscode.Uri;
  /** Lets the user choose logits and targets and remembers them. */
  chooseArrays(settings: CheckSettings): Promise<CheckSettings | undefined>;
  /** Lets the user pick files of the workspace, except these; undefined when the user picks none. */
  chooseFiles(title: string, except: readonly string[]): Promise<readonly string[] | undefined>;
  /** Shows a file in the viewer, and an element of it. */
  showInViewer(file: vscode.Uri, place?: ViewedPlace): Promise<void>;
}

/** The report of one set of files. Checking again shows the new report in the same panel. */
export class ReportPanel {
  static readonly viewType = 'focalLoss.report';

  private running: AbortController | undefined;
  private shown: ToReportPage | undefined;
  /** The last report computed from the data or opened from a file; never an estimate. */
  private exact: FinishedCheck | undefined;
  /** URIs of the data of a saved report. */
  private data: readonly string[] | null = null;
  private readonly watched = new WatchedSeries();
  /** Exact passes while a slider is being dragged. */
  private readonly dragged = new NewestRun((settings: CheckSettings) => this.check(settings));
  private watching: vscode.Disposable | undefined;
  private readonly editor = new LastTextEditor();

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
    panel.webview.onDidReceiveMessage((message: unknown) =>
      this.receive(v.parse(fromReportPageSchema, message)),
    );
    panel.onDidDispose(() => this.end());
    panel.webview.html = webviewHtml(panel.webview, services.extensionUri, {
      bundle: 'report',
      element: 'focal-report-page',
      title: titleOf(settings),
    });
    this.watch();
  }

  get files(): readonly string[] {
    return this.settings.series ?? this.settings.files;
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Checks and shows the outcome. Returns the report, undefined when the check failed or was cancelled. */
  async check(
    settings = this.settings,
    cause: 'request' | 'change' = 'request',
  ): Promise<Report | undefined> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.settings = settings;
    this.panel.title = titleOf(settings);
    this.showEstimate(settings);
    const nothingYet = { bytes: 0, totalBytes: 0, elements: 0, milliseconds: 0 };
    this.show({ type: 'progress', ...this.subject(), ...nothingYet });
    try {
      const run = () => ({ signal: running.signal, onProgress: this.progressReporter() });
      const { settings: chosen, report, saved, data } = await checkAsking(this.services, settings, run());
      if (this.running === running) {
        this.settings = chosen;
      }
      const comparison = await checkCompared(this.services, chosen, report, run());
      const series = await checkSeries(this.services, chosen, report, run());
      if (running.signal.aborted) {
        throw running.signal.reason;
      }
      this.data = data;
      this.exact = {
        type: 'finished',
        ...this.subject(),
        ...{ report, saved, comparison },
        dataFound: data !== null,
        series: series.length > 0 || !settings.watch ? series : this.watched.add(report),
      };
      this.show(this.exact);
      return report;
    } catch (error) {
      // A newer check has taken over the panel.
      if (this.running !== running) {
        return undefined;
      }
      this.fail(error, { wasCancelled: running.signal.aborted, cause });
      return undefined;
    }
  }

  /** Shows the losses while a slider is being dragged: exactly where a pass is short, else estimated. */
  private async drag(settings: CheckSettings): Promise<void> {
    if (this.exact === undefined || this.exact.saved) {
      return;
    }
    if (!isSlow(this.exact)) {
      await this.dragged.ask(settings);
      return;
    }
    this.running?.abort();
    this.running = undefined;
    this.settings = settings;
    this.showEstimate(settings);
  }

  /** If only parameters changed, and the exact pass takes long, shows the estimate while it runs. */
  private showEstimate(settings: CheckSettings): void {
    const estimated = this.exact === undefined ? null : estimatedCheck(this.exact, settings);
    if (estimated !== null) {
      this.show({ ...estimated, ...this.subject() });
    }
  }

  private fail(
    error: unknown,
    how: { readonly wasCancelled: boolean; readonly cause: 'request' | 'change' },
  ): void {
    const { features } = messages();
    const message = how.wasCancelled
      ? features.checkCancelled
      : (noLogitsText(error, messages()) ?? errorText(error));
    if (how.wasCancelled && this.goBack(features.checkCancelledBefore)) {
      return;
    }
    const now = clockText(new Date().toISOString());
    if (how.cause === 'change' && this.goBack(features.changedUnreadable(now, message))) {
      return;
    }
    const remedies = [...remediesFor(error), ...(this.exact === undefined ? [] : (['goBack'] as const))];
    this.show({ type: 'failed', ...this.subject(), message, remedies });
  }

  /** Shows the last report and its settings again; false when there is none. */
  private goBack(notice?: string): boolean {
    if (this.exact === undefined) {
      return false;
    }
    this.settings = { ...this.exact.settings, watch: this.settings.watch };
    this.panel.title = titleOf(this.settings);
    this.show({ ...this.exact, settings: this.settings, ...(notice === undefined ? {} : { notice }) });
    return true;
  }

  private progressReporter(): (progress: CheckProgress) => void {
    return progressAtIntervals((progress, milliseconds) =>
      this.show({ type: 'progress', ...this.subject(), ...progress, milliseconds }),
    );
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
        if (this.shown === undefined) {
          await this.check();
        } else {
          this.show(this.shown);
        }
        return;
      case 'drag':
        await this.drag({ ...this.settings, parameters: message.parameters });
        return;
      case 'check':
        this.dragged.forget();
        await this.check({ ...this.settings, choices: message.choices, parameters: message.parameters });
        return;
      case 'cancel':
        this.running?.abort(new Error('cancelled by the user'));
        return;
      case 'goBack':
        this.goBack();
        return;
      case 'chooseFile':
        await this.addFiles(messages().features.whichFile(message.role));
        return;
      case 'chooseArrays':
        await this.chooseArrays();
        return;
      case 'checkData':
        await this.checkData();
        return;
      case 'openInViewer':
        await this.openInViewer();
        return;
      case 'showElement':
        await this.openInViewer(message);
        return;
      case 'watch':
        this.settings = { ...this.settings, watch: message.on };
        this.watched.start(message.on ? this.exact?.report : undefined);
        this.watch();
        return;
      case 'compare':
        await this.startComparison();
        return;
      case 'endComparison': {
        const { comparedWith: _, ...settings } = this.settings;
        await this.check(settings);
        return;
      }
      case 'plot':
        await vscode.commands.executeCommand('focalLoss.plot', {
          alpha: message.alpha,
          gamma: message.gamma,
        });
        return;
      case 'insertSnippet': {
        const { type: _, ...loss } = message;
        await insertLossAsCode(loss, this.editor);
        return;
      }
      case 'saveReport':
        if (this.shown?.type === 'finished') {
          const { report, title } = this.shown;
          const file = reportFile(report, title, message.format, messages());
          await this.panel.webview.postMessage(
            await performExport({ type: 'saveFile', ...file }, this.folder),
          );
        }
        return;
      case 'copyText':
      case 'saveFile':
        await this.panel.webview.postMessage(await performExport(message, this.folder));
    }
  }

  private async chooseArrays(): Promise<void> {
    try {
      const chosen = await this.services.chooseArrays(this.settings);
      if (chosen !== undefined) {
        await this.check(chosen);
      }
    } catch (error) {
      this.fail(error, { wasCancelled: false, cause: 'request' });
    }
  }

  /** Checks the data of a saved report, with its parameters. */
  private async checkData(): Promise<void> {
    if (this.data === null || this.exact === undefined) {
      return;
    }
    const { parameters } = this.exact.report;
    await this.check({ files: [...this.data], choices: {}, parameters, watch: false });
  }

  /** Shows a file of the report, or the first one, in the viewer. */
  private async openInViewer(place?: ViewedPlace & { readonly file: string }): Promise<void> {
    const { files, series = [] } = this.settings;
    const known = [...files, ...series, ...(this.data ?? [])];
    const uri = place === undefined ? vscode.Uri.parse(files[0] ?? '', true) : uriOfLabel(known, place.file);
    if (uri === undefined) {
      void vscode.window.showErrorMessage(messages().features.fileNotAtHand(place?.file ?? ''));
      return;
    }
    await this.services.showInViewer(
      uri,
      place === undefined ? undefined : { array: place.array, index: place.index },
    );
  }

  private async addFiles(title: string): Promise<void> {
    const { files: before } = this.settings;
    const files = await this.services.chooseFiles(title, before);
    if (files === undefined) {
      return;
    }
    await this.check({ ...this.settings, files: [...new Set([...before, ...files])] });
    this.watch();
  }

  private async startComparison(): Promise<void> {
    const files = await this.services.chooseFiles(messages().features.compareWithWhat, this.settings.files);
    if (files !== undefined) {
      await this.check({ ...this.settings, comparedWith: [...files] });
    }
  }

  /** The folder of the checked file, where its report is saved. */
  private get folder(): vscode.Uri {
    return vscode.Uri.joinPath(vscode.Uri.parse(this.settings.files[0] ?? '', true), '..');
  }

  private end(): void {
    this.running?.abort();
    // The panel is closed: no page can be told.
    this.running = undefined;
    this.watching?.dispose();
    this.editor.dispose();
  }

  private watch(): void {
    this.watching?.dispose();
    this.watching = this.settings.watch
      ? watchFiles(this.settings.files, {
          changed: () => void this.check(this.settings, 'change'),
          deleted: (uri) => this.tellDeleted(uri),
        })
      : undefined;
  }

  private tellDeleted(uri: vscode.Uri): void {
    this.running?.abort();
    this.running = undefined;
    this.goBack(messages().features.fileDeleted(fileLabel(uri), clockText(new Date().toISOString())));
  }
}
