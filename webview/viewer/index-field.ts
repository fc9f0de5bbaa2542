import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../shared/icon-button';
import { baseStyles } from '../shared/theme';

/**
 * An index along one axis: a field with buttons for the previous and the next index. An index outside the axis is
 * refused.
 *
 * @fires index-change - CustomEvent<number>
 */
@customElement('focal-index-field')
export class IndexField extends LitElement {
  @property() label = '';
  /** Length of the axis. */
  @property({ type: Number }) length = 0;
  @property({ type: Number }) value = 0;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .label {
        display: block;
        padding-block-end: 3px;
      }
      .controls {
        align-items: center;
        display: flex;
        gap: 2px;
      }
      vscode-textfield {
        inline-size: 86px;
      }
    `,
  ];

  override render() {
    return html`
      <span class="label quiet" aria-hidden="true">${this.label}</span>
      <div class="controls">
        <focal-icon-button
          icon="chevron-left"
          label=${messages.viewer.stepBack(this.label)}
          ?disabled=${this.value <= 0}
          @click=${() => this.take(this.value - 1)}
        ></focal-icon-button>
        <vscode-textfield
          type="number"
          .label=${this.label}
          .min=${0}
          .max=${Math.max(0, this.length - 1)}
          .value=${String(this.value)}
          @change=${(event: Event) => this.take(Number((event.currentTarget as HTMLInputElement).value))}
        ></vscode-textfield>
        <focal-icon-button
          icon="chevron-right"
          label=${messages.viewer.stepOn(this.label)}
          ?disabled=${this.value >= this.length - 1}
          @click=${() => this.take(this.value + 1)}
        ></focal-icon-button>
      </div>
    `;
  }

  private take(value: number): void {
    const taken = Number.isInteger(value) ? Math.max(0, Math.min(value, this.length - 1)) : this.value;
    // The field may still show the refused text.
    this.requestUpdate('value', undefined);
    if (taken !== this.value) {
      this.value = taken;
      this.dispatchEvent(new CustomEvent<number>('index-change', { detail: taken }));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-index-field': IndexField;
  }
}
