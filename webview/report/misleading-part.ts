import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';

/** A part of the report in the default slot, folded behind the reason for which it would mislead, if there is one. */
@customElement('focal-misleading-part')
export class MisleadingPart extends LitElement {
  @property({ attribute: false }) reason: string | null = null;

  static override styles = [
    baseStyles,
    css`
      :host,
      .part {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
      }
      .part {
        gap: var(--part-gap, 12px);
      }
      summary {
        cursor: pointer;
        inline-size: fit-content;
      }
      details .part {
        padding-block-start: 12px;
      }
    `,
  ];

  override render() {
    const part = html`<div class="part"><slot></slot></div>`;
    return this.reason === null
      ? part
      : html`<p>${this.reason}</p>
          <details>
            <summary>${messages.reportPage.showAnyway}</summary>
            ${part}
          </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-misleading-part': MisleadingPart;
  }
}
