import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { comparedHistogram } from '../../src/check/figures/compared-histogram';
import { differenceRows } from '../../src/check/render/compared-quantity';
import { compareReports } from '../../src/check/report/compare-reports';
import type { Finding, Report } from '../../src/check/report/report';
import { reportedSentences } from '../../src/messages/finding';
import { messages } from '../shared/messages';
import { chartsStyles } from './charts-styles';
import '../shared/data-table';
import { baseStyles } from '../shared/theme';
import './report-chart';

export interface Comparison {
  readonly title: string;
  readonly report: Report;
}

/** Two reports side by side: their numbers with the difference, and their p_t histograms overlaid. */
@customElement('focal-report-comparison')
export class ReportComparison extends LitElement {
  @property({ attribute: false }) report: Report | undefined;
  @property({ attribute: false }) comparison: Comparison | undefined;

  static override styles = [
    baseStyles,
    chartsStyles,
    css`
      :host {
        display: grid;
        gap: 14px;
      }
      focal-data-table {
        --focal-table-height: none;
      }
    `,
  ];

  override render() {
    const { report, comparison } = this;
    if (report === undefined || comparison === undefined) {
      return nothing;
    }
    const sides = [
      { title: messages.reportPage.this, report },
      { title: comparison.title, report: comparison.report },
    ];
    const { differences, appeared, gone, sameParameters } = compareReports(comparison.report, report);
    return html`
      <h2>${messages.reportPage.comparedWith(comparison.title)}</h2>
      <focal-data-table
        caption=${sameParameters ? messages.report.comparison.sameParameters : messages.report.comparison.otherParameters}
        .columns=${[messages.reportPage.quantity, comparison.title, messages.reportPage.this, messages.report.comparison.change]}
        .rows=${differenceRows(differences, messages)}
      ></focal-data-table>
      ${renderFindings(messages.reportPage.foundHereOnly, appeared)} ${renderFindings(messages.reportPage.foundThereOnly, gone)}
      <div class="charts">
        <focal-report-chart .figure=${comparedHistogram('positives', sides, messages)}></focal-report-chart>
        <focal-report-chart .figure=${comparedHistogram('negatives', sides, messages)}></focal-report-chart>
      </div>
    `;
  }
}

function renderFindings(sentence: (titles: readonly string[]) => string, findings: readonly Finding[]) {
  if (findings.length === 0) {
    return nothing;
  }
  return html`<p>${sentence(findings.map((finding) => reportedSentences(messages.findings, finding).title))}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-report-comparison': ReportComparison;
  }
}
