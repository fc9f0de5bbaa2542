import type { Report } from '../check/report/report';
import type { CheckSettings, ToReportPage } from '../protocol/report';
import type { LossSource } from './list-losses-input';
import type { TriedAt } from './try-losses-input';

/** The losses of the workspace. */
export interface WorkspaceLosses {
  /** The files with losses, the newest first. */
  sources(): Promise<LossSource[]>;
  /** Runs their losses on the tensors of a report. */
  tryAll(
    settings: CheckSettings,
    report: Report,
    sources: LossSource[],
    signal: AbortSignal,
  ): Promise<TriedLosses>;
}

/** The losses that were run, and the URIs of the files that they import. */
export interface TriedLosses {
  readonly losses: readonly TriedAt[];
  readonly imported: readonly string[];
}

/** The panel as the losses of the workspace see it. */
interface TryingPanel {
  settings(): CheckSettings;
  /** The report that is shown; undefined without one, and for one without data at hand. */
  report(): Report | undefined;
  send(message: ToReportPage): void;
}

/** The tensors that losses are run on. A report keeps its list of inputs when explanations are added to it. */
interface Trial {
  readonly inputs: Report['inputs'];
  readonly sources: readonly LossSource[];
}

const NOTHING: TriedLosses = { losses: [], imported: [] };

/** The losses of the workspace in one report panel, run to explain loss values: once for a report and the same code. */
export class PanelTriedLosses {
  private asked = 0;
  private trial: Trial | undefined;
  private running: AbortController | undefined;
  private tried: TriedLosses = NOTHING;

  constructor(
    private readonly workspace: WorkspaceLosses,
    private readonly panel: TryingPanel,
  ) {}

  /** Runs the losses, unless they were run on this report. Rejects with the errors of reading. */
  async run(): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    const sources = await this.workspace.sources();
    const report = this.panel.report();
    if (report === undefined || asked !== this.asked || this.isOfTrial(report, sources)) {
      return;
    }
    this.stop();
    const running = new AbortController();
    this.running = running;
    this.trial = { inputs: report.inputs, sources };
    try {
      this.tried = await this.workspace.tryAll(this.panel.settings(), report, sources, running.signal);
      this.sendAgain();
    } catch (error) {
      if (!running.signal.aborted) {
        this.trial = undefined;
        throw error;
      }
    }
  }

  /** Takes back what was said of another report. */
  reportChanged(): void {
    if (this.panel.report()?.inputs !== this.trial?.inputs) {
      this.stop();
      this.trial = undefined;
      this.tried = NOTHING;
      this.sendAgain();
    }
  }

  /** Runs the losses again where they were run and a file is one of theirs, or imported by them. */
  async fileChanged(uri: string): Promise<void> {
    if (this.trial?.sources.some((source) => source.uri === uri) || this.tried.imported.includes(uri)) {
      this.trial = undefined;
      await this.run();
    }
  }

  /** A report with the losses that were run on it, as it is saved. */
  addedTo(report: Report): Report {
    const triedLosses = this.tried.losses.map(({ uri: _, ...loss }) => loss);
    return triedLosses.length === 0 ? report : { ...report, triedLosses };
  }

  /** Tells the page what it shows, such as after it was hidden. */
  sendAgain(): void {
    this.panel.send({ type: 'triedLosses', losses: [...this.tried.losses] });
  }

  stop(): void {
    this.running?.abort();
  }

  private isOfTrial({ inputs }: Report, sources: readonly LossSource[]): boolean {
    const { trial } = this;
    return (
      trial?.inputs === inputs &&
      trial.sources.length === sources.length &&
      sources.every(({ uri, code }, at) => {
        const before = trial.sources[at];
        return before?.uri === uri && before.code.text === code.text;
      })
    );
  }
}
