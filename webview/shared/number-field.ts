import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { messages } from './messages';
import { baseStyles } from './theme';

/** Detail of `number-change`. `settled` is false while the slider is still being dragged. */
export interface NumberChange {
  readonly value: number;
  readonly settled: boolean;
}

/**
 * A number with a slider and a field for the exact value. Both carry the label, so a screen reader says
 * "γ, focusing, slider" and "γ, focusing, edit". A value out of range is refused with a message that gives the range, and
 * the last valid value stays.
 *
 * The field is a native input, since `vscode-textfield` marks every number between two steps as invalid.
 *
 * @fires number-change - CustomEvent<NumberChange>
 */
@customElement('focal-number-field')
export class NumberField extends LitElement {
  /** Symbol or name of the quantity, such as `γ`. */
  @property() label = '';
  /** Effect of the quantity in a few words; shown beside the label. */
  @property() description = '';
  /** Meaning of the present value; shown below. */
  @property() hint = '';
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 1;
  @property({ type: Number }) step = 0.01;
  @property({ type: Number }) value = 0;
  @property({ type: Boolean }) disabled = false;
  /** True for a field without a slider, for numbers that spread over many orders of magnitude. */
  @property({ type: Boolean, reflect: true }) plain = false;

  @state() private refusal = '';
  /** The value while the user changes it; then a value from outside does not take it away. */
  private entered: number | undefined;

  private readonly slider = createRef<HTMLInputElement>();

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
      :host([plain]) .controls {
        grid-template-columns: 110px;
      }
      .slider {
        appearance: none;
        background: none;
        block-size: 20px;
        border-radius: 3px;
        cursor: pointer;
        inline-size: 100%;
        margin: 0;
      }
      .slider::-webkit-slider-runnable-track {
        background: linear-gradient(
          to right,
          var(--vscode-focusBorder) var(--filled),
          color-mix(in srgb, var(--vscode-foreground) 28%, transparent) var(--filled)
        );
        block-size: 4px;
        border-radius: 2px;
      }
      .slider::-webkit-slider-thumb {
        appearance: none;
        background: var(--vscode-editor-background);
        block-size: 16px;
        border: 4px solid var(--vscode-focusBorder);
        border-radius: 50%;
        inline-size: 16px;
        margin-block-start: -6px;
      }
      .field {
        appearance: textfield;
        background: var(--vscode-settings-numberInputBackground, var(--vscode-input-background));
        border: 1px solid var(--vscode-settings-numberInputBorder, var(--vscode-input-border, transparent));
        border-radius: 4px;
        color: var(--vscode-settings-numberInputForeground, var(--vscode-input-foreground));
        font: inherit;
        inline-size: 100%;
        margin: 0;
        min-block-size: 26px;
        padding: 2px 6px;
      }
      .slider:disabled,
      .field:disabled {
        cursor: default;
        opacity: 0.4;
      }
      .field::-webkit-inner-spin-button {
        appearance: none;
        margin: 0;
      }
      .field:focus {
        border-color: var(--vscode-focusBorder);
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      .field[aria-invalid='true'] {
        background: var(--vscode-inputValidation-errorBackground);
        border-color: var(--vscode-inputValidation-errorBorder);
        color: var(--vscode-inputValidation-errorForeground, var(--vscode-input-foreground));
      }
      .refusal {
        background: var(--vscode-inputValidation-errorBackground);
        border: 1px solid var(--vscode-inputValidation-errorBorder);
        color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
        padding: 2px 6px;
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
        ${this.plain ? nothing : this.renderSlider(accessibleName)}
        <input
          class="field number"
          type="number"
          step="any"
          aria-label=${accessibleName}
          aria-invalid=${this.refusal !== ''}
          min=${this.min}
          max=${this.max}
          .value=${String(this.value)}
          ?disabled=${this.disabled}
          @input=${(event: InputEvent) => this.take(event, false)}
          @change=${(event: Event) => this.take(event, true)}
          @keydown=${this.press}
          @blur=${this.settle}
        />
      </div>
      ${this.hint === '' ? nothing : html`<p class="quiet">${this.hint}</p>`}
      ${this.refusal === '' ? nothing : html`<p class="refusal" role="alert">${this.refusal}</p>`}
    `;
  }

  private renderSlider(accessibleName: string) {
    return html`<input
      class="slider"
      type="range"
      ${ref(this.slider)}
      aria-label=${accessibleName}
      min=${this.min}
      max=${this.max}
      step=${this.step}
      .value=${String(this.value)}
      ?disabled=${this.disabled}
      @input=${(event: InputEvent) => this.take(event, false)}
      @change=${(event: Event) => this.take(event, true)}
    />`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Another value from outside, or another quantity, makes the refusal of what was typed stale.
    if (changed.has('value') || changed.has('label')) {
      this.refusal = '';
    }
    this.value = this.entered ?? this.value;
  }

  protected override updated(): void {
    const filled = (this.value - this.min) / (this.max - this.min);
    this.slider.value?.style.setProperty('--filled', `${100 * filled}%`);
  }

  /** Arrow keys in the field step like the slider; Enter ends the input. */
  private press(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      this.settle();
    }
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      const stepped = Math.round(this.value / this.step + direction) * this.step;
      this.accept(Number(Math.min(Math.max(stepped, this.min), this.max).toFixed(6)), true);
    }
  }

  private take(event: Event, settled: boolean): void {
    event.stopPropagation();
    const { value: text } = event.currentTarget as HTMLInputElement;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= this.min && value <= this.max)) {
      this.refusal = messages.pages.numberFromTo(this.label, this.min, this.max);
      return;
    }
    this.accept(value, settled);
  }

  /** Ends the input. The browser fires no `change` event here, because the script sets the value with every key. */
  private settle(): void {
    if (this.entered !== undefined && this.refusal === '') {
      this.accept(this.entered, true);
    }
  }

  private accept(value: number, settled: boolean): void {
    this.refusal = '';
    this.value = value;
    this.entered = settled ? undefined : value;
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
