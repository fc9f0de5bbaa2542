import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { progressText } from '../../src/check/progress';
import type { Report } from '../../src/check/report/report';
import type { ToReportPage } from '../../src/protocol/report';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';

/**
 * The progress of a check, with a button to cancel it.
 *
 * @fires cancel-check - CustomEvent<undefined>
 */
@customElement('focal-check-progress')
export class CheckProgressElement extends LitElement {
  @property({ attribute: false }) progress: Extract<ToReportPage, { type: 'progress' }> | undefined;
  /** Error bound of the estimate shown meanwhile; null if there is none. */
  @property({ attribute: false }) estimate: Report['estimate'] = null;
  /** True to lie over the present report, so that nothing moves under the pointer. */
  @property({ type: Boolean, reflect: true }) over = false;

  static override styles = [
    baseStyles,
    css`
      :host {
        align-items: center;
        display: grid;
        gap: 8px 14px;
        grid-template-columns: minmax(0, 1fr) auto;
        padding-block-end: 20px;
      }
      :host([over]) {
        background: var(--vscode-editorWidget-background);
        border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
        inset-block-start: 8px;
        inset-inline-end: 24px;
        max-inline-size: min(560px, calc(100% - 48px));
        padding: 10px 14px;
        position: fixed;
        z-index: 1;
      }
      vscode-progress-bar {
        grid-column: 1 / -1;
      }
    `,
  ];

  override render() {
    if (this.progress === undefined) {
      return nothing;
    }
    const { bytes, totalBytes, milliseconds } = this.progress;
    const done = totalBytes === 0 ? undefined : bytes / totalBytes;
    const words =
      done === undefined ? messages.pages.reading : progressText(this.progress, milliseconds, messages);
    return html`
      <vscode-progress-bar .value=${(done ?? 0) * 100} ?indeterminate=${done === undefined} label=${messages.reportPage.check}></vscode-progress-bar>
      <span>${this.estimate === null ? words : messages.paragraph([messages.reportPage.estimated(this.estimate.relativeError), words])}</span>
      <vscode-button secondary @click=${this.cancel}>${messages.pages.cancel}</vscode-button>
    `;
  }

  private cancel(): void {
    this.dispatchEvent(new CustomEvent('cancel-check'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-check-progress': CheckProgressElement;
  }
}
