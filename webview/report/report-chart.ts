import '@vscode-elements/elements/dist/vscode-collapsible/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import {
  cellText,
  type Figure,
  type FigureTable,
  type LegendEntry,
  markColor,
} from '../../src/check/figures/figure';
import '../shared/chart-figure';
import { toCsv } from '../shared/csv';
import '../shared/data-table';
import { messages } from '../shared/messages';
import type { SvgLegendEntry } from '../shared/svg-legend';
import { baseStyles } from '../shared/theme';
import './figure-drawing';
import type { FigureDrawing } from './figure-drawing';

/** A figure of the report with its heading, legend, exports, and the table of its numbers. */
@customElement('focal-report-chart')
export class ReportChartElement extends LitElement {
  @property({ attribute: false }) figure: Figure | undefined;
  /** See `FigureDrawing`. */
  @property({ attribute: false }) chosenRow: number | undefined;
  @state() private tableShown = false;
  @query('focal-figure-drawing') private readonly drawing!: FigureDrawing;

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
      vscode-collapsible {
        margin-block-start: 8px;
      }
    `,
  ];

  override render() {
    const { figure } = this;
    if (figure === undefined) {
      return nothing;
    }
    return html`
      <h3>${figure.title}</h3>
      <p class="quiet">${figure.caption}</p>
      <ul class="legend" aria-hidden="true">
        ${figure.legend.map(renderLegendEntry)}
      </ul>
      <focal-chart-figure .fileName=${figure.id} .legend=${svgLegendOf(figure)} .svg=${() => this.drawing.svg} .csv=${() => csvOf(figure.table)}>
        <focal-figure-drawing .figure=${figure} .chosenRow=${this.chosenRow}></focal-figure-drawing>
      </focal-chart-figure>
      <vscode-collapsible heading=${messages.report.table} @vsc-collapsible-toggle=${this.toggleTable}>
        ${this.tableShown ? renderTable(figure) : nothing}
      </vscode-collapsible>
    `;
  }

  private toggleTable(event: CustomEvent<{ open: boolean }>): void {
    this.tableShown = event.detail.open;
  }
}

function renderLegendEntry({ label, color, dash }: LegendEntry) {
  return html`<li>
    <svg class="swatch" viewBox="0 0 26 10">
      <line x1="0" x2="26" y1="5" y2="5" stroke=${markColor(color)} stroke-width=${dash === undefined ? 10 : 2.5} stroke-dasharray=${ifDefined(dash)}></line>
    </svg>
    ${label}
  </li>`;
}

function svgLegendOf({ legend }: Figure): SvgLegendEntry[] {
  return legend.map((entry) => ({ ...entry, color: markColor(entry.color) }));
}

/** All numbers of a figure in full precision. A number that does not exist leaves its field empty. */
function csvOf({ columns, rows }: FigureTable): string {
  return toCsv(
    columns.map(({ label }) => label),
    rows.map((row) => row.map((cell) => cell ?? '')),
  );
}

/** Most rows of the table; the CSV has all. */
const MOST_ROWS = 1000;

function renderTable({ title, table: { columns, rows } }: Figure) {
  const rest = rows.length - MOST_ROWS;
  return html`<focal-data-table
    .caption=${rest > 0 ? messages.reportPage.tableCut(title, rest) : title}
    .columns=${columns.map(({ label }) => label)}
    .rows=${rows
      .slice(0, MOST_ROWS)
      .map((row) => columns.map((column, at) => cellText(column, row[at] ?? null)))}
  ></focal-data-table>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-report-chart': ReportChartElement;
  }
}
