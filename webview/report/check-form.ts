import { reasonText } from '../../src/messages/reason';
import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import {
  type Interpretation,
  interpretationSchema,
  type Parameters,
  parametersSchema,
  type Report,
} from '../../src/check/report/report';
import type { CheckSettings } from '../../src/protocol/report';
import '../shared/number-field';
import type { NumberChange } from '../shared/number-field';
import '../shared/select-field';
import type { Choice } from '../shared/select-field';
import { baseStyles } from '../shared/theme';
import {
  backgroundClasses,
  choiceOf,
  classAxes,
  ignoreIndices,
  indexOfChoice,
  inputKinds,
  targetKinds,
} from './interpretation-choices';
import { otherReadings } from './other-readings';

/** Detail of `check-change`: choices and parameters for another check. */
export type CheckChange = Pick<CheckSettings, 'choices' | 'parameters'>;

/** The α that is set when α is switched on again. */
const USUAL_ALPHA = 0.25;

/**
 * The interpretation of the arrays and the parameters, with their reasons. Each can be changed with one click.
 *
 * @fires check-data - Event, when the data of a saved report shall be checked
 * @fires check-change - CustomEvent<CheckChange>
 * @fires check-drag - CustomEvent<CheckChange['parameters']>, while a slider is being dragged
 */
@customElement('focal-check-form')
export class CheckForm extends LitElement {
  @property({ attribute: false }) report: Report | undefined;
  @property({ attribute: false }) settings: CheckSettings | undefined;
  /** Why the controls are off: the report was saved, and its data can be checked or are lost. Null while they are on. */
  @property({ attribute: false }) off: 'checkable' | 'lost' | null = null;

  static override styles = [
    baseStyles,
    css`
      .columns {
        display: grid;
        gap: 20px 32px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
      }
      .columns[data-off] .fields {
        opacity: 0.5;
      }
      .off {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
        padding-block-end: 14px;
      }
      .fields {
        align-content: start;
        display: grid;
        gap: 12px;
      }
      ul {
        margin: 6px 0 0;
        padding-inline-start: 1.3em;
      }
      .reset {
        justify-self: start;
      }
      .other {
        display: block;
        inline-size: fit-content;
        margin-block: 4px 8px;
      }
      .weights {
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    const { report } = this;
    if (report === undefined) {
      return nothing;
    }
    return html`${this.off === null ? nothing : this.renderOff(this.off)}
    <div class="columns" ?inert=${this.off !== null} ?data-off=${this.off !== null}>
      <section class="fields" aria-labelledby="parameters">
        <h2 id="parameters">${messages.reportPage.parameters}</h2>
        ${this.renderParameters(report.parameters)}
      </section>
      <section class="fields" aria-labelledby="interpretation">
        <h2 id="interpretation">${messages.reportPage.interpretation}</h2>
        ${this.renderInterpretation(report)}
      </section>
      <section aria-labelledby="why">
        <h2 id="why">${messages.reportPage.why}</h2>
        <ul>
          ${this.renderWhy(report)}
        </ul>
      </section>
    </div>`;
  }

  /** The reasons in the language of the page, in English where the report is of an older version, with what they leave open. */
  private renderWhy(report: Report) {
    const { why, whyFacts } = report.interpretation;
    return why.map((english, at) => {
      const reason = whyFacts?.[at];
      return html`<li>
        ${reasonText(messages.reasons, reason, english)}
        ${otherReadings(report, reason?.id).map(
          ({ label, choices }) =>
            html`<vscode-button class="other" secondary @click=${() => this.change({ choices })}
              >${messages.reportPage.readAs(label)}</vscode-button
            >`,
        )}
      </li>`;
    });
  }

  private renderOff(off: 'checkable' | 'lost') {
    const { controlsAreOff, dataNotFound, checkItsData } = messages.reportPage;
    return html`<p class="off">
      <span>${off === 'lost' ? messages.paragraph([controlsAreOff, dataNotFound]) : controlsAreOff}</span>
      ${off === 'lost' ? nothing : html`<vscode-button secondary @click=${this.checkData}>${checkItsData}</vscode-button>`}
    </p>`;
  }

  private checkData(): void {
    this.dispatchEvent(new CustomEvent('check-data', { bubbles: true, composed: true }));
  }

  private renderParameters({ alpha, gamma, reduction }: Parameters) {
    return html`
      <focal-number-field
        label="γ"
        description=${messages.reportPage.focusing}
        .max=${10}
        .step=${0.1}
        .value=${live(gamma)}
        @number-change=${(event: CustomEvent<NumberChange>) => this.settle(event, (value) => ({ gamma: value }))}
      ></focal-number-field>
      ${
        Array.isArray(alpha)
          ? html`<p class="weights">${messages.reportPage.weightsByClass(alpha.join(', '))}</p>`
          : html`<vscode-checkbox
                label=${messages.reportPage.alphaSwitch}
                ?checked=${alpha !== null}
                @change=${() => this.change({ parameters: { alpha: alpha === null ? USUAL_ALPHA : null } })}
              ></vscode-checkbox>
              <focal-number-field
                label="α"
                description=${messages.reportPage.weightOfPositives}
                .value=${live(alpha ?? USUAL_ALPHA)}
                ?disabled=${alpha === null}
                @number-change=${(event: CustomEvent<NumberChange>) => this.settle(event, (value) => ({ alpha: value }))}
              ></focal-number-field>`
      }
      <focal-select-field
        label=${messages.reportPage.reduction}
        .value=${reduction}
        .choices=${parametersSchema.entries.reduction.options.map((value) => ({ value, label: messages.losses.reductions[value] }))}
        @choice-change=${({ detail }: CustomEvent<Parameters['reduction']>) => this.change({ parameters: { reduction: detail } })}
      ></focal-select-field>
    `;
  }

  private renderInterpretation(report: Report) {
    const { input, link, targets, classAxis, backgroundClass, ignoreIndex } = report.interpretation;
    const { entries } = interpretationSchema;
    return html`
      <focal-select-field
        label=${messages.reportPage.values}
        .value=${input}
        .choices=${inputKinds(report).map((value) => ({ value, label: messages.reportPage.inputs[value] }))}
        @choice-change=${({ detail }: CustomEvent<Interpretation['input']>) => this.change({ choices: { input: detail } })}
      ></focal-select-field>
      <focal-select-field
        label=${messages.reportPage.probabilitiesBy}
        .value=${link}
        .choices=${entries.link.options.map((value) => ({ value, label: messages.reportPage.links[value] }))}
        @choice-change=${({ detail }: CustomEvent<Interpretation['link']>) => this.changeLink(detail)}
      ></focal-select-field>
      <focal-select-field
        label=${messages.reportPage.targets}
        .value=${targets}
        .choices=${targetKinds(report).map((value) => ({ value, label: messages.reportPage.targetKinds[value] }))}
        @choice-change=${({ detail }: CustomEvent<Interpretation['targets']>) => this.changeTargets(detail)}
      ></focal-select-field>
      ${this.renderIndex(messages.reportPage.classAxis, 'classAxis', classAxis, classAxes(report))}
      ${this.renderIndex(messages.reportPage.backgroundClass, 'backgroundClass', backgroundClass, backgroundClasses(report))}
      ${this.renderIndex(messages.reportPage.ignoredTarget, 'ignoreIndex', ignoreIndex, ignoreIndices(report))}
      ${
        Object.keys(this.settings?.choices ?? {}).length === 0
          ? nothing
          : html`<vscode-button class="reset" secondary icon="discard" @click=${this.resetChoices}
              >${messages.reportPage.takeForWhatTheySeem}</vscode-button
            >`
      }
    `;
  }

  /** A choice between a number and none. */
  private renderIndex(
    label: string,
    key: 'classAxis' | 'backgroundClass' | 'ignoreIndex',
    value: number | null,
    choices: readonly Choice[],
  ) {
    if (choices.length === 0) {
      return nothing;
    }
    return html`<focal-select-field
      .label=${label}
      .value=${choiceOf(value)}
      .choices=${choices}
      @choice-change=${({ detail }: CustomEvent<string>) => this.change({ choices: { [key]: indexOfChoice(detail) } })}
    ></focal-select-field>`;
  }

  /** Changes the link, and the kind of hard targets with it. */
  private changeLink(link: Interpretation['link']): void {
    const { targets, ...rest } = this.settings?.choices ?? {};
    this.send({ choices: { ...rest, ...(targets === 'soft' ? { targets } : {}), link } });
  }

  /** Changes the targets, and the link with them: one-hot targets need a softmax, binary ones a sigmoid. */
  private changeTargets(targets: Interpretation['targets']): void {
    if (targets === 'one-hot') {
      this.change({ choices: { targets, link: 'softmax' } });
    } else {
      this.change({ choices: { targets, ...(targets === 'binary' ? { link: 'sigmoid' } : {}) } });
    }
  }

  private resetChoices(): void {
    this.send({ choices: {} });
  }

  /** Tells each step of a dragged slider, and checks when it is released. */
  private settle(
    event: CustomEvent<NumberChange>,
    parameters: (value: number) => CheckChange['parameters'],
  ): void {
    const changed = parameters(event.detail.value);
    if (event.detail.settled) {
      this.change({ parameters: changed });
      return;
    }
    const detail = { ...this.settings?.parameters, ...changed };
    this.dispatchEvent(
      new CustomEvent<CheckChange['parameters']>('check-drag', { detail, bubbles: true, composed: true }),
    );
  }

  private change({ choices, parameters }: Partial<CheckChange>): void {
    this.send({
      ...(choices === undefined ? {} : { choices: { ...this.settings?.choices, ...choices } }),
      ...(parameters === undefined ? {} : { parameters: { ...this.settings?.parameters, ...parameters } }),
    });
  }

  /** Sends a change; the other choices and parameters stay. */
  private send(change: Partial<CheckChange>): void {
    const { choices = {}, parameters = {} } = this.settings ?? {};
    const detail: CheckChange = { choices, parameters, ...change };
    this.dispatchEvent(
      new CustomEvent<CheckChange>('check-change', { detail, bubbles: true, composed: true }),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-check-form': CheckForm;
  }
}
