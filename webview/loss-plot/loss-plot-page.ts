import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import * as v from 'valibot';
import { numberText } from '../../src/format/number-text';
import type { ExportRequest } from '../../src/protocol/export';
import {
  type FromLossPlotPage,
  fromLossPlotPageSchema,
  type LossPlotState,
  lossPlotStateSchema,
  type ToLossPlotPage,
  toLossPlotPageSchema,
} from '../../src/protocol/loss-plot';
import { connect } from '../shared/connection';
import '../shared/data-table';
import { messages } from '../shared/messages';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';
import { lossLegend } from './loss-legend';
import './loss-chart';
import './loss-settings';
import type { Settings } from './loss-settings';
import { breaksInWords, comparison, type LogitRange, tabulate } from './readings';

type Shown = Extract<ToLossPlotPage, { readonly type: 'show' }>;

const { page } = messages.codeLosses;
const rangeSchema = v.picklist(['near', 'far']);
const rangeChoices = (['near', 'far'] as const).map((value) => ({ value, label: page.ranges[value] }));
const QUANTITIES = ['loss', 'gradient'] as const;

/** The page of *Focal Loss: Plot This Loss*: the function that the code computes, beside that of the paper. */
@customElement('focal-loss-plot-page')
export class LossPlotPage extends LitElement {
  private readonly connection = connect<ToLossPlotPage, FromLossPlotPage, LossPlotState>({
    receives: toLossPlotPageSchema,
    sends: fromLossPlotPageSchema,
    saves: lossPlotStateSchema,
  });

  @state() private shown: Shown | undefined;
  /** Why the newest code has no curves; empty while it has some. */
  @state() private reason = '';
  @state() private range: LogitRange = 'near';

  static override styles = [
    baseStyles,
    css`
      :host {
        container-type: inline-size;
        display: block;
      }
      main {
        display: grid;
        gap: 16px 28px;
        grid-template-columns: minmax(0, 1fr);
        margin: 0 auto;
        max-inline-size: 1500px;
        padding: 18px 20px 28px;
      }
      h1 {
        font-size: 1.5em;
        font-weight: 400;
        margin: 0;
      }
      button {
        background: none;
        border: 0;
        color: var(--vscode-textLink-foreground);
        cursor: pointer;
        font: inherit;
        padding: 0;
        text-align: start;
      }
      button:hover {
        text-decoration: underline;
      }
      ul {
        margin: 0;
        padding: 0;
      }
      .faults li {
        list-style: none;
        padding-block: 1px;
      }
      .faults li::before {
        color: var(--vscode-editorWarning-foreground);
        content: '▲ ';
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        list-style: none;
      }
      .legend li {
        align-items: center;
        display: flex;
        gap: 6px;
      }
      .old {
        border-inline-start: 3px solid var(--vscode-editorWarning-foreground);
        padding-inline-start: 10px;
      }
      .charts,
      .head,
      .controls {
        align-content: start;
        display: grid;
        gap: 12px 28px;
        grid-template-columns: minmax(0, 1fr);
        min-inline-size: 0;
      }
      .head {
        gap: 6px;
      }
      focal-select-field {
        inline-size: 170px;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
        inline-size: fit-content;
      }
      @container (min-width: 560px) {
        .charts {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
      }
      @container (min-width: 980px) {
        main {
          grid-template-columns: minmax(0, 1fr) 280px;
        }
        .head,
        details {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.connection.listen((message) => this.receive(message));
    this.connection.send({ type: 'ready' });
  }

  override render() {
    const { shown, reason } = this;
    if (!shown) {
      return html`<main><p role="status">${reason === '' ? messages.pages.reading : reason}</p></main>`;
    }
    return html`<main>
      ${this.renderHead(shown)}
      <div
        class="charts"
        @export-request=${({ detail }: CustomEvent<ExportRequest>) => this.connection.send(detail)}
      >
        ${QUANTITIES.map(
          (quantity) =>
            html`<focal-loss-chart .curves=${shown.curves} quantity=${quantity} range=${this.range}></focal-loss-chart>`,
        )}
      </div>
      <div class="controls">
        <focal-loss-settings
          .curves=${shown.curves}
          @settings-change=${({ detail }: CustomEvent<Settings>) =>
            this.connection.send({ type: 'settings', settings: detail })}
        ></focal-loss-settings>
        <focal-select-field
          label=${page.range}
          .value=${this.range}
          .choices=${rangeChoices}
          @choice-change=${({ detail }: CustomEvent<string>) => {
            this.range = v.parse(rangeSchema, detail);
          }}
        ></focal-select-field>
        <div role="status">
          ${[...comparison(shown.curves), ...breaksInWords(shown.curves)].map((sentence) => html`<p>${sentence}</p>`)}
        </div>
      </div>
      ${this.renderTables(shown)}
    </main>`;
  }

  private renderHead({ curves, computes, faults, file }: Shown) {
    return html`<div class="head">
      <h1>${curves.name}</h1>
      <p>
        ${this.renderLink(page.openCode(file, curves.line), curves.line)}
        <span class="quiet"> · ${computes}</span>
      </p>
      ${
        faults.length === 0
          ? nothing
          : html`<ul class="faults">
              ${faults.map(
                ({ text, line }) => html`<li>${line === null ? text : this.renderLink(text, line)}</li>`,
              )}
            </ul>`
      }
      ${this.reason === '' ? nothing : html`<p class="old" role="alert">${page.old} ${this.reason}</p>`}
      <ul class="legend">
        ${lossLegend().map(({ label, color, dash }) => html`<li>${sample(color, dash)} ${label}</li>`)}
      </ul>
    </div>`;
  }

  /** A text that shows a line of the code. */
  private renderLink(text: string, line: number) {
    return html`<button @click=${() => this.connection.send({ type: 'openCode', line })}>${text}</button>`;
  }

  private renderTables({ curves }: Shown) {
    return html`<details>
      <summary>${page.table}</summary>
      ${QUANTITIES.map((quantity) => {
        const { columns, rows } = tabulate(curves, quantity);
        return html`<focal-data-table
          caption=${page.tableOf(quantity === 'loss' ? page.value : page.gradient)}
          .columns=${columns}
          .rows=${rows.map((row) => row.map((value) => (Number.isNaN(value) ? 'NaN' : numberText(value))))}
        ></focal-data-table>`;
      })}
    </details>`;
  }

  private receive(message: ToLossPlotPage): void {
    switch (message.type) {
      case 'show':
        this.shown = message;
        this.reason = '';
        this.connection.save(message.state);
        return;
      case 'nothing':
        this.reason = message.reason;
        return;
      case 'exportOutcome':
        for (const chart of this.renderRoot.querySelectorAll('focal-loss-chart')) {
          chart.showOutcome(message);
        }
    }
  }
}

function sample(color: string, dash: string) {
  return html`<svg width="34" height="10" viewBox="0 0 34 10" aria-hidden="true">
    ${svg`<line x1="0" x2="34" y1="5" y2="5" stroke=${color} stroke-width="2.5" stroke-dasharray=${dash}></line>`}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-loss-plot-page': LossPlotPage;
  }
}
