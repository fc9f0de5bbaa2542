import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { explained, type Tried, triedOn } from '../../src/check/explain/explain-report';
import { readPrinted } from '../../src/check/explain/printed-value';
import { explanationSection } from '../../src/check/render/explanation-section';
import type { Report } from '../../src/check/report/report';
import { messages } from '../shared/messages';
import '../shared/data-table';
import { baseStyles } from '../shared/theme';

/** Milliseconds for which a report stays before its answer is found. */
const SETTLED_AFTER = 250;

/** A field for a loss value that the training printed, and what gives it on the data of the report. */
@customElement('focal-explanation-view')
export class ExplanationView extends LitElement {
  @property({ attribute: false }) report: Report | undefined;

  /** A value that the user asked about from an editor. */
  @property({ attribute: false }) asked: string | undefined;

  /** The report that the answer is about: the shown one, once it has stayed for a while. */
  @state() private settled: Report | undefined;

  /** What is typed; the value that was asked about until something is. */
  @state() private typed: string | undefined;

  /** The losses on a report, which take longer than to set a value beside them. */
  private tried: Tried | undefined;

  static override styles = [
    baseStyles,
    css`
      :host,
      section,
      .answer {
        display: grid;
        gap: 10px;
        grid-template-columns: minmax(0, 1fr);
      }
      p {
        margin: 0;
        max-inline-size: 80ch;
      }
      vscode-textfield {
        inline-size: 200px;
      }
      .label {
        display: block;
        padding-block-end: 3px;
      }
    `,
  ];

  private waiting: ReturnType<typeof setTimeout> | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('asked')) {
      this.typed = this.asked;
    }
    if (changed.has('report')) {
      this.settle();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
  }

  /** A slider that is dragged gives a report a frame, and an answer takes longer than that. */
  private settle(): void {
    clearTimeout(this.waiting);
    if (this.settled === undefined) {
      this.settled = this.report;
      return;
    }
    this.waiting = setTimeout(() => {
      this.settled = this.report;
    }, SETTLED_AFTER);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('asked') && this.asked !== undefined) {
      this.scrollIntoView({ block: 'center' });
    }
  }

  override render() {
    const { settled: report } = this;
    if (report === undefined) {
      return nothing;
    }
    const says = messages.explanations;
    const text = this.typed ?? report.printedLoss?.text ?? '';
    return html`<section aria-labelledby="explanation">
      <h2 id="explanation">${says.heading}</h2>
      <p class="quiet">${says.about}</p>
      <div>
        <span class="label quiet" aria-hidden="true">${says.field}</span>
        <vscode-textfield
          .label=${says.field}
          placeholder="0.24185"
          .value=${text}
          @input=${(event: Event) => {
            this.typed = (event.currentTarget as HTMLInputElement).value;
          }}
        ></vscode-textfield>
      </div>
      <div role="status" class="answer">${text.trim() === '' ? nothing : this.renderAnswer(report, text)}</div>
    </section>`;
  }

  private renderAnswer(report: Report, text: string) {
    const printed = readPrinted(text);
    if (printed === null) {
      return html`<p>${messages.explanations.noNumber}</p>`;
    }
    // The report was asked about this very value, and with its tensors at hand.
    const isAnswered = report.printedLoss?.text === text;
    const answered = isAnswered ? report : { ...report, ...explained(this.triedOn(report), printed) };
    if (answered.printedLoss === undefined) {
      return nothing;
    }
    const { paragraphs, table } = explanationSection(answered, answered.printedLoss, messages);
    return html`
      ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
      ${
        table === undefined
          ? nothing
          : html`<focal-data-table .caption=${messages.explanations.section({ text })} .columns=${table.header} .rows=${table.rows}></focal-data-table>`
      }
    `;
  }

  private triedOn(report: Report): Tried {
    if (this.tried?.report !== report) {
      this.tried = triedOn(report, null);
    }
    return this.tried;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-explanation-view': ExplanationView;
  }
}
