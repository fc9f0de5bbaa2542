import * as v from 'valibot';
import * as vscode from 'vscode';
import { reportFile } from '../../check/render/report-file';
import type { CrossCheck } from '../../check/report/cross-check';
import type { Report } from '../../check/report/report';
import { clockText } from '../../format/time-text';
import {
  type CheckSettings,
  type FromReportPage,
  fromReportPageSchema,
  type ToReportPage,
} from '../../protocol/report';
import type { ViewedPlace } from '../../protocol/viewer';
import type { CheckServices } from '../../services/check-asking';
import { PanelCheck } from '../../services/panel-check';
import { PanelCrossCheck } from '../../services/panel-cross-check';
import type { RunOnReport } from '../../services/panel-run';
import { insertLossAsCode, LastTextEditor } from '../insert-code';
import { insertText } from '../insert-text';
import { messages } from '../messages';
import { showPage } from '../webview';
import { performExport } from '../webview-export';
import { fileLabel } from '../workspace-file';
import type { CodeLosses } from './code-losses';
import { type CheckChoices, ReportChoices } from './report-choices';
import { ReportCode, type ReportOfPanel } from './report-code';
import { type Explain, insertRightVersion, ReportExplanations } from './report-explanations';
import { titleOf, uriOfLabel } from './report-files';
import { showCode } from './show-code';
import { watchFiles } from './watch-files';

/** The services that a report panel needs. */
export interface ReportPanelServices extends CheckServices, CheckChoices {
  readonly extensionUri: vscode.Uri;
  /** The losses of the code that can be run on the tensors. */
  readonly codeLosses: CodeLosses;
  /** Compares a report with TensorFlow.js. */
  readonly crossCheck: RunOnReport<CrossCheck>;
  readonly explain: Explain;
  /** Shows a file in the viewer, and an element of it. */
  showInViewer(file: vscode.Uri, place?: ViewedPlace): Promise<void>;
}

/** The report of one set of files. Checking again shows the new report in the same panel. */
export class ReportPanel {
  static readonly viewType = 'focalLoss.report';

  private readonly checks: PanelCheck;
  readonly code: ReportCode;
  readonly crossCheck: PanelCrossCheck;
  private readonly explanations: ReportExplanations;
  private readonly choices: ReportChoices;
  private shown: ToReportPage | undefined;
  private watching: vscode.Disposable | undefined;
  private readonly editor = new LastTextEditor();

  static create(services: ReportPanelServices, settings: CheckSettings): ReportPanel {
    const panel = vscode.window.createWebviewPanel(
      ReportPanel.viewType,
      titleOf(settings),
      vscode.ViewColumn.Active,
    );
    return new ReportPanel(panel, services, settings);
  }

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly services: ReportPanelServices,
    settings: CheckSettings,
  ) {
    this.checks = new PanelCheck(services, messages(), settings, (message) => this.show(message));
    this.choices = new ReportChoices(services, this.checks);
    this.code = new ReportCode(services.codeLosses, this.reportForCode());
    this.crossCheck = new PanelCrossCheck(services.crossCheck, messages(), this.reportForCode());
    this.explanations = new ReportExplanations(
      services.explain,
      services.codeLosses,
      this.checks,
      this.reportForCode(),
    );
    panel.iconPath = vscode.Uri.joinPath(services.extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: unknown) =>
      this.receive(v.parse(fromReportPageSchema, message)),
    );
    panel.onDidDispose(() => this.end());
    showPage(panel.webview, services.extensionUri, {
      bundle: 'report',
      element: 'focal-report-page',
      title: titleOf(settings),
    });
    this.watch();
  }

  private get settings(): CheckSettings {
    return this.checks.settings;
  }

  get files(): readonly string[] {
    return this.settings.series ?? this.settings.files;
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Checks and shows the outcome. Returns the report, undefined when the check failed or was cancelled. */
  check(settings = this.settings): Promise<Report | undefined> {
    return this.checks.run(settings);
  }

  /** Explains a loss value that the training printed, beside the report. */
  explain(value: string): Promise<Report | undefined> {
    return this.check({ ...this.settings, explained: value });
  }

  private show(message: ToReportPage): void {
    this.shown = message;
    this.panel.title = titleOf(this.settings);
    void this.panel.webview.postMessage(message);
    if (message.type === 'finished' && !message.saved && message.report.estimate === null) {
      this.code.reportChanged();
      this.explanations.reportChanged();
      this.crossCheck.reportChanged();
    }
  }

  private reportForCode(): ReportOfPanel {
    return {
      settings: () => this.settings,
      report: () => (this.shown?.type === 'finished' && !this.shown.saved ? this.checks.report : undefined),
      setCode: (code) => this.checks.setCode(code),
      send: (message) => void this.panel.webview.postMessage(message),
    };
  }

  private async receive(message: FromReportPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        if (this.shown === undefined) {
          await this.check();
        } else {
          void this.panel.webview.postMessage(this.shown);
          this.code.sendAgain();
          this.explanations.losses.sendAgain();
          this.crossCheck.sendAgain();
        }
        return;
      case 'code':
        await this.code.act(message.action);
        return;
      case 'crossCheck':
        if (message.action === 'cancel') {
          this.crossCheck.cancel();
        } else {
          await this.crossCheck.run();
        }
        return;
      case 'drag':
        await this.checks.drag(message.parameters);
        return;
      case 'check':
        await this.checks.runWith({ choices: message.choices, parameters: message.parameters });
        return;
      case 'cancel':
        this.checks.cancel();
        return;
      case 'goBack':
        this.checks.goBack();
        return;
      case 'chooseFile':
        await this.choices.addFiles(message.role);
        this.watch();
        return;
      case 'chooseArrays':
        await this.choices.chooseArrays();
        return;
      case 'countClasses':
        await this.check({ ...this.settings, allClassScores: true });
        return;
      case 'chooseClassNames':
        await this.choices.chooseClassNames();
        return;
      case 'checkData':
        await this.checks.runData();
        return;
      case 'openInViewer':
        await this.openInViewer();
        return;
      case 'showElement':
        await this.openInViewer(message);
        return;
      case 'watch':
        this.checks.setWatch(message.on);
        this.watch();
        return;
      case 'compare':
        await this.choices.compare();
        return;
      case 'endComparison':
        await this.choices.endComparison();
        return;
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
      case 'insertRightVersion': {
        const { report } = this.checks;
        if (report !== undefined) {
          await insertRightVersion(report, message.framework, this.editor);
        }
        return;
      }
      case 'explain':
        await this.explanations.explainGiven({ text: message.text });
        return;
      case 'explainFile':
        await this.explanations.explainFile(this.choices.folder);
        return;
      case 'tryLosses':
        await this.explanations.losses.run();
        return;
      case 'showCode':
        await showCode(message);
        return;
      case 'insertText':
        await insertText(message.text, this.editor);
        return;
      case 'saveReport':
        if (this.shown?.type === 'finished') {
          const { report, title } = this.shown;
          const { evaluation } = this.code;
          const checked = this.explanations.losses.addedTo(this.crossCheck.addedTo(report));
          const whole = evaluation === undefined ? checked : { ...checked, code: evaluation };
          const file = reportFile(whole, title, message.format, messages());
          await this.panel.webview.postMessage(
            await performExport({ type: 'saveFile', ...file }, this.choices.folder),
          );
        }
        return;
      case 'copyText':
      case 'saveFile':
        await this.panel.webview.postMessage(await performExport(message, this.choices.folder));
    }
  }

  /** Shows a file of the report, or the first one, in the viewer. */
  private async openInViewer(place?: ViewedPlace & { readonly file: string }): Promise<void> {
    const { files, series = [] } = this.settings;
    const known = [...files, ...series, ...(this.checks.data ?? [])];
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

  private end(): void {
    this.checks.stop();
    this.code.dispose();
    this.explanations.dispose();
    this.crossCheck.dispose();
    this.watching?.dispose();
    this.editor.dispose();
  }

  private watch(): void {
    this.watching?.dispose();
    this.watching = this.settings.watch
      ? watchFiles(this.settings.files, {
          changed: () => void this.checks.run(this.settings, 'change'),
          deleted: (uri) => this.tellDeleted(uri),
        })
      : undefined;
  }

  private tellDeleted(uri: vscode.Uri): void {
    this.checks.stop();
    this.checks.goBack(messages().features.fileDeleted(fileLabel(uri), clockText(new Date().toISOString())));
  }
}
