import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClassChanges } from '../../../src/calibration/class-changes';
import type { TrainedLoss } from '../../../src/calibration/focal-map';
import type { AnswerCard } from '../../../src/check/answers/answer-card';
import { meaningCard, meaningOfLoss } from '../../../src/check/answers/meaning-card';
import { asSigmoid } from '../../../src/check/derive/as-sigmoid';
import type { Report } from '../../../src/check/report/report';
import type { KeptAnswers } from '../../../src/protocol/kept-answers';
import { messages } from '../../shared/messages';
import '../../shared/number-field';
import type { NumberChange } from '../../shared/number-field';
import { baseStyles } from '../../shared/theme';
import './answer-card';
import { controlStyles } from './control-styles';
import { keepView } from './keep-view';

const MOST = 1e6;
/** Shares of positives have so many digits at most, so that the field shows them whole. */
const DIGITS = 4;

/** *What a score means*, with what was done to the classes beside the loss. */
@customElement('focal-meaning-card')
export class MeaningCardElement extends LitElement {
  /** The scores in question: those of a report, or of a loss that is known alone. */
  @property({ attribute: false }) report: Report | undefined;
  @property({ attribute: false }) loss: TrainedLoss | undefined;
  /** True to show the details at once. */
  @property({ type: Boolean }) open = false;
  /** The user's earlier settings. */
  @property({ attribute: false }) kept: KeptAnswers['changes'];
  @state() private positiveWeight = 1;
  /** One of so many negatives was kept. */
  @state() private negativesPerKept = 1;
  /** Share of positives in training, where no report has it. */
  @state() private training = 0.1;
  /** Share of positives in use; undefined for that of the data. */
  @state() private prevalence: number | undefined;

  static override styles = [baseStyles, controlStyles];

  protected override willUpdate(): void {
    if (!this.hasUpdated && this.kept !== undefined) {
      const { positiveWeight, negativesPerKept, training, prevalence } = this.kept;
      this.positiveWeight = positiveWeight;
      this.negativesPerKept = negativesPerKept;
      this.training = training;
      this.prevalence = prevalence ?? undefined;
    }
  }

  override render() {
    const card = this.card();
    return card === undefined
      ? nothing
      : html`<focal-answer-card ?open=${this.open} .card=${card}>
          ${this.report !== undefined && asSigmoid(this.report).interpretation.link === 'softmax' ? nothing : this.renderControls()}
        </focal-answer-card>`;
  }

  private card(): AnswerCard | undefined {
    const { report, loss } = this;
    if (report !== undefined) {
      return meaningCard(report, this.changes, messages);
    }
    return loss === undefined ? undefined : meaningOfLoss(loss, this.changes, messages);
  }

  private renderControls() {
    const says = messages.answers.meaning.changes;
    return html`<div class="controls" role="group" aria-label=${says.title}>
      <focal-number-field
        plain
        label=${says.positiveWeight}
        hint=${says.positiveWeightHint}
        .min=${1 / MOST}
        .max=${MOST}
        .value=${this.positiveWeight}
        @number-change=${({ detail }: CustomEvent<NumberChange>) => {
          this.positiveWeight = detail.value;
          this.keep();
        }}
      ></focal-number-field>
      <focal-number-field
        plain
        label=${says.negativesPerKept}
        hint=${says.negativesPerKeptHint}
        .min=${1}
        .max=${MOST}
        .value=${this.negativesPerKept}
        @number-change=${({ detail }: CustomEvent<NumberChange>) => {
          this.negativesPerKept = detail.value;
          this.keep();
        }}
      ></focal-number-field>
      ${
        this.report === undefined
          ? html`<focal-number-field
              plain
              label=${says.training}
              .min=${1 / MOST}
              .max=${1 - 1 / MOST}
              .step=${0.01}
              .value=${this.training}
              @number-change=${({ detail }: CustomEvent<NumberChange>) => {
                this.training = detail.value;
                this.keep();
              }}
            ></focal-number-field>`
          : nothing
      }
      <focal-number-field
        plain
        label=${says.prevalence}
        hint=${says.prevalenceHint}
        .min=${1 / MOST}
        .max=${1 - 1 / MOST}
        .step=${0.01}
        .value=${this.prevalence ?? Number(this.shareInTraining.toPrecision(DIGITS))}
        @number-change=${({ detail }: CustomEvent<NumberChange>) => {
          this.prevalence = detail.value;
          this.keep();
        }}
      ></focal-number-field>
    </div>`;
  }

  private keep(): void {
    const { positiveWeight, negativesPerKept, training, prevalence = null } = this;
    keepView(this, { changes: { positiveWeight, negativesPerKept, training, prevalence } });
  }

  private get changes(): ClassChanges {
    const { prevalence: use, shareInTraining: training } = this;
    return {
      positiveWeight: this.positiveWeight,
      keptNegatives: 1 / this.negativesPerKept,
      ...(use === undefined || training === 0 || training === 1 ? {} : { prevalence: { training, use } }),
    };
  }

  private get shareInTraining(): number {
    return this.report === undefined ? this.training : shareOfPositives(this.report);
  }
}

function shareOfPositives({ counts: { positives, negatives } }: Report): number {
  return positives / (positives + negatives);
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-meaning-card': MeaningCardElement;
  }
}
