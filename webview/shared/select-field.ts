import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './theme';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * One of several choices, with its label.
 *
 * @fires choice-change - CustomEvent<string>, the value
 */
@customElement('focal-select-field')
export class SelectField extends LitElement {
  @property() label = '';
  @property() value = '';
  @property({ attribute: false }) choices: readonly Choice[] = [];
  /** True to have the label before the choice instead of above it. */
  @property({ type: Boolean, reflect: true }) inline = false;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      :host([inline]) {
        align-items: center;
        display: flex;
        gap: 6px;
      }
      :host([inline]) .label {
        padding: 0;
        white-space: nowrap;
      }
      .label {
        display: block;
        padding-block-end: 3px;
      }
    `,
  ];

  override render() {
    return html`
      <span class="label quiet" aria-hidden="true">${this.label}</span>
      <vscode-single-select .label=${this.label} .value=${this.value} @change=${this.choose}>
        ${this.choices.map(
          ({ value, label }) =>
            html`<vscode-option value=${value} ?selected=${value === this.value}>${label}</vscode-option>`,
        )}
      </vscode-single-select>
    `;
  }

  private choose(event: Event): void {
    event.stopPropagation();
    const { value } = event.currentTarget as HTMLSelectElement;
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>('choice-change', { detail: value }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-select-field': SelectField;
  }
}
