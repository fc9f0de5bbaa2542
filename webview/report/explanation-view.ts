import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type AppliedParameters, appliedParameters } from '../../src/check/explain/applied-parameters';
import { explained, type Tried, triedOn } from '../../src/check/explain/explain-report';
import { readPrinted } from '../../src/check/explain/printed-value';
import { explanationParts } from '../../src/check/render/explanation-section';
import type { Explanation } from '../../src/check/report/explanation';
import type { Evaluation, Report } from '../../src/check/report/report';
import type { TriedLoss } from '../../src/check/report/tried-loss';
import type { Framework } from '../../src/loss/variants/variant';
import type { KeptAnswers } from '../../src/protocol/kept-answers';
import type { TriedAt } from '../../src/services/try-losses-input';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';
import './explanation-code';
import { explainedFiles, explanationTable } from './explained-files';

/** Milliseconds that a report must stay before its answer is found. */
const SETTLED_AFTER = 250;

/**
 * A field for a loss value that the training printed, and what gives it on the data of the report.
 *
 * @fires use-parameters - CustomEvent<AppliedParameters>, to check with the parameters that the loss has
 * @fires explain-again - CustomEvent<string>, a value to explain with the tensors read once more
 * @fires explain-file - CustomEvent, to pick a file of losses
 * @fires code-action - CustomEvent<'open'>, to show the loss of the code that the user chose
 * @fires try-losses - CustomEvent, to run the losses of the workspace on the tensors
 * @fires show-code - CustomEvent<TriedAt>, to show a loss of the workspace
 * @fires keep-view - CustomEvent<KeptAnswers>, the typed value
 */
@customElement('focal-explanation-view')
export class ExplanationView extends LitElement {
  @property({ attribute: false }) report: Report | undefined;

  /** The loss of the code that was run on the tensors. */
  @property({ attribute: false }) evaluation: Evaluation | undefined;

  /** The losses of the workspace that were run on the tensors. */
  @property({ attribute: false }) triedLosses: readonly TriedAt[] = [];

  /** The framework whose code is shown. */
  @property() framework: Framework = 'pytorch';

  /** True if the tensors are not at hand. */
  @property({ type: Boolean }) fixed = false;

  /** True for a saved report, whose parameters cannot be changed. */
  @property({ type: Boolean }) saved = false;

  /** A value that the user asked about from an editor. */
  @property({ attribute: false }) asked: string | undefined;

  /** What was typed before the page was hidden. */
  @property({ attribute: false }) kept: KeptAnswers['printed'];

  /** The report that the answer is about: the shown one, once it has stayed for a while. */
  @state() private settled: Report | undefined;

  /** The typed text; undefined until something is typed, when the value that was asked about is shown. */
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
      .asking {
        align-items: end;
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .label {
        display: block;
        padding-block-end: 3px;
      }
    `,
  ];

  private waiting: ReturnType<typeof setTimeout> | undefined;

  /** Until the losses are summed. */
  private summing: ReturnType<typeof setTimeout> | undefined;

  /** Until the losses of the workspace are asked for, and what they were asked for last. */
  private asking: ReturnType<typeof setTimeout> | undefined;
  private askedFor: { readonly text: string; readonly report: Report | undefined } | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('asked') || !this.hasUpdated) {
      this.typed = this.kept?.asked === (this.asked ?? null) ? this.kept.typed : this.asked;
    }
    if (changed.has('report')) {
      this.settle();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
    clearTimeout(this.asking);
    clearTimeout(this.summing);
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
    this.askForLosses();
    this.sumSoon();
  }

  /** Sums the losses of a report that stays, before a value is typed. */
  private sumSoon(): void {
    const { settled } = this;
    if (settled !== undefined && this.tried?.report !== settled) {
      clearTimeout(this.summing);
      this.summing = setTimeout(() => this.triedOn(settled), SETTLED_AFTER);
    }
  }

  /** Asks for the losses of the workspace on these tensors, once a value has stayed for a while. */
  private askForLosses(): void {
    const { settled, text, askedFor, fixed } = this;
    if (fixed || readPrinted(text) === null || (askedFor?.text === text && askedFor.report === settled)) {
      return;
    }
    this.askedFor = { text, report: settled };
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.tell('try-losses'), SETTLED_AFTER);
  }

  /** The value that is explained; empty for none. */
  private get text(): string {
    return this.typed ?? this.settled?.printedLoss?.text ?? '';
  }

  override render() {
    const { settled: report } = this;
    if (report === undefined) {
      return nothing;
    }
    const says = messages.explanations;
    const { text } = this;
    return html`<section aria-labelledby="explanation">
      <h2 id="explanation">${says.heading}</h2>
      <p class="quiet">${says.about}</p>
      <div class="asking">
        <div>
          <span class="label quiet" aria-hidden="true">${says.field}</span>
          <vscode-textfield
            .label=${says.field}
            placeholder="0.24185"
            .value=${text}
            @input=${(event: Event) => this.type((event.currentTarget as HTMLInputElement).value)}
          ></vscode-textfield>
        </div>
        <vscode-button secondary icon="file" @click=${() => this.tell('explain-file')}>${says.fromFile}</vscode-button>
      </div>
      <div role="status" class="answer">
        ${text.trim() === '' ? nothing : this.renderAnswer(report, text)}
        ${explainedFiles(report)}
      </div>
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
    const withOwn = { ...answered, ...this.ownCode };
    const { own, answer, table } = explanationParts(withOwn, answered.printedLoss, messages);
    const [first] = answered.explanations;
    const { isComplete } = answered.printedLoss;
    const says = messages.explanations;
    return html`
      ${own.map(({ text, loss }) => html`<p>${text} ${this.saved ? nothing : html`<vscode-button secondary icon="go-to-file" @click=${() => this.open(loss)}>${says.openOwn}</vscode-button>`}</p>`)}
      ${answer.map((paragraph) => html`<p>${paragraph}</p>`)}
      ${this.renderApply(first)}
      ${
        first === undefined
          ? nothing
          : html`<focal-explanation-code .report=${report} .facts=${first.facts} .framework=${this.framework}></focal-explanation-code>`
      }
      ${
        isComplete || this.fixed
          ? nothing
          : html`<p class="quiet">
              ${says.withTensorsWhy}
              <vscode-button secondary @click=${() => this.tell('explain-again', text)}>${says.withTensors}</vscode-button>
            </p>`
      }
      ${explanationTable(says.section({ text }), table)}
    `;
  }

  private renderApply(first: Explanation | undefined) {
    const applied = first?.facts === undefined ? null : appliedParameters(first.facts);
    return applied === null || this.saved
      ? nothing
      : html`<div>
          <vscode-button secondary @click=${() => this.tell<AppliedParameters>('use-parameters', applied)}>${messages.explanations.useParameters(applied)}</vscode-button>
        </div>`;
  }

  private get ownCode(): Partial<Report> {
    const { evaluation, triedLosses } = this;
    // A saved report has its own.
    return {
      ...(triedLosses.length === 0 ? {} : { triedLosses: [...triedLosses] }),
      ...(evaluation === undefined ? {} : { code: evaluation }),
    };
  }

  private type(typed: string): void {
    this.typed = typed;
    this.tell<KeptAnswers>('keep-view', { printed: { typed, asked: this.asked ?? null } });
  }

  private open(loss: TriedLoss): void {
    const tried = this.triedLosses.find((each) => each === loss);
    if (tried === undefined) {
      this.tell('code-action', 'open');
    } else {
      this.tell<TriedAt>('show-code', tried);
    }
  }

  private tell<Detail = string>(name: string, detail?: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** The losses are summed once for a report. */
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
