import * as v from 'valibot';
import * as vscode from 'vscode';
import type { CheckProgress } from '../../check/check';
import { AmbiguousArraysError, MissingArraysError } from '../../check/input/select-arrays';
import { progressAtIntervals } from '../../check/progress';
import { reportFile } from '../../check/render/report-file';
import { estimateReport } from '../../check/report/estimate-report';
import type { Report } from '../../check/report/report';
import {
  type CheckFailure,
  type CheckSettings,
  type FinishedCheck,
  type FromReportPage,
  fromReportPageSchema,
  type ToReportPage,
} from '../../protocol/report';
import { NewestRun } from '../../workers/newest-run';
import { insertLossAsCode, LastTextEditor } from '../insert-code';
import { errorText, messages } from '../messages';
import { webviewHtml, webviewOptions } from '../webview';
import { performExport } from '../webview-export';
import { watchFiles } from './watch-files';

/** Milliseconds of a pass up to which no estimate is shown before it. */
const LONGEST_WAIT = 300;

/** The services that a report panel needs. */
export interface ReportPanelServices {
  readonly extensionUri: vscode.Uri;
  /** Runs the check, or reads the saved report. Rejects with the signal's reason when cancelled. */
  check(settings: CheckSettings, run: RunOptions): Promise<CheckedReport>;
  /** Lets the user choose an array and remembers it; undefined when the user or the signal closes the list. */
  chooseArray(
    settings: CheckSettings,
    error: AmbiguousArraysError,
    signal: AbortSignal,
  ): Promise<CheckSettings | undefined>;
  /** Lets the user choose logits and targets and remembers them. */
  chooseArrays(settings: CheckSettings): Promise<CheckSettings | undefined>;
  /** Lets the user pick files of the workspace; undefined when the user picks none. */
  chooseFiles(title: string): Promise<readonly string[] | undefined>;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
}

export interface CheckedReport {
  readonly report: Report;
  /** True for a report opened from a file: it cannot be computed again. */
  readonly saved: boolean;
}

/** The report of one set of files. Checking again shows the new report in the same panel. */
export class ReportPanel {
  static readonly viewType = 'focalLoss.report';

  private running: AbortController | undefined;
  private shown: ToReportPage | undefined;
  /** The last report computed from the data or opened from a file; never an estimate. */
  private exact: FinishedCheck | undefined;
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
    return this.settings.files;
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Checks and shows the outcome. Returns the report, undefined when the check failed or was cancelled. */
  async check(settings = this.settings): Promise<Report | undefined> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.settings = settings;
    this.panel.title = titleOf(settings);
    this.showEstimate(settings);
    const nothingYet = { bytes: 0, totalBytes: 0, elements: 0, milliseconds: 0 };
    this.show({ type: 'progress', ...this.subject(), ...nothingYet });
    try {
      const run = { signal: running.signal, onProgress: this.progressReporter() };
      const { settings: chosen, ...checked } = await this.checkAsking(settings, run);
      if (this.running === running) {
        this.settings = chosen;
      }
      const comparison = await this.compare(chosen, checked.report, run);
      if (running.signal.aborted) {
        throw running.signal.reason;
      }
      this.exact = { type: 'finished', ...this.subject(), ...checked, comparison };
      this.show(this.exact);
      return checked.report;
    } catch (error) {
      // A newer check has taken over the panel.
      if (this.running !== running) {
        return undefined;
      }
      this.fail(error, running.signal.aborted);
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
    if (
      this.exact === undefined ||
      !isSlow(this.exact) ||
      !differInParametersAlone(this.exact.settings, settings)
    ) {
      return;
    }
    const { report: before, comparison } = this.exact;
    const parameters = { ...before.parameters, ...settings.parameters };
    const report = estimateReport(before, parameters);
    if (report === null) {
      return;
    }
    const other = comparison === null ? null : estimateReport(comparison.report, parameters);
    this.show({
      type: 'finished',
      ...this.subject(),
      report,
      saved: false,
      comparison: comparison === null || other === null ? null : { ...comparison, report: other },
    });
  }

  /** Checks the files to compare with, under the same parameters and choices. */
  private async compare({ comparedWith, choices }: CheckSettings, { parameters }: Report, run: RunOptions) {
    if (comparedWith === undefined) {
      return null;
    }
    const other: CheckSettings = { files: [...comparedWith], choices, parameters, watch: false };
    const { report } = await this.checkAsking(other, { ...run, onProgress: this.progressReporter() });
    return { title: namesOf(other), report };
  }

  /** Checks, and asks the user if several arrays fit. Returns the settings with the answers too. */
  private async checkAsking(
    settings: CheckSettings,
    run: RunOptions,
  ): Promise<CheckedReport & { readonly settings: CheckSettings }> {
    try {
      return { ...(await this.services.check(settings, run)), settings };
    } catch (error) {
      if (!(error instanceof AmbiguousArraysError)) {
        throw error;
      }
      const chosen = await this.services.chooseArray(settings, error, run.signal);
      if (chosen === undefined) {
        throw error;
      }
      return this.checkAsking(chosen, run);
    }
  }

  private fail(error: unknown, cancelled: boolean): void {
    const { checkCancelled, checkCancelledBefore } = messages().features;
    const message = cancelled ? checkCancelled : errorText(error);
    if (cancelled && this.goBack(checkCancelledBefore)) {
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

  private progressReporter(): RunOptions['onProgress'] {
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
      case 'watch':
        this.settings = { ...this.settings, watch: message.on };
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
          await this.panel.webview.postMessage(await performExport({ type: 'saveFile', ...file }));
        }
        return;
      case 'copyText':
      case 'saveFile':
        await this.panel.webview.postMessage(await performExport(message));
    }
  }

  private async chooseArrays(): Promise<void> {
    try {
      const chosen = await this.services.chooseArrays(this.settings);
      if (chosen !== undefined) {
        await this.check(chosen);
      }
    } catch (error) {
      this.fail(error, false);
    }
  }

  private async addFiles(title: string): Promise<void> {
    const files = await this.services.chooseFiles(title);
    if (files === undefined) {
      return;
    }
    await this.check({ ...this.settings, files: [...new Set([...this.settings.files, ...files])] });
    this.watch();
  }

  private async startComparison(): Promise<void> {
    const files = await this.services.chooseFiles(messages().features.compareWithWhat);
    if (files !== undefined) {
      await this.check({ ...this.settings, comparedWith: [...files] });
    }
  }

  private end(): void {
    this.running?.abort();
    // The panel is closed, so there is no page to tell.
    this.running = undefined;
    this.watching?.dispose();
    this.editor.dispose();
  }

  private watch(): void {
    this.watching?.dispose();
    this.watching = this.settings.watch
      ? watchFiles(this.settings.files, () => void this.check())
      : undefined;
  }
}

/** True if the exact losses arrive too late to follow a slider. */
function isSlow({ report, comparison }: FinishedCheck): boolean {
  const { milliseconds } = report.timing;
  return milliseconds + (comparison?.report.timing.milliseconds ?? 0) > LONGEST_WAIT;
}

function differInParametersAlone(one: CheckSettings, other: CheckSettings): boolean {
  const { parameters: before, watch: _, ...rest } = one;
  const { parameters: after, watch: __, ...otherRest } = other;
  return (
    JSON.stringify(rest) === JSON.stringify(otherRest) && JSON.stringify(before) !== JSON.stringify(after)
  );
}

function titleOf(settings: CheckSettings): string {
  return messages().features.checkTitle(namesOf(settings));
}

function namesOf({ files }: CheckSettings): string {
  return files.map((uri) => vscode.Uri.parse(uri).path.replace(/^.*\//, '')).join(', ');
}

function remediesFor(error: unknown): CheckFailure['remedies'] {
  if (!(error instanceof MissingArraysError)) {
    return ['retry'];
  }
  return [error.role === 'targets' ? 'chooseTargets' : 'chooseLogits', 'retry'];
}
