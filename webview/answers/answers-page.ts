import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ALPHA, GAMMA } from '../../src/loss/kinds/parameters';
import {
  type AnswersQuestion,
  fromAnswersPageSchema,
  savedAnswersPageSchema,
  toAnswersPageSchema,
} from '../../src/protocol/answers';
import type { ExportRequest } from '../../src/protocol/export';
import type { KeptAnswers } from '../../src/protocol/kept-answers';
import type { LossParameters } from '../../src/protocol/plot';
import '../report/answers/choice-card';
import '../report/answers/meaning-card';
import { connect } from '../shared/connection';
import { messages } from '../shared/messages';
import '../shared/number-field';
import type { NumberChange } from '../shared/number-field';
import { baseStyles } from '../shared/theme';

/** α that weighs both sides the same, as no α does. */
const BOTH_THE_SAME = 0.5;
/** The nearest that α may come to 0 and to 1: beyond, a side is silenced. */
const LEAST_ALPHA = 0.001;

/** An answer that needs no report, with the loss that it is about. */
@customElement('focal-answers-page')
export class AnswersPage extends LitElement {
  @state() private about: AnswersQuestion | undefined;
  @state() private loss: LossParameters | undefined;
  /** The user's settings in the answer. */
  private kept: KeptAnswers = {};
  /** The outcome of the last export. */
  @state() private status = '';

  private readonly connection = connect({
    receives: toAnswersPageSchema,
    sends: fromAnswersPageSchema,
    saves: savedAnswersPageSchema,
  });

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        margin-inline: auto;
        max-inline-size: 1400px;
        padding: 20px 24px 48px;
      }
      main {
        display: grid;
        gap: 20px;
        grid-template-columns: minmax(0, 1fr);
      }
      h1 {
        font-size: 1.5em;
        font-weight: 400;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .loss {
        display: grid;
        gap: 12px 32px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 340px));
      }
      h2 {
        grid-column: 1 / -1;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('export-request', (event) =>
      this.connection.send((event as CustomEvent<ExportRequest>).detail),
    );
    this.addEventListener('insert-text', (event) =>
      this.connection.send({ type: 'insertText', text: (event as CustomEvent<string>).detail }),
    );
    this.addEventListener('keep-view', (event) => {
      this.kept = { ...this.kept, ...(event as CustomEvent<KeptAnswers>).detail };
      this.save();
    });
    this.kept = this.connection.restore()?.kept ?? {};
    this.connection.listen((message) => {
      if (message.type === 'exportOutcome') {
        this.status = message.message;
      } else {
        this.about = message.about;
        this.loss = withBothSides(this.connection.restore()?.loss ?? message.loss);
        this.save();
      }
    });
    this.connection.send({ type: 'ready' });
  }

  override render() {
    const { about, loss } = this;
    if (about === undefined || loss === undefined) {
      return nothing;
    }
    return html`<main>
      <h1>${about.question === 'choose' ? about.source : messages.answers.meaning.cardTitle}</h1>
      ${
        needsLoss(about)
          ? html`<section class="loss" aria-labelledby="loss">
              <h2 id="loss">${messages.answers.theLoss}</h2>
              ${this.renderLoss(loss)}
            </section>`
          : nothing
      }
      <section aria-labelledby="answer">
        <h2 id="answer" class="visually-hidden">${messages.answers.section}</h2>
        ${
          about.question === 'choose'
            ? html`<focal-choice-card open .kept=${this.kept.weights} .counts=${about.counts} .loss=${loss}></focal-choice-card>`
            : html`<focal-meaning-card open .kept=${this.kept.changes} .loss=${loss}></focal-meaning-card>`
        }
      </section>
      <p class="quiet" role="status">${this.status}</p>
    </main>`;
  }

  private renderLoss({ alpha, gamma }: LossParameters) {
    const says = messages.reportPage;
    return html`
      <focal-number-field
        label="γ"
        description=${says.focusing}
        .max=${GAMMA.maximum}
        .step=${GAMMA.step}
        .value=${gamma}
        @number-change=${({ detail }: CustomEvent<NumberChange>) => this.change({ gamma: detail.value })}
      ></focal-number-field>
      <focal-number-field
        label="α"
        description=${says.weightOfPositives}
        hint=${messages.answers.halfIsNone}
        .min=${LEAST_ALPHA}
        .max=${1 - LEAST_ALPHA}
        .step=${ALPHA.step}
        .value=${alpha ?? BOTH_THE_SAME}
        @number-change=${({ detail }: CustomEvent<NumberChange>) => this.change({ alpha: detail.value })}
      ></focal-number-field>
    `;
  }

  private change(change: Partial<LossParameters>): void {
    if (this.loss !== undefined) {
      this.loss = { ...this.loss, ...change };
      this.save();
    }
  }

  private save(): void {
    const { about, loss, kept } = this;
    if (about !== undefined && loss !== undefined) {
      this.connection.save({ about, loss, kept });
    }
  }
}

/** True where the answer depends on α and γ; the weights of more than two classes do not. */
function needsLoss(about: AnswersQuestion): boolean {
  return about.question === 'meaning' || about.counts.classes.length === 2;
}

/** The loss with an α that silences neither side. */
function withBothSides({ alpha, gamma }: LossParameters): LossParameters {
  return { alpha: alpha === null ? null : Math.min(Math.max(alpha, LEAST_ALPHA), 1 - LEAST_ALPHA), gamma };
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-answers-page': AnswersPage;
  }
}
