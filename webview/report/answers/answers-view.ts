import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AnswerId } from '../../../src/check/answers/answer-card';
import { misleadingText, unmatchedTargetsIn } from '../../../src/check/answers/unmatched-targets';
import type { Report } from '../../../src/check/report/report';
import type { NamedClasses } from '../../../src/labels/named-classes';
import type { KeptAnswers } from '../../../src/protocol/kept-answers';
import { messages } from '../../shared/messages';
import { baseStyles } from '../../shared/theme';
import '../misleading-part';
import './choice-card';
import './effect-card';
import { keepView } from './keep-view';
import './meaning-card';
import './threshold-card';

/**
 * Answers to what users ask most, each in a sentence, with the rest on demand. They are folded where predictions and targets do
 * not belong together, since they would mislead.
 */
@customElement('focal-answers-view')
export class AnswersView extends LitElement {
  /** The report, which follows a dragged slider. */
  @property({ attribute: false }) report: Report | undefined;
  /** The report before a slider is dragged. */
  @property({ attribute: false }) settled: Report | undefined;
  /** Names of the classes; null where no file has them. */
  @property({ attribute: false }) named: NamedClasses | null = null;
  /** What the user has set in the answers. */
  @property({ attribute: false }) kept: KeptAnswers = {};
  /** The answers that are open. */
  @state() private open: ReadonlySet<AnswerId> = new Set();

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

  protected override willUpdate(): void {
    if (!this.hasUpdated) {
      this.open = new Set(this.kept.open);
    }
  }

  override render() {
    const { settled } = this;
    if (settled === undefined) {
      return nothing;
    }
    const unmatched = unmatchedTargetsIn(settled);
    return html`<section aria-labelledby="answers">
      <h2 id="answers">${messages.answers.section}</h2>
      <focal-misleading-part .reason=${unmatched === null ? null : misleadingText(unmatched, messages)}>
        ${this.renderCards()}
      </focal-misleading-part>
    </section>`;
  }

  private renderCards() {
    const { open, kept } = this;
    return html`
      <focal-choice-card .report=${this.reportOf('choose')} .named=${this.named} .kept=${kept.weights} ?open=${open.has('choose')} @open-change=${this.follow('choose')}></focal-choice-card>
      <focal-threshold-card .report=${this.settled} .named=${this.named} .kept=${kept.threshold} ?open=${open.has('threshold')} @open-change=${this.follow('threshold')}></focal-threshold-card>
      <focal-meaning-card .report=${this.reportOf('meaning')} .kept=${kept.changes} ?open=${open.has('meaning')} @open-change=${this.follow('meaning')}></focal-meaning-card>
      <focal-effect-card .report=${this.reportOf('effect')} ?open=${open.has('effect')} @open-change=${this.follow('effect')}></focal-effect-card>
    `;
  }

  /** An open answer follows a dragged slider; the sentence of a closed one waits, so that the slider stays where it is. */
  private reportOf(id: AnswerId): Report | undefined {
    return this.open.has(id) ? this.report : this.settled;
  }

  private follow(id: AnswerId): (event: CustomEvent<boolean>) => void {
    return ({ detail: isOpen }) => {
      const others = [...this.open].filter((one) => one !== id);
      this.open = new Set(isOpen ? [...others, id] : others);
      keepView(this, { open: [...this.open] });
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-answers-view': AnswersView;
  }
}
