import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AnswerCard } from '../../../src/check/answers/answer-card';
import {
  type ThresholdChoice,
  type ThresholdDetails,
  thresholdCard,
  thresholdCopies,
} from '../../../src/check/answers/threshold-card';
import type { Cut } from '../../../src/check/answers/threshold-figure';
import type { Report } from '../../../src/check/report/report';
import type { NamedClasses } from '../../../src/labels/named-classes';
import type { KeptAnswers } from '../../../src/protocol/kept-answers';
import { messages } from '../../shared/messages';
import '../../shared/number-field';
import type { NumberChange } from '../../shared/number-field';
import { baseStyles } from '../../shared/theme';
import './answer-card';
import type { PressCell } from './answer-card';
import { controlStyles } from './control-styles';
import { keepView } from './keep-view';

/** The column of the thresholds in the table. */
const THRESHOLD_COLUMN = 1;

/** *Threshold*: a line to move over the scores, and the thresholds of the usual wishes. */
@customElement('focal-threshold-card')
export class ThresholdCardElement extends LitElement {
  @property({ attribute: false }) report: Report | undefined;
  /** Names of the labels; null where no file has them. */
  @property({ attribute: false }) named: NamedClasses | null = null;
  /** True to show the details at once. */
  @property({ type: Boolean }) open = false;
  /** The user's earlier settings. */
  @property({ attribute: false }) kept: KeptAnswers['threshold'];
  @state() private choice: ThresholdChoice = { precision: 0.9, recall: 0.9, missCost: 10, split: null };
  /** The logit of the line; undefined until it is moved, when it is that of the best F1. */
  @state() private logit: number | undefined;
  @state() private details: ThresholdDetails | undefined;
  private card: AnswerCard | undefined;

  static override styles = [baseStyles, controlStyles];

  override render() {
    if (this.card === undefined) {
      return nothing;
    }
    const { cuts = [], best = 0 } = this.details ?? {};
    const row = nearestCut(cuts, this.logit ?? best);
    const cut = cuts[row];
    return html`<focal-answer-card
      ?open=${this.open}
      .card=${this.card}
      .chosenRow=${row}
      .copies=${cut === undefined ? [] : thresholdCopies(cut, messages)}
      .pressCell=${this.pressCell}
      @row-change=${({ detail }: CustomEvent<number>) => this.moveTo(cuts[detail]?.logit)}
    >
      ${this.renderControls()}
    </focal-answer-card>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated && this.kept !== undefined) {
      const { logit, ...choice } = this.kept;
      this.choice = choice;
      this.logit = logit ?? undefined;
    }
    if (
      this.report !== undefined &&
      (changed.has('report') || changed.has('named') || changed.has('choice'))
    ) {
      const card = thresholdCard(this.report, this.named, this.choice, messages);
      const { details } = card;
      // The line and its copies need the cuts, which are computed only when the card is opened.
      this.details = undefined;
      this.card = {
        ...card,
        details:
          details === null
            ? null
            : () => {
                this.details ??= details();
                return this.details;
              },
      };
    }
  }

  private renderControls() {
    const says = messages.answers.thresholds;
    const { precision, recall, missCost, split } = this.choice;
    return html`<div class="controls">
      <focal-number-field
        plain
        label=${says.missCost}
        .min=${1e-6}
        .max=${1e6}
        .step=${1}
        .value=${missCost}
        @number-change=${(event: CustomEvent<NumberChange>) => this.choose({ missCost: event.detail.value })}
      ></focal-number-field>
      <focal-number-field
        plain
        label=${says.precision}
        .min=${1e-6}
        .value=${precision}
        @number-change=${(event: CustomEvent<NumberChange>) => this.choose({ precision: event.detail.value })}
      ></focal-number-field>
      <focal-number-field
        plain
        label=${says.recall}
        .min=${1e-6}
        .value=${recall}
        @number-change=${(event: CustomEvent<NumberChange>) => this.choose({ recall: event.detail.value })}
      ></focal-number-field>
      <vscode-button secondary @click=${() => this.choose({ split: (split ?? 0) + 1 })}
        >${split === null ? says.splitInHalf : says.splitAgain}</vscode-button
      >
      ${
        split === null
          ? nothing
          : html`<vscode-button secondary @click=${() => this.choose({ split: null })}>${says.chooseOnAll}</vscode-button>`
      }
    </div>`;
  }

  private choose(change: Partial<ThresholdChoice>): void {
    this.choice = { ...this.choice, ...change };
    this.keep();
  }

  private moveTo(logit: number | null | undefined): void {
    this.logit = logit ?? this.logit;
    this.keep();
  }

  private keep(): void {
    const { precision, recall, missCost, split } = this.choice;
    keepView(this, { threshold: { precision, recall, missCost, split, logit: this.logit ?? null } });
  }

  private readonly pressCell: PressCell = (row, column, text) => {
    const logit = this.details?.chosen[row] ?? null;
    return column !== THRESHOLD_COLUMN || logit === null
      ? text
      : {
          text,
          title: messages.answers.thresholds.useThreshold({ threshold: text }),
          press: () => this.moveTo(logit),
        };
  };
}

function nearestCut(cuts: readonly Cut[], sought: number): number {
  const distances = cuts.map(({ logit }) => Math.abs(logit - sought));
  return distances.indexOf(Math.min(...distances));
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-threshold-card': ThresholdCardElement;
  }
}
