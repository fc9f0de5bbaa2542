import * as vscode from 'vscode';
import type { Evaluation, Report } from '../../check/report/report';
import type { LossAddress } from '../../protocol/loss-plot';
import type { CheckSettings, FromReportPage, ToReportPage } from '../../protocol/report';
import { PanelRun } from '../../services/panel-run';
import { messages } from '../messages';
import type { CodeLosses } from './code-losses';
import { showCode } from './show-code';
import { watchFiles } from './watch-files';

/** The panel as the loss of the code sees it. */
export interface ReportOfPanel {
  settings(): CheckSettings;
  /** The report that is shown; undefined without one, and for one without data at hand. */
  report(): Report | undefined;
  setCode(code: LossAddress | undefined): void;
  send(message: ToReportPage): void;
}

/** The loss of the code in one report panel. It is run again when the code or the report changes. */
export class ReportCode {
  private readonly evaluations: PanelRun<Evaluation>;
  private watching: vscode.Disposable | undefined;

  constructor(
    private readonly losses: CodeLosses,
    private readonly panel: ReportOfPanel,
  ) {
    this.evaluations = new PanelRun(
      (settings, report, signal) => this.evaluate(settings, report, signal),
      messages(),
      messages().evaluation.cancelled,
      () => this.sendAgain(),
    );
    this.watch();
  }

  /** The result; undefined where there is none. */
  get evaluation(): Evaluation | undefined {
    const { shown } = this.evaluations;
    return shown.state === 'done' ? shown.result : undefined;
  }

  /** Runs the chosen loss, if there is one, on the tensors of a new report. */
  reportChanged(): void {
    const [settings, report] = [this.panel.settings(), this.panel.report()];
    if (settings.code !== undefined && report !== undefined) {
      this.evaluations.runSoon(settings, report);
    }
  }

  /** Tells the page what it shows, such as after it was hidden. */
  sendAgain(): void {
    const settings = this.panel.settings();
    this.panel.send({ type: 'evaluation', settings, shown: this.evaluations.shown });
  }

  async act(action: Extract<FromReportPage, { type: 'code' }>['action']): Promise<void> {
    const settings = this.panel.settings();
    switch (action) {
      case 'choose':
        await this.run();
        return;
      case 'cancel':
        this.evaluations.cancel();
        return;
      case 'open':
        await this.open();
        return;
      case 'plot':
        await vscode.commands.executeCommand('focalLoss.plotThisLoss', settings.code);
        return;
      case 'end':
        this.panel.setCode(undefined);
        this.watch();
        this.evaluations.end();
    }
  }

  dispose(): void {
    this.evaluations.stop();
    this.watching?.dispose();
  }

  private async evaluate(settings: CheckSettings, report: Report, signal: AbortSignal): Promise<Evaluation> {
    if (settings.code === undefined) {
      throw new RangeError('A loss is run that was not chosen.');
    }
    return this.losses.evaluate(settings, settings.code, report, signal);
  }

  /** Runs a loss on the tensors; the user chooses one unless it is given. Returns the result, if there is one. */
  async run(loss?: LossAddress): Promise<Evaluation | undefined> {
    const chosen = loss ?? (await this.losses.choose(this.panel.settings()));
    const report = this.panel.report();
    if (chosen !== undefined && report !== undefined) {
      this.panel.setCode(chosen);
      this.watch();
      await this.evaluations.run(this.panel.settings(), report);
    }
    return this.evaluation;
  }

  /** Shows the line of the loss, of a notebook in its cell. */
  private async open(): Promise<void> {
    const { code } = this.panel.settings();
    if (code === undefined) {
      return;
    }
    const { cell = null, line = null } = this.evaluation ?? {};
    await showCode({ uri: code.uri, cell, line });
  }

  private watch(): void {
    this.watching?.dispose();
    const { code } = this.panel.settings();
    const again = () => this.reportChanged();
    this.watching =
      code &&
      vscode.Disposable.from(
        watchFiles([code.uri], { changed: again, deleted: again }),
        vscode.workspace.onDidChangeTextDocument(({ document }) => {
          if (document.uri.toString() === code.uri) {
            again();
          }
        }),
      );
  }
}
