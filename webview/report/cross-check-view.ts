import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { crossCheckSection } from '../../src/check/render/cross-check-section';
import type { CrossCheck } from '../../src/check/report/cross-check';
import type { FromReportPage, ShownCrossCheck } from '../../src/protocol/report';
import { messages } from '../shared/messages';
import '../shared/data-table';
import { baseStyles } from '../shared/theme';

type Action = Extract<FromReportPage, { type: 'crossCheck' }>['action'];

/**
 * The loss of the report beside TensorFlow.js: which ran and why, and how well both agree.
 *
 * @fires cross-check-action - CustomEvent<Action>
 */
@customElement('focal-cross-check-view')
export class CrossCheckView extends LitElement {
  @property({ attribute: false }) shown: ShownCrossCheck = { state: 'none' };
  /** That of a report that was opened from a file. */
  @property({ attribute: false }) saved: CrossCheck | null = null;
  /** True if there are no tensors to run it on. */
  @property({ type: Boolean }) fixed = false;

  static override styles = [
    baseStyles,
    css`
      :host,
      section,
      .result {
        display: grid;
        gap: 10px;
        grid-template-columns: minmax(0, 1fr);
      }
      p {
        margin: 0;
        max-inline-size: 80ch;
        overflow-wrap: anywhere;
      }
      .actions {
        align-items: center;
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
    if (fixed && saved === null) {
      return nothing;
    }
    const found = resultIn(shown) ?? saved;
    return html`<section aria-labelledby="cross-check">
      <h2 id="cross-check">${messages.crossCheck.title}</h2>
      <div role="status">${this.renderState(shown)}</div>
      ${found === null ? nothing : renderResult(found, shown)}
      ${fixed || shown.state === 'running' || shown.state === 'done' ? nothing : this.renderButton('run', messages.crossCheck.run)}
    </section>`;
  }

  private renderState(shown: ShownCrossCheck) {
    const says = messages.crossCheck;
    switch (shown.state) {
      case 'running':
        return html`<div class="actions"><span>${says.running}</span>${this.renderButton('cancel', says.cancel)}</div>`;
      case 'failed':
        return html`<p>${shown.message}</p>`;
      default:
        return nothing;
    }
  }

  private renderButton(detail: Action, label: string) {
    const press = () =>
      this.dispatchEvent(
        new CustomEvent<Action>('cross-check-action', { detail, bubbles: true, composed: true }),
      );
    return html`<div><vscode-button secondary @click=${press}>${label}</vscode-button></div>`;
  }
}

function resultIn(shown: ShownCrossCheck): CrossCheck | null {
  switch (shown.state) {
    case 'done':
      return shown.result;
    case 'running':
      return shown.before;
    default:
      return null;
  }
}

function renderResult(found: CrossCheck, shown: ShownCrossCheck) {
  const { paragraphs, table } = crossCheckSection(found, messages);
  return html`<div class="result ${shown.state === 'running' ? 'old' : ''}">
    ${paragraphs.map((text) => html`<p>${text}</p>`)}
    ${
      table === undefined
        ? nothing
        : html`<focal-data-table .caption=${messages.crossCheck.largest} .columns=${table.header} .rows=${table.rows}></focal-data-table>`
    }
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-cross-check-view': CrossCheckView;
  }
}
