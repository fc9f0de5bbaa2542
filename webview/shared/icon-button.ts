import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './theme';

/**
 * A small button with an icon. Its label is its name and its tooltip. Unlike `vscode-toolbar-button` it can be disabled
 * and keeps the focus then: *Undo* disables itself with the last step, and a keyboard user must not lose the place.
 */
@customElement('focal-icon-button')
export class IconButton extends LitElement {
  /** Name of a codicon. */
  @property() icon = '';
  @property() label = '';
  @property({ type: Boolean }) disabled = false;

  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-block;
      }
      button {
        background: none;
        border: 0;
        border-radius: 5px;
        color: var(--vscode-icon-foreground, inherit);
        cursor: pointer;
        display: block;
        padding: 3px;
      }
      button:hover:not([aria-disabled='true']) {
        background: var(--vscode-toolbar-hoverBackground);
        outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
        outline-offset: -1px;
      }
      button:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      button[aria-disabled='true'] {
        cursor: default;
        opacity: 0.4;
      }
    `,
  ];

  override render() {
    return html`<button
      type="button"
      aria-label=${this.label}
      title=${this.label}
      aria-disabled=${this.disabled}
      @click=${this.press}
    >
      <vscode-icon name=${this.icon}></vscode-icon>
    </button>`;
  }

  private press(event: MouseEvent): void {
    if (this.disabled) {
      event.stopPropagation();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-icon-button': IconButton;
  }
}
