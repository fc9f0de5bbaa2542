import type { Evaluation, Report } from '../check/report/report';
import type { Messages } from '../messages/messages';
import { errorTextIn } from '../messages/problem-error';
import type { CheckSettings, ShownEvaluation } from '../protocol/report';

/** Milliseconds to wait for another report or another edit before a loss is run. */
const QUIET = 300;

export type RunEvaluation = (
  settings: CheckSettings,
  report: Report,
  signal: AbortSignal,
) => Promise<Evaluation>;

/** The loss of the code that is run on the tensors of one report panel. */
export class PanelEvaluation {
  private running: AbortController | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private last: Evaluation | null = null;
  private current: ShownEvaluation = { state: 'none' };

  /** @param show called with what the page shows next */
  constructor(
    private readonly evaluate: RunEvaluation,
    private readonly messages: Messages,
    private readonly show: (shown: ShownEvaluation) => void,
  ) {}

  get shown(): ShownEvaluation {
    return this.current;
  }

  /** Runs the loss soon, unless it is asked for again before. */
  runSoon(settings: CheckSettings, report: Report): void {
    this.stop();
    this.waiting = setTimeout(() => this.run(settings, report), QUIET);
  }

  /** Runs the loss and shows the outcome. */
  async run(settings: CheckSettings, report: Report): Promise<void> {
    this.stop();
    const running = new AbortController();
    this.running = running;
    this.tell({ state: 'running', before: this.last });
    try {
      const evaluation = await this.evaluate(settings, report, running.signal);
      if (this.running === running) {
        this.last = evaluation;
        this.tell({ state: 'done', evaluation });
      }
    } catch (error) {
      // A newer run has taken over.
      if (this.running === running) {
        this.last = null;
        const message = running.signal.aborted
          ? this.messages.evaluation.cancelled
          : errorTextIn(error, this.messages);
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
    clearTimeout(this.waiting);
    const { running } = this;
    this.running = undefined;
    running?.abort();
  }

  /** Takes the loss and its result away. */
  end(): void {
    this.stop();
    this.last = null;
    this.tell({ state: 'none' });
  }

  private tell(shown: ShownEvaluation): void {
    this.current = shown;
    this.show(shown);
  }
}
