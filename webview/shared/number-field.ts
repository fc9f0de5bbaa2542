import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatNumber } from './number-format.js';
import { baseStyles } from './theme.js';

/** Detail of `number-change`. `settled` is false while the slider is still being dragged. */
export interface NumberChange {
  readonly value: number;
  readonly settled: boolean;
}

/**
 * A number with a slider and a field for the exact value. Both carry the label, so a screen reader says
 * "γ, focusing, slider" and "γ, focusing, edit". What is out of range is refused with the range, and the last good
 * value stays.
 *
 * @fires number-change - CustomEvent<NumberChange>
 */
@customElement('focal-number-field')
export class NumberField extends LitElement {
  /** Symbol or name of the quantity, such as `γ`. */
  @property() label = '';
  /** What the quantity does, in a few words; shown beside the label. */
  @property() description = '';
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 1;
  @property({ type: Number }) step = 0.01;
  @property({ type: Number }) value = 0;
  @property({ type: Boolean }) disabled = false;

  @state() private refusal = '';

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      .label {
        align-items: baseline;
        display: flex;
        gap: 0.5em;
      }
      .symbol {
        font-weight: 600;
      }
      .controls {
        align-items: center;
        display: grid;
        gap: 10px;
        grid-template-columns: minmax(0, 1fr) 76px;
      }
      input {
        accent-color: var(--vscode-button-background);
        block-size: 20px;
        inline-size: 100%;
        margin: 0;
      }
      .refusal {
        color: var(--vscode-errorForeground);
      }
    `,
  ];

  override render() {
    const accessibleName = this.description === '' ? this.label : `${this.label}, ${this.description}`;
    return html`
      <div class="label" aria-hidden="true">
        <span class="symbol">${this.label}</span>
        <span class="quiet">${this.description}</span>
      </div>
      <div class="controls">
        <input
          type="range"
          aria-label=${accessibleName}
          min=${this.min}
          max=${this.max}
          step=${this.step}
          .value=${String(this.value)}
          ?disabled=${this.disabled}
          @input=${(event: InputEvent) => this.take(event, false)}
          @change=${(event: Event) => this.take(event, true)}
        />
        <vscode-textfield
          type="number"
          .label=${accessibleName}
          min=${this.min}
          max=${this.max}
          step="any"
          .value=${String(this.value)}
          ?disabled=${this.disabled}
          ?invalid=${this.refusal !== ''}
          @input=${(event: InputEvent) => this.take(event, false)}
          @change=${(event: Event) => this.take(event, true)}
        ></vscode-textfield>
      </div>
      ${this.refusal === '' ? nothing : html`<p class="refusal" role="alert">${this.refusal}</p>`}
    `;
  }

  private take(event: Event, settled: boolean): void {
    event.stopPropagation();
    const { value: text } = event.currentTarget as HTMLInputElement;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= this.min && value <= this.max)) {
      this.refusal = `${this.label} is a number from ${formatNumber(this.min)} to ${formatNumber(this.max)}.`;
      return;
    }
    this.refusal = '';
    this.value = value;
    this.dispatchEvent(
      new CustomEvent<NumberChange>('number-change', { detail: { value, settled }, bubbles: true }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-number-field': NumberField;
  }
}
