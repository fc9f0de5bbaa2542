import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClassChanges } from '../../../src/calibration/class-changes';
import { meaningCard } from '../../../src/check/answers/meaning-card';
import type { Report } from '../../../src/check/report/report';
import { messages } from '../../shared/messages';
import '../../shared/number-field';
import type { NumberChange } from '../../shared/number-field';
import { baseStyles } from '../../shared/theme';
import './answer-card';
import { controlStyles } from './control-styles';

const MOST = 1e6;
/** Shares of positives have so many digits at most, so that the field shows them whole. */
const DIGITS = 4;

/** *What a score means*, with what was done to the classes beside the loss. */
@customElement('focal-meaning-card')
export class MeaningCardElement extends LitElement {
  @property({ attribute: false }) report: Report | undefined;
  @state() private positiveWeight = 1;
  /** One of so many negatives was kept. */
  @state() private negativesPerKept = 1;
  /** Share of positives in use; undefined for that of the data. */
  @state() private prevalence: number | undefined;

  static override styles = [baseStyles, controlStyles];

  override render() {
    const { report } = this;
    return report === undefined
      ? nothing
      : html`<focal-answer-card .card=${meaningCard(report, this.changesOf(report), messages)}>
          ${report.interpretation.link === 'softmax' ? nothing : this.renderControls(report)}
        </focal-answer-card>`;
  }

  private renderControls(report: Report) {
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
        }}
      ></focal-number-field>
      <focal-number-field
        plain
        label=${says.prevalence}
        hint=${says.prevalenceHint}
        .min=${1 / MOST}
        .max=${1 - 1 / MOST}
        .step=${0.01}
        .value=${this.prevalence ?? Number(shareOfPositives(report).toPrecision(DIGITS))}
        @number-change=${({ detail }: CustomEvent<NumberChange>) => {
          this.prevalence = detail.value;
        }}
      ></focal-number-field>
    </div>`;
  }

  private changesOf(report: Report): ClassChanges {
    const training = shareOfPositives(report);
    const { prevalence: use } = this;
    return {
      positiveWeight: this.positiveWeight,
      keptNegatives: 1 / this.negativesPerKept,
      ...(use === undefined || training === 0 || training === 1 ? {} : { prevalence: { training, use } }),
    };
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
