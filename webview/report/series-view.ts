import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { cellText } from '../../src/check/figures/figure';
import { seriesFigures, seriesTable } from '../../src/check/figures/series';
import type { SeriesPoint } from '../../src/check/report/series';
import '../shared/data-table';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';
import { chartsStyles } from './charts-styles';
import './report-chart';

/** Several reports one after the other: a table of their numbers, and curves over them. */
@customElement('focal-series-view')
export class SeriesView extends LitElement {
  @property({ attribute: false }) points: readonly SeriesPoint[] = [];
  /** True for several files, false for one file as it changes. */
  @property({ attribute: false }) isOfFiles = false;

  static override styles = [
    baseStyles,
    chartsStyles,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        gap: 14px;
        grid-template-columns: minmax(0, 1fr);
      }
    `,
  ];

  override render() {
    const last = this.points.at(-1);
    if (last === undefined || this.points.length < 2) {
      return nothing;
    }
    const { files, ofLast, runs, ofEachRun } = messages.reportPage.series;
    const { columns, rows } = seriesTable(this.points, messages);
    return html`<section aria-labelledby="series">
      <h2 id="series">${this.isOfFiles ? files : runs}</h2>
      <focal-data-table
        .caption=${this.isOfFiles ? ofLast(last.label) : ofEachRun}
        .columns=${columns.map(({ label }) => label)}
        .rows=${rows.map((row) => columns.map((column, at) => cellText(column, row[at] ?? null)))}
      ></focal-data-table>
      <div class="charts">
        ${seriesFigures(this.points, messages).map((figure) => html`<focal-report-chart .figure=${figure}></focal-report-chart>`)}
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-series-view': SeriesView;
  }
}
