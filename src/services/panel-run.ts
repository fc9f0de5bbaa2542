import type { Report } from '../check/report/report';
import type { Messages } from '../messages/messages';
import { errorTextIn } from '../messages/problem-error';
import type { CheckSettings } from '../protocol/report';

/** Milliseconds to wait for another report or another edit before a run. */
const QUIET = 300;

/** The state of a run, as a page shows it. */
export type ShownRun<Result> =
  | { state: 'none' }
  /** With the result before, which stays until there is another one. */
  | { state: 'running'; before: Result | null }
  | { state: 'done'; result: Result }
  | { state: 'failed'; message: string };

/** Computes a result on the tensors of a report. */
export type RunOnReport<Result> = (
  settings: CheckSettings,
  report: Report,
  signal: AbortSignal,
) => Promise<Result>;

/** Runs something on the tensors of one report panel after its report: a loss of the code, or the cross-check. */
export class PanelRun<Result> {
  private running: AbortController | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** Those who wait for an outcome. */
  private readonly awaiting: (() => void)[] = [];
  private last: Result | null = null;
  private current: ShownRun<Result> = { state: 'none' };

  /**
   * @param cancelled what is said of a run that the user cancelled
   * @param show called with what the page shows next
   */
  constructor(
    private readonly perform: RunOnReport<Result>,
    private readonly messages: Messages,
    private readonly cancelled: string,
    private readonly show: (shown: ShownRun<Result>) => void,
  ) {}

  get shown(): ShownRun<Result> {
    return this.current;
  }

  /** Runs it soon, unless it is asked for again before. */
  runSoon(settings: CheckSettings, report: Report): void {
    this.interrupt();
    this.waiting = setTimeout(() => this.start(settings, report), QUIET);
  }

  /** Runs it and shows the outcome: its own, or that of a newer run which took over. */
  run(settings: CheckSettings, report: Report): Promise<void> {
    const shown = new Promise<void>((resolve) => this.awaiting.push(resolve));
    void this.start(settings, report);
    return shown;
  }

  private async start(settings: CheckSettings, report: Report): Promise<void> {
    this.interrupt();
    const running = new AbortController();
    this.running = running;
    this.tell({ state: 'running', before: this.last });
    try {
      const result = await this.perform(settings, report, running.signal);
      if (this.running === running) {
        this.last = result;
        this.tell({ state: 'done', result });
      }
    } catch (error) {
      // A newer run has taken over.
      if (this.running === running) {
        this.last = null;
        const message = running.signal.aborted ? this.cancelled : errorTextIn(error, this.messages);
        this.tell({ state: 'failed', message });
      }
    }
  }

  /** Cancels the run; the page is told. */
  cancel(): void {
    this.running?.abort(new Error('cancelled by the user'));
  }

  /** Ends the run; the page is told nothing. */
  stop(): void {
    this.interrupt();
    this.settle();
  }

  /** Takes it and its result away. */
  end(): void {
    this.stop();
    this.last = null;
    this.tell({ state: 'none' });
  }

  private interrupt(): void {
    clearTimeout(this.waiting);
    const { running } = this;
    this.running = undefined;
    running?.abort();
  }

  private tell(shown: ShownRun<Result>): void {
    this.current = shown;
    this.show(shown);
    if (shown.state !== 'running') {
      this.settle();
    }
  }

  private settle(): void {
    for (const resolve of this.awaiting.splice(0)) {
      resolve();
    }
  }
}
