import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ElementPlace } from '../../src/check/derive/element-place';
import { decisionsOf } from '../../src/check/report/interpretation';
import type { Report } from '../../src/check/report/report';
import type { ExportRequest } from '../../src/protocol/export';
import {
  type CheckFailure,
  type CheckSettings,
  type FromReportPage,
  fromReportPageSchema,
  savedReportPageSchema,
  type ToReportPage,
  toReportPageSchema,
} from '../../src/protocol/report';
import { connect } from '../shared/connection';
import { baseStyles } from '../shared/theme';
import type { CheckChange } from './check-form';
import './check-progress';
import './report-actions';
import './report-view';

type Progress = Extract<ToReportPage, { type: 'progress' }>;
type Finished = Extract<ToReportPage, { type: 'finished' }>;

/** An outcome is shown for so many milliseconds. */
const OUTCOME_SHOWN = 6_000;
/** The page is filled within so many frames; if it is too short then, it stays where it is. */
const FRAMES_TO_FILL = 60;

/** The page of a check: its progress, its report, or the reason why there is no report. */
@customElement('focal-report-page')
export class ReportPage extends LitElement {
  @state() private progress: Progress | undefined;
  @state() private finished: Finished | undefined;
  @state() private failure: CheckFailure | undefined;
  /** The last report with the same parameters and interpretation, for comparison. */
  @state() private earlier: Report | undefined;
  /** The outcome of the last export; empty once it was shown for some seconds. */
  @state() private status = '';
  private settings: CheckSettings | undefined;
  private forgetting: ReturnType<typeof setTimeout> | undefined;
  private scrolled = 0;
  private isScrollRestored = false;

  private readonly connection = connect({
    receives: toReportPageSchema,
    sends: fromReportPageSchema,
    saves: savedReportPageSchema,
  });

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        margin-inline: auto;
        max-inline-size: 1400px;
        padding: 20px 24px 48px;
      }
      header {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        padding-block-end: 20px;
      }
      h1 {
        font-size: 1.5em;
        font-weight: 400;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .actions {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      focal-report-actions {
        margin-inline-start: auto;
      }
      .outcome {
        background: var(--vscode-editorWidget-background);
        border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
        /* VS Code shows its notifications on the right. */
        inset-block-end: 16px;
        inset-inline-start: 24px;
        padding: 8px 14px;
        position: fixed;
        visibility: hidden;
        z-index: 1;
      }
      .outcome[data-shown] {
        visibility: visible;
      }
      .notice {
        background: var(--vscode-inputValidation-infoBackground);
        border: 1px solid var(--vscode-inputValidation-infoBorder, var(--vscode-focusBorder));
        color: var(--vscode-inputValidation-infoForeground, var(--vscode-foreground));
        margin-block-end: 20px;
        padding: 6px 12px;
      }
      .failure {
        align-items: start;
        border: 1px solid var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
        background: var(--vscode-inputValidation-errorBackground);
        color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
        display: grid;
        gap: 12px;
        padding: 14px 16px;
      }
      .failure p {
        overflow-wrap: anywhere;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('export-request', (event) =>
      this.connection.send((event as CustomEvent<ExportRequest>).detail),
    );
    this.addEventListener('insert-snippet', (event) =>
      this.insertSnippet((event as CustomEvent<string>).detail),
    );
    this.addEventListener('choose-arrays', () => this.connection.send({ type: 'chooseArrays' }));
    this.addEventListener('check-data', () => this.connection.send({ type: 'checkData' }));
    this.addEventListener('show-element', (event) => {
      const { index, ...place } = (event as CustomEvent<ElementPlace>).detail;
      this.connection.send({ type: 'showElement', ...place, index: [...index] });
    });
    this.scrolled = this.connection.restore()?.scrolled ?? 0;
    window.addEventListener('scroll', this.rememberScroll, { passive: true });
    this.connection.listen((message) => this.receive(message));
    this.connection.send({ type: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('scroll', this.rememberScroll);
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
        ${
          this.finished === undefined
            ? nothing
            : html`<focal-report-view
                .finished=${this.finished}
                .earlier=${this.earlier}
                @check-change=${this.checkAgain}
              ></focal-report-view>`
        }
      </main>
    `;
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

  private renderFailure({ message, remedies }: CheckFailure) {
    return html`<div class="failure" role="alert">
      <p>${message}</p>
      <div class="actions">
        ${remedies.map(
          (remedy) =>
            html`<vscode-button secondary @click=${() => this.remedy(remedy)}>${messages.reportPage.remedies[remedy]}</vscode-button>`,
        )}
      </div>
    </div>`;
  }

  private receive(message: ToReportPage): void {
    if (message.type === 'exportOutcome') {
      this.tell(message.message);
      return;
    }
    this.settings = message.settings;
    this.save();
    this.progress = message.type === 'progress' ? message : undefined;
    if (message.type === 'finished') {
      this.earlier = comparable(this.finished?.report, message.report) ? this.finished?.report : undefined;
      this.finished = message;
      this.failure = undefined;
      void this.restoreScroll();
    } else if (message.type === 'failed') {
      // Removes the report, which belongs to other parameters.
      this.finished = undefined;
      this.failure = message;
    } else {
      this.failure = undefined;
    }
  }

  private checkAgain({ detail }: CustomEvent<CheckChange>): void {
    this.connection.send({ type: 'check', ...detail });
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
      this.connection.save({ ...this.settings, scrolled: this.scrolled });
    }
  }

  private readonly rememberScroll = (): void => {
    // While the page is being filled, it scrolls by itself.
    if (this.isScrollRestored) {
      this.scrolled = window.scrollY;
      this.save();
    }
  };

  /**
   * Scrolls to where the page was left, as soon as it is long enough. The figures are drawn after their frames; what they
   * push down must not carry the window along.
   */
  private async restoreScroll(): Promise<void> {
    if (this.isScrollRestored) {
      return;
    }
    await this.updateComplete;
    const { style } = document.documentElement;
    style.setProperty('overflow-anchor', 'none');
    let isThere = this.scrolled === 0;
    for (let frame = 0; frame < FRAMES_TO_FILL; frame++) {
      if (!isThere) {
        window.scrollTo(0, this.scrolled);
        isThere = window.scrollY >= this.scrolled - 1;
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    style.removeProperty('overflow-anchor');
    this.isScrollRestored = true;
  }

  private remedy(remedy: CheckFailure['remedies'][number]): void {
    if (remedy === 'retry') {
      const { choices, parameters } = this.failure?.settings ?? { choices: {}, parameters: {} };
      this.connection.send({ type: 'check', choices, parameters });
    } else if (remedy === 'goBack' || remedy === 'chooseArrays' || remedy === 'openInViewer') {
      this.connection.send({ type: remedy });
    } else {
      this.connection.send({ type: 'chooseFile', role: remedy === 'chooseTargets' ? 'targets' : 'logits' });
    }
  }
}

/** True if the numbers of two reports have the same meaning, so that they can be compared. */
function comparable(earlier: Report | undefined, after: Report): boolean {
  const meaning = ({ parameters, interpretation }: Report) =>
    JSON.stringify([parameters, decisionsOf(interpretation)]);
  return earlier !== undefined && earlier !== after && meaning(earlier) === meaning(after);
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-report-page': ReportPage;
  }
}
