import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { worthlessText } from '../../src/check/answers/unmatched-targets';
import { placeOfExample } from '../../src/check/derive/element-place';
import type { AppliedParameters } from '../../src/check/explain/applied-parameters';
import { figuresOf } from '../../src/check/figures/figures';
import { withCrossCheck } from '../../src/check/findings/cross-check';
import type { HardExample, Losses, Report } from '../../src/check/report/report';
import { countText } from '../../src/format/count-text';
import { shapeText } from '../../src/format/shape-text';
import { SINGLE_REDUCTIONS } from '../../src/loss/reduction';
import { indexText } from '../../src/messages/facts';
import type { CopyText } from '../../src/protocol/export';
import type { KeptAnswers } from '../../src/protocol/kept-answers';
import type { FinishedCheck, ShownCrossCheck, ShownEvaluation } from '../../src/protocol/report';
import type { TriedAt } from '../../src/services/try-losses-input';
import { messages } from '../shared/messages';
import { chartsStyles } from './charts-styles';
import '../shared/data-table';
import { numberText } from '../../src/format/number-text';
import type { TableCell } from '../shared/data-table';
import { baseStyles } from '../shared/theme';
import './answers/answers-view';
import type { CheckChange } from './check-form';
import './check-form';
import './cross-check-view';
import { evaluationIn } from './evaluation-view';
import './explanation-view';
import { renderFacts } from './facts-section';
import './findings-list';
import { keepInPlace } from './keep-in-place';
import './misleading-part';
import './ranking-view';
import './report-chart';
import './report-comparison';
import './series-view';
import { tileStyles } from './tile-styles';

const LOSSES = [
  'crossEntropy',
  'alphaBalancedCrossEntropy',
  'focal',
  'focalStar',
] as const satisfies readonly (keyof Losses)[];

/**
 * A whole report: findings first, then the evidence.
 *
 * @fires check-change - CustomEvent<CheckChange>, for other parameters
 * @fires choose-arrays - Event, when the user means other arrays of the files
 * @fires show-element - CustomEvent<ElementPlace>, an element that the viewer shows
 * @fires export-request - CustomEvent<CopyText>, a number to copy
 */
@customElement('focal-report-view')
export class ReportView extends LitElement {
  @property({ attribute: false }) finished: FinishedCheck | undefined;
  /** The report before the parameters were edited or the files changed. */
  @property({ attribute: false }) earlier: Report | undefined;
  /** The user's settings in the answers. */
  @property({ attribute: false }) kept: KeptAnswers = {};
  /** The loss of the code that is run on the tensors. */
  @property({ attribute: false }) code: ShownEvaluation = { state: 'none' };
  /** The comparison with TensorFlow.js. */
  @property({ attribute: false }) crossCheck: ShownCrossCheck = { state: 'none' };
  /** The losses of the workspace that were run on the tensors. */
  @property({ attribute: false }) triedLosses: readonly TriedAt[] = [];
  /** True while a slider is being dragged: the findings above it wait, so that it stays under the pointer. */
  @property({ type: Boolean }) dragging = false;

  /** The report whose findings are shown. */
  private settled: Report | undefined;

  static override styles = [
    baseStyles,
    chartsStyles,
    tileStyles,
    css`
      :host {
        display: grid;
        gap: 28px;
        grid-template-columns: minmax(0, 1fr);
        /* The page itself keeps the form in its place. */
        overflow-anchor: none;
      }
      section {
        display: grid;
        gap: 10px;
        grid-template-columns: minmax(0, 1fr);
      }
      .heading {
        align-items: baseline;
        display: flex;
        flex-wrap: wrap;
        gap: 0 14px;
      }
      .change {
        color: var(--vscode-charts-purple);
        font-variant-numeric: tabular-nums;
      }
      /* Keeps its line without a change, so that nothing below moves. */
      .fact .change {
        display: block;
        min-block-size: 1lh;
      }
      focal-misleading-part {
        --part-gap: 28px;
      }
      focal-check-form,
      focal-data-table {
        min-inline-size: 0;
      }
    `,
  ];

  protected override willUpdate(): void {
    if (!this.dragging) {
      this.settled = this.finished?.report;
    }
    const focused = this.shadowRoot?.activeElement;
    if (focused?.localName === 'focal-check-form') {
      keepInPlace(focused);
    }
  }

  override render() {
    if (this.finished === undefined) {
      return nothing;
    }
    const { report, settings, saved, named, dataFound, comparison, series } = this.finished;
    return html`
      ${series.length < 2 ? nothing : html`<focal-series-view .points=${series} .isOfFiles=${settings.series !== undefined}></focal-series-view>`}
      <section aria-labelledby="findings">
        <h2 id="findings">${messages.report.findings}</h2>
        <focal-findings-list .report=${this.withDisagreement()}></focal-findings-list>
      </section>
      <focal-answers-view .report=${report} .settled=${this.settled} .named=${named} .kept=${this.kept}></focal-answers-view>
      ${renderFacts(report, this.earlier)}
      ${comparison === null ? nothing : html`<focal-report-comparison .report=${report} .comparison=${comparison}></focal-report-comparison>`}
      <focal-check-form
        .report=${report}
        .settings=${settings}
        .off=${saved ? (dataFound ? 'checkable' : 'lost') : null}
      ></focal-check-form>
      ${this.renderLosses(report)}
      <focal-evaluation-view .shown=${this.code} .saved=${report.code} ?fixed=${saved}></focal-evaluation-view>
      <focal-explanation-view
        .report=${report}
        .evaluation=${evaluationIn(this.code) ?? report.code}
        .triedLosses=${this.triedLosses}
        .framework=${this.kept.framework ?? 'pytorch'}
        .asked=${settings.explained}
        .kept=${this.kept.printed}
        ?fixed=${saved && !dataFound}
        ?saved=${saved}
        @use-parameters=${({ detail }: CustomEvent<AppliedParameters>) => this.tell<CheckChange>('check-change', { choices: settings.choices, parameters: { ...settings.parameters, ...detail } })}
      ></focal-explanation-view>
      <focal-misleading-part .reason=${worthlessText(report, messages)}>
        ${report.ranking === null ? nothing : html`<focal-ranking-view .report=${report}></focal-ranking-view>`}
        <section aria-labelledby="figures">
          <h2 id="figures">${messages.reportPage.figures}</h2>
          <div class="charts">
            ${figuresOf(report, messages).map((figure) => html`<focal-report-chart .figure=${figure}></focal-report-chart>`)}
          </div>
        </section>
        ${this.renderHardest(report)}
      </focal-misleading-part>
      <focal-cross-check-view .shown=${this.crossCheck} .saved=${report.crossCheck} ?fixed=${saved}></focal-cross-check-view>
      ${this.renderInputs(report, saved)}
    `;
  }

  /** The report whose findings are shown, with that of the comparison with TensorFlow.js. */
  private withDisagreement(): Report | undefined {
    const { settled, crossCheck } = this;
    return settled === undefined || crossCheck.state !== 'done'
      ? settled
      : withCrossCheck(settled, crossCheck.result);
  }

  private renderInputs({ inputs, timing }: Report, saved: boolean) {
    const { header, roles } = messages.report.inputs;
    return html`<section aria-labelledby="inputs">
      <h2 id="inputs">${messages.reportPage.arrays}</h2>
      <focal-data-table
        .caption=${messages.reportPage.readIn(timing.milliseconds / 1000)}
        .columns=${[header.role, header.array, header.shape, header.type, header.bytes, header.file]}
        .rows=${inputs.map(({ role, array, shape, dtype, byteSize, file }) => [
          roles[role],
          array,
          shapeText(shape),
          dtype,
          countText(byteSize),
          file,
        ])}
      ></focal-data-table>
      ${saved ? nothing : html`<div><vscode-button secondary @click=${this.chooseArrays}>${messages.reportPage.useOtherArrays}</vscode-button></div>`}
    </section>`;
  }

  private renderLosses({ losses, parameters }: Report) {
    const alpha = Array.isArray(parameters.alpha) ? 'by class' : parameters.alpha;
    const { reductions, shortNames } = messages.losses;
    return html`<section aria-labelledby="losses">
      <h2 id="losses">${messages.reportPage.losses}</h2>
      <focal-data-table
        .caption=${messages.reportPage.lossesWith(alpha, parameters.gamma)}
        .columns=${[messages.report.losses.header.loss, ...SINGLE_REDUCTIONS.map((reduction) => reductions[reduction])]}
        .rows=${LOSSES.map((key) => [
          shortNames[key],
          ...SINGLE_REDUCTIONS.map((reduction) => this.exactCell(losses[key][reduction])),
        ])}
      ></focal-data-table>
    </section>`;
  }

  /** The examples with the largest loss, by their indices: wrong labels are among the first. */
  private renderHardest(report: Report) {
    const { hardest, interpretation, inputs } = report;
    const sides = (['positives', 'negatives'] as const).filter((side) => hardest[side].length > 0);
    if (sides.length === 0) {
      return nothing;
    }
    const { report: says, losses, reportPage } = messages;
    const { header, title } = says.hardest;
    const target = interpretation.link === 'softmax' ? says.classes.header.class : header.target;
    const isOfShards =
      new Set(inputs.filter(({ role }) => role === 'logits').map(({ file }) => file)).size > 1;
    const hasIds = sides.some((side) => hardest[side].some(({ id }) => id !== undefined));
    return html`<section aria-labelledby="hardest">
      <h2 id="hardest">${title}</h2>
      <div class="charts">
        ${sides.map(
          (side) => html`<focal-data-table
            .caption=${reportPage.hardestOf(side)}
            .columns=${[header.index, ...(hasIds ? [header.id] : []), target, header.p_t, losses.shortNames.crossEntropy, ...(isOfShards ? [says.inputs.header.file] : [])]}
            .rows=${hardest[side].map((example) => [
              this.placeCell(report, example),
              ...(hasIds ? [example.id ?? ''] : []),
              numberText(example.target),
              numberText(example.targetProbability),
              this.exactCell(example.crossEntropy),
              ...(isOfShards ? [example.file] : []),
            ])}
          ></focal-data-table>`,
        )}
      </div>
    </section>`;
  }

  /** A number whose digits can be copied, to compare them with a log. */
  private exactCell(value: number | null): TableCell {
    const text = numberText(value);
    if (value === null) {
      return text;
    }
    const detail: CopyText = { type: 'copyText', format: 'txt', text: String(value) };
    const press = () => this.tell('export-request', detail);
    return { text, title: messages.reportPage.copyExact(String(value)), press };
  }

  /** The index of an example, which the viewer shows. */
  private placeCell(report: Report, example: HardExample): TableCell {
    const text = indexText(example.index);
    const place = placeOfExample(report, example);
    if (place === null) {
      return text;
    }
    const title = messages.reportPage.showInViewer(place.array, indexText(place.index));
    return { text, title, press: () => this.tell('show-element', place) };
  }

  private tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent<Detail>(name, { detail, bubbles: true, composed: true }));
  }

  private chooseArrays(): void {
    this.dispatchEvent(new CustomEvent('choose-arrays', { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-report-view': ReportView;
  }
}
