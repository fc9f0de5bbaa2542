import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shapeText } from '../../src/format/shape-text';
import type { OpenedFile, ViewedArray } from '../../src/protocol/viewer';
import { baseStyles } from '../shared/theme';
import { breakable } from './breakable';
import { matchesFilter } from './name-filter';

/** Lists with more arrays than this have a filter. */
const LONG_LIST = 10;

/**
 * The arrays of a file with the shown one selected, and the arrays that cannot be read, with the reason. Up and Down move
 * through the list. A long list has a field that filters it by name.
 *
 * @fires array-select - CustomEvent<string>, the name
 */
@customElement('focal-array-list')
export class ArrayList extends LitElement {
  @property({ attribute: false }) arrays: readonly ViewedArray[] = [];
  @property({ attribute: false }) refused: OpenedFile['refused'] = [];
  @property() selected = '';
  @state() private filter = '';

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
      button:focus-visible {
        outline-offset: -2px;
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
      .filter {
        background: var(--vscode-editor-background);
        inset-block-start: 0;
        padding: 2px 2px 8px;
        position: sticky;
      }
      .filter p {
        padding-block-start: 4px;
      }
      .kind {
        color: var(--vscode-descriptionForeground);
        display: block;
        font-size: 0.92em;
      }
    `,
  ];

  override render() {
    const isLong = this.arrays.length + this.refused.length > LONG_LIST;
    const filter = isLong ? this.filter : '';
    const arrays = this.arrays.filter(({ name }) => matchesFilter(name, filter));
    const refused = this.refused.filter(({ name }) => matchesFilter(name, filter));
    return html`
      ${isLong ? this.renderFilter(arrays.length + refused.length) : nothing}
      <ul @keydown=${this.onListKey}>
        ${arrays.map(
          ({ name, dtype, shape }) => html`<li>
            <button
              type="button"
              aria-current=${name === this.selected ? 'true' : nothing}
              @click=${() => this.dispatchEvent(new CustomEvent<string>('array-select', { detail: name }))}
            >
              ${breakable(name)}<span class="kind">${dtype} ${shapeText(shape)}</span>
            </button>
          </li>`,
        )}
        ${refused.map(
          ({ name, reason, shape }) =>
            html`<li class="refused">${breakable(name)}<span class="kind">${shape === null ? nothing : shapeText(shape)}</span><span class="kind">${messages.viewer.cannotBeRead(reason)}</span></li>`,
        )}
      </ul>
    `;
  }

  private renderFilter(shown: number) {
    const all = this.arrays.length + this.refused.length;
    return html`<div class="filter" @keydown=${this.onFilterKey}>
      <vscode-textfield
        .label=${messages.viewer.filterArrays}
        placeholder=${messages.viewer.filterByName}
        .value=${this.filter}
        @input=${(event: Event) => {
          this.filter = (event.currentTarget as HTMLInputElement).value;
        }}
      ></vscode-textfield>
      <p class="quiet" role="status">${shown === all ? messages.viewer.arrayCount(all) : messages.viewer.arraysShown(shown, all)}</p>
    </div>`;
  }

  private onFilterKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.filter !== '') {
      this.filter = '';
    } else if (event.key === 'ArrowDown') {
      this.buttons[0]?.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  private onListKey(event: KeyboardEvent): void {
    const at = this.buttons.findIndex((button) => button.matches(':focus'));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.buttons.length - 1 }[event.key];
    if (next === undefined) {
      return;
    }
    event.preventDefault();
    if (next < 0) {
      this.renderRoot.querySelector('vscode-textfield')?.focus();
    } else {
      this.buttons[next]?.focus();
    }
  }

  private get buttons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll('button')];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-array-list': ArrayList;
  }
}
