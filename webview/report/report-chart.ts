import { countText } from '../../src/format/count-text';
import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-collapsible/index.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import '../shared/chart-figure';
import { toCsv } from '../shared/csv';
import '../shared/data-table';
import { numberText } from '../../src/format/number-text';
import { baseStyles } from '../shared/theme';
import type { LegendEntry, ReportChart } from './charts/chart';

/** A figure of the report with its heading, legend, exports, and the table of its numbers. */
@customElement('focal-report-chart')
export class ReportChartElement extends LitElement {
  @property({ attribute: false }) chart: ReportChart | undefined;
  @state() private width = 0;
  @state() private tableShown = false;
  @query('.drawing') private readonly drawing!: HTMLElement;
  private svg: SVGSVGElement | null = null;

  private readonly sizes = new ResizeObserver(([entry]) => {
    if (entry !== undefined) {
      this.width = Math.round(entry.contentRect.width);
    }
  });

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      h3 {
        padding-block-end: 2px;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        list-style: none;
        margin: 8px 0 4px;
        padding: 0;
      }
      .legend li {
        align-items: center;
        display: flex;
        gap: 6px;
      }
      .swatch {
        block-size: 10px;
        inline-size: 26px;
      }
      .drawing {
        min-block-size: 200px;
      }
      .drawing svg {
        display: block;
        max-inline-size: 100%;
      }
      vscode-collapsible {
        margin-block-start: 8px;
      }
    `,
  ];

  override render() {
    const { chart } = this;
    if (chart === undefined) {
      return nothing;
    }
    return html`
      <h3>${chart.heading}</h3>
      <p class="quiet">${chart.explanation}</p>
      <ul class="legend" aria-hidden="true">
        ${chart.legend.map(renderLegendEntry)}
      </ul>
      <focal-chart-figure .fileName=${chart.fileName} .svg=${() => this.svg} .csv=${() => toCsv(chart.columns, chart.rows)}>
        <div class="drawing" role="img" aria-label=${messages.reportPage.figureLabel(chart.heading, chart.explanation)}></div>
      </focal-chart-figure>
      <vscode-collapsible heading=${messages.reportPage.table} @vsc-collapsible-toggle=${this.toggleTable}>
        ${this.tableShown ? renderTable(chart) : nothing}
      </vscode-collapsible>
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.updateComplete.then(() => this.sizes.observe(this));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected override updated(changed: PropertyValues): void {
    const redraw = changed.has('chart') || changed.has('width');
    if (!redraw || this.chart === undefined || this.width === 0) {
      return;
    }
    this.svg = this.chart.draw(this.width);
    this.svg.setAttribute('aria-hidden', 'true');
    this.drawing.replaceChildren(this.svg);
  }

  private toggleTable(event: CustomEvent<{ open: boolean }>): void {
    this.tableShown = event.detail.open;
  }
}

function renderLegendEntry({ label, color, dash }: LegendEntry) {
  return html`<li>
    <svg class="swatch" viewBox="0 0 26 10">
      <line x1="0" x2="26" y1="5" y2="5" stroke=${color} stroke-width=${dash === undefined ? 10 : 2.5} stroke-dasharray=${ifDefined(dash)}></line>
    </svg>
    ${label}
  </li>`;
}

/** Most rows of the table; the CSV has all. */
const MOST_ROWS = 1000;

function renderTable({ heading, columns, rows, countColumns = [] }: ReportChart) {
  const rest = rows.length - MOST_ROWS;
  return html`<focal-data-table
    .caption=${rest > 0 ? messages.reportPage.tableCut(heading, rest) : heading}
    .columns=${columns}
    .rows=${rows.slice(0, MOST_ROWS).map((row) =>
      row.map((value, column) =>
        // Counts after temperature scaling are estimates and need not be whole.
        countColumns.includes(column) ? countText(Math.round(value)) : numberText(value),
      ),
    )}
  ></focal-data-table>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-report-chart': ReportChartElement;
  }
}
