import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { clockText, momentText } from '../../src/format/time-text';
import type { FinishedCheck, FromReportPage } from '../../src/protocol/report';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';

const REPORT_FORMATS = [
  { format: 'html', label: 'HTML' },
  { format: 'md', label: 'Markdown' },
  { format: 'json', label: 'JSON' },
] as const;

/**
 * The actions on a report: check again on changes, compare, plot, save.
 *
 * @fires watch-toggle - CustomEvent<boolean>
 */
@customElement('focal-report-actions')
export class ReportActions extends LitElement {
  @property({ attribute: false }) finished: FinishedCheck | undefined;
  /** Sends a message to the extension. */
  @property({ attribute: false }) send: (message: FromReportPage) => void = () => undefined;

  static override styles = [
    baseStyles,
    css`
      :host,
      .group {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];

  override render() {
    const { finished } = this;
    if (finished === undefined) {
      return nothing;
    }
    const { alpha, gamma } = finished.report.parameters;
    const plotted = { alpha: typeof alpha === 'number' ? alpha : null, gamma };
    const says = messages.reportPage;
    return html`
      ${this.renderOrigin(finished)}
      ${
        finished.comparison === null
          ? html`<vscode-button secondary icon="compare-changes" @click=${() => this.send({ type: 'compare' })}>${says.compareWith}</vscode-button>`
          : html`<vscode-button secondary icon="close" @click=${() => this.send({ type: 'endComparison' })}>${says.endComparison}</vscode-button>`
      }
      <vscode-button secondary icon="graph-line" @click=${() => this.send({ type: 'plot', ...plotted })}>${says.plotThisLoss}</vscode-button>
      <div class="group" role="group" aria-label=${says.saveReport}>
        <span class="quiet" aria-hidden="true">${messages.pages.saveAs}</span>
        ${REPORT_FORMATS.map(
          ({ format, label }) =>
            html`<vscode-toolbar-button label=${says.saveReportAs(label)} @click=${() => this.send({ type: 'saveReport', format })}
              >${label}</vscode-toolbar-button
            >`,
        )}
      </div>
    `;
  }

  private renderOrigin({ saved, report, settings }: FinishedCheck) {
    const says = messages.reportPage;
    const { finishedAt } = report.timing;
    if (saved) {
      return html`<span class="quiet">${says.savedReportOf(momentText(finishedAt))}</span>`;
    }
    return html`
      ${settings.watch ? html`<span class="quiet">${says.watchingSince(clockText(finishedAt))}</span>` : nothing}
      <vscode-checkbox
        label=${says.checkAgainOnChange}
        ?checked=${settings.watch}
        @change=${(event: Event) =>
          this.dispatchEvent(
            new CustomEvent<boolean>('watch-toggle', {
              detail: (event.currentTarget as HTMLInputElement).checked,
            }),
          )}
      ></vscode-checkbox>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-report-actions': ReportActions;
  }
}
