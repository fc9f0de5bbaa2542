import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { placeOfElement } from '../../src/check/derive/element-place';
import { classReliability } from '../../src/check/figures/class-reliability';
import { classScoresFigure } from '../../src/check/figures/class-scores';
import type { Report } from '../../src/check/report/report';
import type { ClassExample } from '../../src/check/statistics/class-scores';
import { numberText } from '../../src/format/number-text';
import { indexText } from '../../src/messages/facts';
import '../shared/data-table';
import type { TableCell } from '../shared/data-table';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';
import type { LabelledClass } from './classes-table';
import './report-chart';

/**
 * One class: the histogram of its scores, their reliability, and its hardest examples.
 *
 * @fires show-element - CustomEvent<ElementPlace>, an element that the viewer shows
 */
@customElement('focal-class-detail')
export class ClassDetail extends LitElement {
  @property({ attribute: false }) report: Report | undefined;
  @property({ attribute: false }) row: LabelledClass | undefined;

  static override styles = [
    baseStyles,
    css`
      section {
        display: grid;
        gap: 32px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
      }
      .examples {
        align-content: start;
        display: grid;
        gap: 20px;
      }
    `,
  ];

  override render() {
    const { report, row } = this;
    const entry = report?.statistics.classScores?.classes.find(({ index }) => index === row?.index);
    if (report === undefined || row === undefined || entry === undefined) {
      return nothing;
    }
    const name = row.label;
    return html`<section aria-label=${name}>
      <focal-report-chart .figure=${classScoresFigure(entry, row, name, messages)}></focal-report-chart>
      ${
        entry.positives.counts.length === 0
          ? nothing
          : html`<focal-report-chart .figure=${classReliability(entry, name, report, messages)}></focal-report-chart>`
      }
      <div class="examples">
        ${this.renderExamples(report, row, messages.classes.missed({ name }), row.missed, (p) => p)}
        ${this.renderExamples(report, row, messages.classes.falseAlarms({ name }), row.falseAlarms, (p) => 1 - p)}
      </div>
    </section>`;
  }

  /** @param probabilityOf the probability of the class, from that of the target */
  private renderExamples(
    report: Report,
    row: LabelledClass,
    caption: string,
    examples: readonly ClassExample[],
    probabilityOf: (ofTarget: number) => number,
  ) {
    if (examples.length === 0) {
      return nothing;
    }
    const { report: says, losses, classes } = messages;
    const hasIds = examples.some(({ id }) => id !== undefined);
    return html`<focal-data-table
      .caption=${caption}
      .columns=${[says.hardest.header.index, ...(hasIds ? [says.hardest.header.id] : []), classes.probabilityOf({ name: row.label }), losses.shortNames.crossEntropy]}
      .rows=${examples.map((example) => [
        this.placeCell(report, row, example),
        ...(hasIds ? [example.id ?? ''] : []),
        numberText(probabilityOf(Math.exp(-example.crossEntropy))),
        numberText(example.crossEntropy),
      ])}
    ></focal-data-table>`;
  }

  private placeCell(report: Report, { index }: LabelledClass, example: ClassExample): TableCell {
    const text = indexText(example.index);
    const place = placeOfElement(report, example.file, example.index, index);
    if (place === null) {
      return text;
    }
    return {
      text,
      title: messages.reportPage.showInViewer(place.array, indexText(place.index)),
      press: () =>
        this.dispatchEvent(new CustomEvent('show-element', { detail: place, bubbles: true, composed: true })),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-class-detail': ClassDetail;
  }
}
