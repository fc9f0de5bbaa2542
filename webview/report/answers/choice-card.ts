import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TrainedLoss } from '../../../src/calibration/focal-map';
import { choiceCard, WEIGHT_RULES, type WeightRule } from '../../../src/check/answers/choice-card';
import { type Choice, choiceForCounts, choiceForReport } from '../../../src/check/derive/choice';
import { trainedLossOf } from '../../../src/check/derive/trained-loss';
import { classLabel } from '../../../src/check/report/class-label';
import type { Report } from '../../../src/check/report/report';
import type { ClassCounts } from '../../../src/labels/class-counts';
import type { NamedClasses } from '../../../src/labels/named-classes';
import type { KeptAnswers } from '../../../src/protocol/kept-answers';
import { messages } from '../../shared/messages';
import '../../shared/number-field';
import type { NumberChange } from '../../shared/number-field';
import '../../shared/select-field';
import { baseStyles } from '../../shared/theme';
import './answer-card';
import { controlStyles } from './control-styles';
import { keepView } from './keep-view';

/** The largest β; 1 would be inverse frequencies. */
const LARGEST_BETA = 0.99999;

/** *Choose α and γ*, with the rule and β of the class weights. */
@customElement('focal-choice-card')
export class ChoiceCardElement extends LitElement {
  /** The data that the choice is for: a report, or classes that were counted and the loss that is meant. */
  @property({ attribute: false }) report: Report | undefined;
  /** Names of the classes of a report; null where no file has them. */
  @property({ attribute: false }) named: NamedClasses | null = null;
  @property({ attribute: false }) counts: ClassCounts | undefined;
  @property({ attribute: false }) loss: TrainedLoss | undefined;
  /** True to show the details at once. */
  @property({ type: Boolean }) open = false;
  /** The rule and β that the user has set before. */
  @property({ attribute: false }) kept: KeptAnswers['weights'];
  @state() private beta = 0.999;
  @state() private rule: WeightRule = 'effectiveNumber';

  static override styles = [baseStyles, controlStyles];

  protected override willUpdate(): void {
    if (!this.hasUpdated && this.kept !== undefined) {
      this.beta = this.kept.beta;
      this.rule = this.kept.rule;
    }
  }

  override render() {
    const choice = this.choice();
    return choice === undefined
      ? nothing
      : html`<focal-answer-card ?open=${this.open} .card=${choiceCard(choice, this.rule, messages)}>
          ${hasWeights(choice) ? this.renderControls() : nothing}
        </focal-answer-card>`;
  }

  private choice(): Choice | undefined {
    const { report, counts, loss, beta } = this;
    if (report === undefined) {
      return counts === undefined || loss === undefined
        ? undefined
        : choiceForCounts(counts, { ...loss, beta });
    }
    const { parameters, interpretation } = report;
    const trained = trainedLossOf(parameters) ?? { alpha: null, gamma: parameters.gamma };
    return choiceForReport(report, { ...trained, beta }, this.named, (index) =>
      classLabel(messages, interpretation, index),
    );
  }

  private renderControls() {
    const says = messages.answers.choose;
    return html`<div class="controls">
      <focal-select-field
        label=${says.rule}
        .value=${this.rule}
        .choices=${WEIGHT_RULES.map((value) => ({ value, label: says.classHeader[value] }))}
        @choice-change=${({ detail }: CustomEvent<WeightRule>) => {
          this.rule = detail;
          this.keep();
        }}
      ></focal-select-field>
      <focal-number-field
        label="β"
        description=${says.beta}
        hint=${says.betaHint}
        .max=${LARGEST_BETA}
        .step=${0.001}
        .value=${this.beta}
        @number-change=${({ detail }: CustomEvent<NumberChange>) => {
          this.beta = detail.value;
          this.keep();
        }}
      ></focal-number-field>
    </div>`;
  }

  private keep(): void {
    keepView(this, { weights: { rule: this.rule, beta: this.beta } });
  }
}

function hasWeights({ classes }: Choice): boolean {
  return classes.length > 1 && classes.every(({ weights }) => weights !== null);
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-choice-card': ChoiceCardElement;
  }
}
