import type { CheckProgress } from '../check/check';
import { progressAtIntervals } from '../check/progress';
import type { Report } from '../check/report/report';
import { clockText } from '../format/time-text';
import type { Messages } from '../messages/messages';
import { errorTextIn } from '../messages/problem-error';
import type { CheckSettings, FinishedCheck, ToReportPage } from '../protocol/report';
import { type CheckServices, checkAsking, checkCompared, checkSeries, namesOf } from './check-asking';
import { noLogitsText, remediesFor } from './check-failure';
import { estimatedCheck, isSlow } from './estimated-check';
import type { ExplainedParts } from './explain';
import { NewestRun } from './newest-run';
import { WatchedSeries } from './watched-series';

/** The checks of one report panel: the settings, the check that runs, and the last one that gave a report. */
export class PanelCheck {
  private running: AbortController | undefined;
  /** The last report computed from the data or opened from a file; never an estimate. */
  private exact: FinishedCheck | undefined;
  private dataOfSaved: readonly string[] | null = null;
  private readonly watched = new WatchedSeries();
  /** Exact passes while a slider is being dragged. */
  private readonly dragged = new NewestRun((settings: CheckSettings) => this.run(settings));

  /** @param show called with what the page shows next */
  constructor(
    private readonly services: CheckServices,
    private readonly messages: Messages,
    private current: CheckSettings,
    private readonly show: (message: ToReportPage) => void,
  ) {}

  get settings(): CheckSettings {
    return this.current;
  }

  /** The last report; undefined before the first. */
  get report(): Report | undefined {
    return this.exact?.report;
  }

  /** True if the report was opened from a file. */
  get isSaved(): boolean {
    return this.exact?.saved ?? false;
  }

  /** URIs of the data that a saved report was made of; null if they are not at hand, and for other reports. */
  get data(): readonly string[] | null {
    return this.dataOfSaved;
  }

  /** Checks and shows the outcome. Returns the report, undefined when the check failed or was cancelled. */
  async run(settings = this.current, cause: 'request' | 'change' = 'request'): Promise<Report | undefined> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.current = settings;
    this.showEstimate(settings);
    const nothingYet = { bytes: 0, totalBytes: 0, elements: 0, milliseconds: 0 };
    this.show({ type: 'progress', ...this.subject(), ...nothingYet });
    try {
      const run = () => ({ signal: running.signal, onProgress: this.progressReporter(running.signal) });
      const {
        settings: chosen,
        report,
        saved,
        data,
        named,
      } = await checkAsking(this.services, settings, run());
      if (this.running === running) {
        this.current = chosen;
      }
      const comparison = await checkCompared(this.services, chosen, report, run());
      const series = await checkSeries(this.services, chosen, report, run());
      if (running.signal.aborted) {
        throw running.signal.reason;
      }
      this.dataOfSaved = data;
      this.exact = {
        type: 'finished',
        ...this.subject(),
        ...{ report, saved, comparison, named },
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

  /** Checks with parameters and choices of the page, and drops those of a dragged slider that wait. */
  async runWith(change: Pick<CheckSettings, 'choices' | 'parameters'>): Promise<void> {
    this.dragged.forget();
    await this.run({ ...this.current, ...change });
  }

  /** Shows the losses while a slider is being dragged: exactly where a pass is short, else estimated. */
  async drag(parameters: CheckSettings['parameters']): Promise<void> {
    if (this.exact === undefined || this.exact.saved) {
      return;
    }
    const settings = { ...this.current, parameters };
    if (!isSlow(this.exact)) {
      await this.dragged.ask(settings);
      return;
    }
    this.stop();
    this.current = settings;
    this.showEstimate(settings);
  }

  /** Sets whether the files are watched, and begins the series of their reports with the last one. */
  setWatch(isOn: boolean): void {
    this.current = { ...this.current, watch: isOn };
    this.watched.start(isOn ? this.report : undefined);
  }

  /** Shows a report with what was added to it, unless there is a newer one. */
  replace(report: Report, added: Report): void {
    if (this.exact?.report === report) {
      this.exact = { ...this.exact, report: added };
      this.show(this.exact);
    }
  }

  /** Adds what explains a loss to the report that is shown. */
  addExplained(parts: ExplainedParts): void {
    if (this.exact !== undefined) {
      const { printedLoss: _, explainedArray: __, explainedLog: ___, ...report } = this.exact.report;
      this.exact = { ...this.exact, report: { ...report, ...parts } };
      this.show(this.exact);
    }
  }

  /** Sets the loss of the code that is run on the tensors; undefined for none. */
  setCode(code: CheckSettings['code']): void {
    const { code: _, ...settings } = this.current;
    this.current = code === undefined ? settings : { ...settings, code };
  }

  /** Cancels the check that runs; the page is told. */
  cancel(): void {
    this.running?.abort(new Error('cancelled by the user'));
  }

  /** Ends the check that runs; the page is told nothing. */
  stop(): void {
    this.running?.abort();
    this.running = undefined;
  }

  /** Shows why there is no new report, or the last report with that notice. */
  fail(error: unknown, how: { readonly wasCancelled: boolean; readonly cause: 'request' | 'change' }): void {
    const { features } = this.messages;
    const message = how.wasCancelled
      ? features.checkCancelled
      : (noLogitsText(error, this.messages) ?? errorTextIn(error, this.messages));
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
  goBack(notice?: string): boolean {
    if (this.exact === undefined) {
      return false;
    }
    this.current = { ...this.exact.settings, watch: this.current.watch };
    this.show({ ...this.exact, settings: this.current, ...(notice === undefined ? {} : { notice }) });
    return true;
  }

  /** If only parameters changed, and the exact pass takes long, shows the estimate while it runs. */
  private showEstimate(settings: CheckSettings): void {
    const estimated = this.exact === undefined ? null : estimatedCheck(this.exact, settings);
    if (estimated !== null) {
      this.show({ ...estimated, ...this.subject() });
    }
  }

  private progressReporter(signal: AbortSignal): (progress: CheckProgress) => void {
    return progressAtIntervals((progress, milliseconds) => {
      if (!signal.aborted) {
        this.show({ type: 'progress', ...this.subject(), ...progress, milliseconds });
      }
    });
  }

  private subject(): { settings: CheckSettings; title: string } {
    return { settings: this.current, title: namesOf(this.current, this.services.nameOf) };
  }
}
