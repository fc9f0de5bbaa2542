import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { KeptAnswers } from '../../src/protocol/kept-answers';
import {
  type CheckFailure,
  type CheckSettings,
  type FromReportPage,
  fromReportPageSchema,
  type ShownCrossCheck,
  type ShownEvaluation,
  savedReportPageSchema,
  type ToReportPage,
  toReportPageSchema,
} from '../../src/protocol/report';
import type { TriedAt } from '../../src/services/try-losses-input';
import { connect } from '../shared/connection';
import { baseStyles } from '../shared/theme';
import { Baseline } from './baseline';
import type { CheckChange } from './check-form';
import './check-progress';
import './classes-view';
import { KeptScroll } from './kept-scroll';
import { pageStyles } from './page-styles';
import './report-actions';
import './report-view';
import { forwardRequests, remedyRequest } from './requests';

type Progress = Extract<ToReportPage, { type: 'progress' }>;
type Finished = Extract<ToReportPage, { type: 'finished' }>;

/** An outcome is shown for so many milliseconds. */
const OUTCOME_SHOWN = 6_000;

/** Least milliseconds between two steps of a dragged slider that are sent. */
const DRAG_INTERVAL = 50;

/** The page of a check: its progress, its report, or the reason why there is no report. */
@customElement('focal-report-page')
export class ReportPage extends LitElement {
  @state() private progress: Progress | undefined;
  @state() private finished: Finished | undefined;
  @state() private failure: CheckFailure | undefined;
  @state() private code: ShownEvaluation = { state: 'none' };
  @state() private crossCheck: ShownCrossCheck = { state: 'none' };
  /** The losses of the workspace that were run on the tensors. */
  @state() private triedLosses: readonly TriedAt[] = [];
  /** The outcome of the last export; empty once it was shown for some seconds. */
  @state() private status = '';
  private settings: CheckSettings | undefined;
  private forgetting: ReturnType<typeof setTimeout> | undefined;
  private keptScroll: KeptScroll | undefined;
  private readonly baseline = new Baseline();
  /** Parameters of a dragged slider that are about to be sent. */
  private dragged: CheckChange['parameters'] | undefined;
  @state() private isDragging = false;
  @state() private view: 'report' | 'classes' = 'report';
  /** The user's settings in the answers and in the list of classes. */
  private kept: KeptAnswers = {};

  private readonly connection = connect({
    receives: toReportPageSchema,
    sends: fromReportPageSchema,
    saves: savedReportPageSchema,
  });

  static override styles = [baseStyles, pageStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    forwardRequests(this, (message) => this.connection.send(message));
    this.addEventListener('insert-snippet', (event) =>
      this.insertSnippet((event as CustomEvent<string>).detail),
    );
    this.addEventListener('keep-view', (event) => {
      this.kept = { ...this.kept, ...(event as CustomEvent<KeptAnswers>).detail };
      this.save();
    });
    const restored = this.connection.restore();
    this.view = restored?.view ?? 'report';
    this.kept = restored?.answers ?? {};
    this.keptScroll = new KeptScroll(restored?.scrolled ?? 0, () => this.save());
    this.connection.listen((message) => this.receive(message));
    this.connection.send({ type: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.keptScroll?.dispose();
    clearTimeout(this.forgetting);
  }

  override render() {
    const title = (this.finished ?? this.failure ?? this.progress)?.title ?? '';
    return html`
      <main>
        <header>
          <h1>${title}</h1>
          ${
            this.finished === undefined
              ? nothing
              : html`<focal-report-actions
                  .finished=${this.finished}
                  .send=${(message: FromReportPage) => this.connection.send(message)}
                  @watch-toggle=${this.toggleWatch}
                ></focal-report-actions>`
          }
        </header>
        <div role="status">
          ${
            this.progress === undefined
              ? nothing
              : html`<focal-check-progress
                  .progress=${this.progress}
                  .estimate=${this.finished?.report.estimate ?? null}
                  ?over=${this.finished !== undefined}
                  @cancel-check=${() => this.connection.send({ type: 'cancel' })}
                ></focal-check-progress>`
          }
        </div>
        <p class="outcome" role="status" ?data-shown=${this.status !== ''}>${this.status}</p>
        ${this.failure === undefined ? nothing : this.renderFailure(this.failure)}
        ${this.finished?.notice === undefined ? nothing : html`<p class="notice" role="status">${this.finished.notice}</p>`}
        ${this.finished === undefined ? nothing : this.renderFinished(this.finished)}
      </main>
    `;
  }

  private renderFinished(finished: Finished) {
    const hasClasses = finished.report.statistics.classScores !== null;
    if (hasClasses && this.view === 'classes') {
      return html`${this.renderViews()}<focal-classes-view .finished=${finished} .kept=${this.kept}></focal-classes-view>`;
    }
    return html`${hasClasses ? this.renderViews() : nothing}<focal-report-view
        .finished=${finished}
        .earlier=${this.baseline.report}
        .kept=${this.kept}
        .code=${this.code}
        .crossCheck=${this.crossCheck}
        .triedLosses=${this.triedLosses}
        ?dragging=${this.isDragging}
        @check-change=${this.checkAgain}
        @check-drag=${this.drag}
      ></focal-report-view>`;
  }

  private renderViews() {
    const says = messages.classes;
    return html`<nav class="views" aria-label=${says.views}>
      ${(['report', 'classes'] as const).map(
        (view) => html`<button
          type="button"
          aria-current=${view === this.view ? 'page' : nothing}
          @click=${() => this.show(view)}
          >${view === 'report' ? says.report : says.title}</button
        >`,
      )}
    </nav>`;
  }

  /** Shows a part of the page. Where a sample of the classes was counted, all rows are counted now. */
  private show(view: 'report' | 'classes'): void {
    this.view = view;
    this.save();
    const { finished } = this;
    const scores = finished?.report.statistics.classScores ?? null;
    const isSampled = scores !== null && scores.rows < scores.ofRows;
    if (
      view === 'classes' &&
      isSampled &&
      finished?.saved === false &&
      this.settings?.allClassScores !== true
    ) {
      this.connection.send({ type: 'countClasses' });
    }
  }

  /** Inserts a snippet with the report's parameters. Snippets take no list of α, so a list is left out. */
  private insertSnippet(snippet: string): void {
    if (this.finished === undefined) {
      return;
    }
    const { alpha, gamma } = this.finished.report.parameters;
    const alone = typeof alpha === 'number' || alpha === null ? { alpha } : {};
    this.connection.send({ type: 'insertSnippet', snippet, ...alone, gamma });
  }

  private renderFailure(failure: CheckFailure) {
    const { message, remedies } = failure;
    return html`<div class="failure" role="alert">
      <p>${message}</p>
      <div class="actions">
        ${remedies.map(
          (remedy) =>
            html`<vscode-button secondary @click=${() => this.connection.send(remedyRequest(remedy, failure))}>${messages.reportPage.remedies[remedy]}</vscode-button>`,
        )}
      </div>
    </div>`;
  }

  private receive(message: ToReportPage): void {
    if (message.type === 'exportOutcome') {
      this.tell(message.message);
      return;
    }
    if (message.type === 'triedLosses') {
      this.triedLosses = message.losses;
      return;
    }
    this.settings = message.settings;
    this.save();
    if (message.type === 'evaluation') {
      this.code = message.shown;
      return;
    }
    if (message.type === 'crossCheck') {
      this.crossCheck = message.shown;
      return;
    }
    // The passes of a dragged slider are short, and their progress would lie over what it changes.
    this.progress = message.type === 'progress' && !this.isDragging ? message : undefined;
    if (message.type === 'finished') {
      this.baseline.replace(this.finished?.report, message.report);
      this.finished = message;
      this.failure = undefined;
      void this.updateComplete.then(() => this.keptScroll?.restore());
    } else if (message.type === 'failed') {
      // Removes the report, which belongs to other parameters.
      this.finished = undefined;
      this.failure = message;
    } else {
      this.failure = undefined;
    }
  }

  private checkAgain({ detail }: CustomEvent<CheckChange>): void {
    this.dragged = undefined;
    this.edit(false);
    this.connection.send({ type: 'check', ...detail });
  }

  /** Sends the newest parameters of a dragged slider, a few times a second. */
  private drag({ detail }: CustomEvent<CheckChange['parameters']>): void {
    this.edit(true);
    if (this.dragged === undefined) {
      setTimeout(() => this.sendDragged(), DRAG_INTERVAL);
    }
    this.dragged = detail;
  }

  private sendDragged(): void {
    if (this.dragged !== undefined) {
      this.connection.send({ type: 'drag', parameters: this.dragged });
      this.dragged = undefined;
    }
  }

  private edit(isDragging: boolean): void {
    this.baseline.edit(this.finished?.report, isDragging);
    this.isDragging = isDragging;
  }

  private toggleWatch({ detail: on }: CustomEvent<boolean>): void {
    if (this.finished === undefined) {
      return;
    }
    const settings = { ...this.finished.settings, watch: on };
    this.finished = { ...this.finished, settings };
    this.settings = settings;
    this.save();
    this.connection.send({ type: 'watch', on });
  }

  /** Shows the outcome of an export for some seconds. */
  private tell(outcome: string): void {
    this.status = outcome;
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => {
      this.status = '';
    }, OUTCOME_SHOWN);
  }

  private save(): void {
    if (this.settings !== undefined) {
      this.connection.save({
        ...this.settings,
        scrolled: this.keptScroll?.scrolled ?? 0,
        view: this.view,
        answers: this.kept,
      });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-report-page': ReportPage;
  }
}
