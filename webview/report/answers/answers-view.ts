import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Report } from '../../../src/check/report/report';
import { messages } from '../../shared/messages';
import { baseStyles } from '../../shared/theme';
import './meaning-card';
import './threshold-card';

/** Answers to what users ask most, each in a sentence, with the rest on demand. */
@customElement('focal-answers-view')
export class AnswersView extends LitElement {
  /** The report, which follows a dragged slider. */
  @property({ attribute: false }) report: Report | undefined;
  /** The report before a slider is dragged. */
  @property({ attribute: false }) settled: Report | undefined;

  static override styles = [
    baseStyles,
    css`
      section {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
      }
    `,
  ];

  override render() {
    return this.report === undefined
      ? nothing
      : html`<section aria-labelledby="answers">
          <h2 id="answers">${messages.answers.section}</h2>
          <focal-threshold-card .report=${this.settled}></focal-threshold-card>
          <focal-meaning-card .report=${this.report}></focal-meaning-card>
        </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-answers-view': AnswersView;
  }
}
