import { withCrossCheck } from '../check/findings/cross-check';
import type { CrossCheck } from '../check/report/cross-check';
import type { Report } from '../check/report/report';
import type { Messages } from '../messages/messages';
import type { CheckSettings, ToReportPage } from '../protocol/report';
import { PanelRun, type RunOnReport } from './panel-run';

/** Longest pass in milliseconds that the comparison follows unasked: its sample may have to be read from the start. */
const LONGEST_PASS = 2000;

/** The panel as the comparison sees it. */
interface ComparedPanel {
  settings(): CheckSettings;
  /** The report that is shown; undefined without one, and for one without data at hand. */
  report(): Report | undefined;
  send(message: ToReportPage): void;
}

/** The comparison with TensorFlow.js in one report panel. It follows every report that was quickly there. */
export class PanelCrossCheck {
  private readonly runs: PanelRun<CrossCheck>;

  constructor(
    compare: RunOnReport<CrossCheck>,
    messages: Messages,
    private readonly panel: ComparedPanel,
  ) {
    this.runs = new PanelRun(compare, messages, messages.crossCheck.cancelled, () => this.sendAgain());
  }

  /** Compares a new report soon. After a long pass it waits for the user, and takes the old result away. */
  reportChanged(): void {
    const report = this.panel.report();
    if (report !== undefined && report.timing.milliseconds <= LONGEST_PASS) {
      this.runs.runSoon(this.panel.settings(), report);
    } else {
      this.runs.end();
    }
  }

  /** Tells the page what it shows, such as after it was hidden. */
  sendAgain(): void {
    this.panel.send({ type: 'crossCheck', settings: this.panel.settings(), shown: this.runs.shown });
  }

  /** Compares the report now. Returns the result, undefined when there is none. */
  async run(): Promise<CrossCheck | undefined> {
    const report = this.panel.report();
    if (report !== undefined) {
      await this.runs.run(this.panel.settings(), report);
    }
    return this.result;
  }

  /** Cancels the run; the page is told. */
  cancel(): void {
    this.runs.cancel();
  }

  /** The report with the result, if there is one. */
  addedTo(report: Report): Report {
    const { result } = this;
    return result === undefined ? report : withCrossCheck(report, result);
  }

  private get result(): CrossCheck | undefined {
    const { shown } = this.runs;
    return shown.state === 'done' ? shown.result : undefined;
  }

  dispose(): void {
    this.runs.stop();
  }
}
