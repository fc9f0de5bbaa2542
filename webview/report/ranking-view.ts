import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { rankingFiguresOf } from '../../src/check/figures/figures';
import { type RankingRow, rankingRows } from '../../src/check/render/ranking-measures';
import type { Report } from '../../src/check/report/report';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';
import { chartsStyles } from './charts-styles';
import './report-chart';
import { tileStyles } from './tile-styles';

/** The ranking: measures with their chance level, curves, and the classes by quality. */
@customElement('focal-ranking-view')
export class RankingView extends LitElement {
  @property({ attribute: false }) report: Report | undefined;

  static override styles = [
    baseStyles,
    chartsStyles,
    tileStyles,
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
    const { report } = this;
    const rows = report === undefined ? [] : rankingRows(report, messages);
    if (report === undefined || rows.length === 0) {
      return nothing;
    }
    return html`<section aria-labelledby="ranking">
      <h2 id="ranking">${messages.report.ranking.title}</h2>
      <div class="tiles">${rows.map(renderTile)}</div>
      <div class="charts">
        ${rankingFiguresOf(report, messages).map((figure) => html`<focal-report-chart .figure=${figure}></focal-report-chart>`)}
      </div>
    </section>`;
  }
}

function renderTile({ name, value, chance, comparedWith, standardError, bound }: RankingRow) {
  const says = messages.reportPage;
  return html`<div class="tile">
    <strong>${value}</strong><span class="quiet">${name}</span>
    <span class="quiet">${says.chances[comparedWith](chance)}</span>
    <span class="quiet">${says.standardError(standardError)}</span>
    ${bound === null ? nothing : html`<span class="quiet">${says.measureWithin(bound)}</span>`}
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-ranking-view': RankingView;
  }
}
