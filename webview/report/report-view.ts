import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Losses, Report } from '../../src/check/report';
import type { CheckSettings } from '../../src/protocol/report';
import '../shared/data-table';
import { formatNumber } from '../shared/number-format';
import { baseStyles } from '../shared/theme';
import type { ReportChart } from './charts/chart';
import { classShares } from './charts/class-shares';
import { cumulativeLoss } from './charts/cumulative-loss';
import { probabilityHistogram } from './charts/probability-histogram';
import { reliability } from './charts/reliability';
import './check-form';
import './findings-list';
import './report-chart';

const lossNames: readonly (readonly [keyof Losses, string])[] = [
  ['crossEntropy', 'CE'],
  ['alphaBalancedCrossEntropy', 'α-balanced CE'],
  ['focal', 'FL'],
  ['focalStar', 'FL*'],
];

/** A whole report: findings first, then what they rest on. */
@customElement('focal-report-view')
export class ReportView extends LitElement {
  @property({ attribute: false }) report: Report | undefined;
  @property({ attribute: false }) settings: CheckSettings | undefined;

  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        gap: 28px;
      }
      section {
        display: grid;
        gap: 10px;
      }
      .facts {
        display: grid;
        gap: 12px;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      }
      .fact {
        border-inline-start: 2px solid var(--vscode-charts-lines, var(--vscode-descriptionForeground));
        padding-inline-start: 10px;
      }
      .fact strong {
        display: block;
        font-size: 1.5em;
        font-variant-numeric: tabular-nums;
        font-weight: 400;
      }
      .charts {
        display: grid;
        gap: 32px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
      }
      focal-check-form,
      focal-data-table {
        min-inline-size: 0;
      }
    `,
  ];

  override render() {
    const { report } = this;
    if (report === undefined) return nothing;
    return html`
      <section aria-labelledby="findings">
        <h2 id="findings">Findings</h2>
        <focal-findings-list .findings=${report.findings}></focal-findings-list>
      </section>
      ${renderFacts(report)}
      <focal-check-form .report=${report} .settings=${this.settings}></focal-check-form>
      ${renderLosses(report)}
      <section aria-labelledby="figures">
        <h2 id="figures">Figures</h2>
        <div class="charts">
          ${chartsOf(report).map((chart) => html`<focal-report-chart .chart=${chart}></focal-report-chart>`)}
        </div>
      </section>
      ${renderInputs(report)}
    `;
  }
}

function chartsOf(report: Report): ReportChart[] {
  return [
    probabilityHistogram(report),
    classShares(report),
    cumulativeLoss(report, 'positives'),
    cumulativeLoss(report, 'negatives'),
    reliability(report),
  ].filter((chart) => chart !== undefined);
}

function renderFacts({ counts, distribution, reducedLoss, parameters }: Report) {
  const { easyNegatives } = distribution;
  const facts = [
    [counts.elements.toLocaleString('en'), 'elements'],
    [counts.positives.toLocaleString('en'), `positives, ${percentage(counts.positives, counts.elements)}`],
    [counts.ignored.toLocaleString('en'), 'ignored'],
    [counts.nonFinite.toLocaleString('en'), 'NaN or infinite'],
    [
      shareText(easyNegatives.crossEntropyShare),
      `of CE from easy negatives (p_t > ${easyNegatives.threshold})`,
    ],
    [shareText(easyNegatives.focalShare), 'of FL from easy negatives'],
    ...(reducedLoss === null
      ? []
      : [[formatNumber(reducedLoss), `focal loss, ${reductionText(parameters.reduction)}`]]),
  ];
  return html`<section aria-labelledby="facts">
    <h2 id="facts">At a glance</h2>
    <div class="facts">
      ${facts.map(([value, label]) => html`<div class="fact"><strong>${value}</strong><span class="quiet">${label}</span></div>`)}
    </div>
  </section>`;
}

function renderLosses({ losses, parameters }: Report) {
  const alpha = Array.isArray(parameters.alpha) ? 'by class' : (parameters.alpha ?? 'off');
  return html`<section aria-labelledby="losses">
    <h2 id="losses">Losses</h2>
    <focal-data-table
      .caption=${`With α ${typeof alpha === 'number' ? `= ${formatNumber(alpha)}` : alpha} and γ = ${formatNumber(parameters.gamma)}`}
      .columns=${['loss', 'sum', 'mean', 'mean over positives', 'mean over all']}
      .rows=${lossNames.map(([key, name]) => {
        const { sum, mean, meanOverPositives, meanOverAll } = losses[key];
        return [
          name,
          ...[sum, mean, meanOverPositives, meanOverAll].map((value) => formatNumber(value ?? Number.NaN)),
        ];
      })}
    ></focal-data-table>
  </section>`;
}

function renderInputs({ inputs, timing }: Report) {
  return html`<section aria-labelledby="inputs">
    <h2 id="inputs">Arrays</h2>
    <focal-data-table
      .caption=${`Read in ${formatNumber(timing.milliseconds / 1000)} s`}
      .columns=${['role', 'array', 'shape', 'dtype', 'bytes', 'file']}
      .rows=${inputs.map(({ role, array, shape, dtype, byteSize, file }) => [
        role,
        array,
        `(${shape.join(', ')})`,
        dtype,
        byteSize.toLocaleString('en'),
        file,
      ])}
    ></focal-data-table>
  </section>`;
}

function percentage(part: number, whole: number): string {
  return whole === 0 ? '–' : `${formatNumber((100 * part) / whole)} %`;
}

function shareText(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}

function reductionText(reduction: Report['parameters']['reduction']): string {
  return reduction.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-report-view': ReportView;
  }
}
