import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { evaluationSection } from '../../src/check/render/evaluation-section';
import type { Evaluation } from '../../src/check/report/report';
import type { FromReportPage, ShownEvaluation } from '../../src/protocol/report';
import { messages } from '../shared/messages';
import '../shared/data-table';
import { baseStyles } from '../shared/theme';

type Action = Extract<FromReportPage, { type: 'code' }>['action'];

/**
 * A loss of the code on the tensors of the report, and the ways to choose one.
 *
 * @fires code-action - CustomEvent<Action>
 */
@customElement('focal-evaluation-view')
export class EvaluationView extends LitElement {
  @property({ attribute: false }) shown: ShownEvaluation = { state: 'none' };
  /** The evaluation of a report that was opened from a file. */
  @property({ attribute: false }) saved: Evaluation | undefined;
  /** True if there are no tensors to run a loss on. */
  @property({ type: Boolean }) fixed = false;

  static override styles = [
    baseStyles,
    css`
      :host,
      section {
        display: grid;
        gap: 10px;
        grid-template-columns: minmax(0, 1fr);
      }
      p {
        margin: 0;
        max-inline-size: 80ch;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .old {
        opacity: 0.7;
      }
    `,
  ];

  override render() {
    const { shown, saved, fixed } = this;
    if (fixed && saved === undefined) {
      return nothing;
    }
    const says = messages.evaluation;
    const evaluation = evaluationIn(shown) ?? saved;
    return html`<section aria-labelledby="code">
      <h2 id="code">${says.heading}</h2>
      <div role="status">${this.renderState(shown)}</div>
      ${evaluation === undefined ? html`<p class="quiet">${says.about}</p>` : renderResult(evaluation, shown)}
      ${fixed ? nothing : this.renderActions(shown, evaluation)}
    </section>`;
  }

  private renderState(shown: ShownEvaluation) {
    const says = messages.evaluation;
    switch (shown.state) {
      case 'running':
        return html`<div class="actions">
          <span>${says.running}</span>
          <vscode-button secondary @click=${() => this.tell('cancel')}>${says.cancel}</vscode-button>
        </div>`;
      case 'failed':
        return html`<p>${shown.message}</p>`;
      default:
        return nothing;
    }
  }

  private renderActions(shown: ShownEvaluation, evaluation: Evaluation | undefined) {
    const says = messages.evaluation;
    if (shown.state === 'none') {
      return html`<div class="actions">${this.button('choose', says.run)}</div>`;
    }
    return html`<div class="actions">
      ${evaluation === undefined ? nothing : this.button('open', says.open)}
      ${evaluation?.cell === null ? this.button('plot', says.plot) : nothing}
      ${this.button('choose', says.runAnother)} ${this.button('end', says.end)}
    </div>`;
  }

  private button(action: Action, label: string) {
    return html`<vscode-button secondary @click=${() => this.tell(action)}>${label}</vscode-button>`;
  }

  private tell(detail: Action): void {
    this.dispatchEvent(new CustomEvent<Action>('code-action', { detail, bubbles: true, composed: true }));
  }
}

/** The result of the loss of the code, or the one before it while it runs. */
export function evaluationIn(shown: ShownEvaluation): Evaluation | undefined {
  switch (shown.state) {
    case 'done':
      return shown.result;
    case 'running':
      return shown.before ?? undefined;
    default:
      return undefined;
  }
}

function renderResult(evaluation: Evaluation, shown: ShownEvaluation) {
  const { title, paragraphs, table } = evaluationSection(evaluation, messages);
  return html`<div class=${shown.state === 'running' ? 'old' : ''}>
    <h3>${title}</h3>
    ${paragraphs.map((text) => html`<p>${text}</p>`)}
    ${
      table === undefined
        ? nothing
        : html`<focal-data-table .caption=${messages.evaluation.beside} .columns=${table.header} .rows=${table.rows}></focal-data-table>`
    }
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-evaluation-view': EvaluationView;
  }
}
