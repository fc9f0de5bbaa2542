import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ViewedArray } from '../../src/protocol/viewer';
import { formatShape } from '../../src/tensor/shape';
import { baseStyles } from '../shared/theme';

/**
 * The arrays of a file, one of which is shown, and those that cannot be read with the reason.
 *
 * @fires array-select - CustomEvent<string>, the name
 */
@customElement('focal-array-list')
export class ArrayList extends LitElement {
  @property({ attribute: false }) arrays: readonly ViewedArray[] = [];
  @property({ attribute: false }) refused: readonly { readonly name: string; readonly reason: string }[] = [];
  @property() selected = '';

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      button,
      .refused {
        background: none;
        border: 1px solid transparent;
        border-radius: 4px;
        color: inherit;
        display: block;
        font: inherit;
        inline-size: 100%;
        overflow-wrap: anywhere;
        padding: 5px 8px;
        text-align: start;
      }
      button {
        cursor: pointer;
      }
      button:hover {
        background: var(--vscode-list-hoverBackground);
        color: var(--vscode-list-hoverForeground, inherit);
      }
      button[aria-current='true'] {
        background: var(--vscode-list-activeSelectionBackground);
        border-color: var(--vscode-contrastActiveBorder, transparent);
        color: var(--vscode-list-activeSelectionForeground);
      }
      button[aria-current='true'] .kind {
        color: inherit;
      }
      .kind {
        color: var(--vscode-descriptionForeground);
        display: block;
        font-size: 0.92em;
      }
    `,
  ];

  override render() {
    return html`
      <ul>
        ${this.arrays.map(
          ({ name, dtype, shape }) => html`<li>
            <button
              type="button"
              aria-current=${name === this.selected ? 'true' : nothing}
              @click=${() => this.dispatchEvent(new CustomEvent<string>('array-select', { detail: name }))}
            >
              ${name}<span class="kind">${dtype} ${formatShape(shape)}</span>
            </button>
          </li>`,
        )}
        ${this.refused.map(
          ({ name, reason }) =>
            html`<li class="refused">${name}<span class="kind">Cannot be read: ${reason}</span></li>`,
        )}
      </ul>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-array-list': ArrayList;
  }
}
